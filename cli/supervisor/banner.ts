/** What a person sees when everything runs. Printed to the terminal only; the key and the link in it are never logged. */

export interface BannerOptions {
  /** Where the server listens, without a trailing slash. */
  url: string;
  adminUrl: string;
  key: KeyHint;
  /** Undefined: there is only the way to one. */
  signIn?: SignInHint | undefined;
}

/** A link that signs one browser in. */
export interface SignInHint {
  readonly url: string;
  /** How long it can be used. */
  readonly minutes: number;
}

/** The first key is shown in the one moment it exists in clear; later there is only the way to another. */
export type KeyHint = { made: string } | 'given' | 'exists';

export function banner({ url, adminUrl, key, signIn }: BannerOptions): string {
  const socket = url.replace(/^http/, 'ws');
  return `
  Darkroom is ready.

${signInLines(signIn)}
    GraphQL     ${url}/graphql
    WebSocket   ${socket}/graphql  (graphql-transport-ws)
    Health      ${adminUrl}/probe/ready

${keyLines(key)}

  Upload a photo:

${upload(url, typeof key === 'object' ? key.made : '$DARKROOM_API_KEY')}

  Or watch every variant arrive (in another terminal, in this folder):

    export DARKROOM_API_KEY=${typeof key === 'object' ? key.made : '…'}
    npx darkroom upload --url ${url} photo.jpg

  Ctrl-C stops everything; the data stays.
`;
}

function signInLines(signIn: SignInHint | undefined): string {
  if (!signIn) return '    Browser     a link that signs it in: npx darkroom sign-in-link';
  const { url, minutes } = signIn;
  return `    Browser     ${url}\n                It signs you in once, within ${minutes} min; another: npx darkroom sign-in-link`;
}

function keyLines(key: KeyHint): string {
  if (typeof key === 'object')
    return `    API key     ${key.made}\n                It is shown only now: keep it.`;
  if (key === 'given') return '    API key     the one in BOOTSTRAP_API_KEY';
  return '    API key     the one that the first start showed; a new one: npx darkroom keys create';
}

/** Double quotes around the header, so that the shell fills in the variable where the key is not known. */
function upload(url: string, key: string): string {
  const query =
    'mutation ($file: Upload!) { uploadImage(input: { file: $file }) ' +
    '{ image { id status variants { name format status url } } userErrors { code message } } }';
  const operations = JSON.stringify({ query, variables: { file: null } });
  const lines = [
    `curl ${url}/graphql`,
    `-H "Authorization: Bearer ${key}"`,
    `-H 'Apollo-Require-Preflight: true'`,
    `-F operations='${operations}'`,
    `-F map='{"0":["variables.file"]}'`,
    '-F 0=@photo.jpg',
  ];
  return lines.map((line, index) => `    ${index === 0 ? '' : '  '}${line}`).join(' \\\n');
}
