/**
 * With NODE_ENV=production nothing starts on secrets that are missing, were made up here or can be guessed: they are faults of
 * the configuration like any other, with what to do. Elsewhere a start may make its own, and a test may use what it likes.
 */
/** What a process cannot do without; the others are looked at where they are given. */
export type NeededSecret = 'SIGNING_KEYS' | 'BOOTSTRAP_API_KEY';

/** The slices as far as they could be read: what is missing in them is a fault of its own. */
interface Given {
  readonly process: { readonly mode?: string };
  readonly access: { readonly signingKeys?: Keys; readonly bootstrapApiKey?: Text };
  readonly tokens: { readonly secret?: Text };
  readonly webhooks: { readonly secretKeys?: Keys };
  readonly database: { readonly url?: Text };
}
type Text = string | undefined;
type Keys = readonly { readonly kid: string; readonly secret: string }[] | undefined;

export function secretFaults(given: Given, needed: readonly NeededSecret[]): string[] {
  if (given.process.mode !== 'production') return [];
  return [...missing(given, needed), ...guessable(given)].map((fault) => `  ${fault}`);
}

const random = 'a random one, as `npx darkroom secret generate` prints';

const remedies: Readonly<Record<NeededSecret, string>> = {
  SIGNING_KEYS: `k1: and ${random}, the same on every server`,
  BOOTSTRAP_API_KEY: `${random}: it becomes the first admin key`,
};

const missing = ({ access }: Given, needed: readonly NeededSecret[]): string[] =>
  needed
    .filter((name) => {
      const key = name === 'SIGNING_KEYS' ? 'signingKeys' : 'bootstrapApiKey';
      return key in access && access[key] === undefined;
    })
    .map((name) => `${name} is not set, and NODE_ENV=production makes none up: give ${remedies[name]}.`);

function guessable({ access, tokens, webhooks, database }: Given): string[] {
  const one = { BOOTSTRAP_API_KEY: access.bootstrapApiKey, JWT_SECRET: tokens.secret };
  const several = { SIGNING_KEYS: access.signingKeys, WEBHOOK_SECRET_KEYS: webhooks.secretKeys };
  const secrets = [
    ...Object.entries(one).map(([what, secret]) => ({ what, secret })),
    ...Object.entries(several).flatMap(([name, keys = []]) =>
      keys.map(({ kid, secret }) => ({ what: `The key ${kid} of ${name}`, secret })),
    ),
  ];
  const faults = secrets
    .filter(({ secret }) => secret !== undefined && isGuessable(secret))
    .map(({ what }) => `${what} can be guessed, which NODE_ENV=production refuses: give ${random}.`);
  if (database.url !== undefined && hasDefaultPassword(new URL(database.url)))
    faults.push(
      'The password in DATABASE_URL can be guessed, which NODE_ENV=production refuses: give the database user a random one.',
    );
  return faults;
}

/** As examples begin, which are then forgotten in place. */
const placeholder =
  /change.?me|^(?:k\d+:|dk_)?(?:change|replace|example|your|default|insecure|password|secret|test|dev)(?:[-_. ]|$)/i;

/** Of 32 random hexadecimal digits three in a million have so few different ones. */
const fewestCharacters = 9;

/** The same again and again, as `darkroom-darkroom-darkroom-…`. */
const repeated = /^(.{1,20}?)\1+.{0,19}$/s;

const isGuessable = (secret: string): boolean =>
  placeholder.test(secret) ||
  new Set(secret).size < fewestCharacters ||
  repeated.test(secret) ||
  stepsOf(secret) > secret.length * mostSteps;

/** Of random hexadecimal digits every fifth is one; of 32 so many in less than one of a thousand millions. */
const mostSteps = 0.7;

/** How many characters are the one before, or its neighbour among letters or digits. */
const stepsOf = (secret: string): number =>
  Array.from(secret, (character) => character.codePointAt(0) ?? 0).filter(
    (code, at, codes) => at > 0 && Math.abs(code - (codes[at - 1] ?? 0)) <= 1,
  ).length;

const shortestPassword = 8;

/** What databases come with, and what tutorials say. None at all is for other ways to log in: a socket, a certificate. */
const defaultPasswords = new Set(['postgres', 'password', 'darkroom', 'secret', 'admin', 'root', 'example']);

function hasDefaultPassword({ username, password: encoded }: URL): boolean {
  if (encoded === '') return false;
  const password = decodeURIComponent(encoded).toLowerCase();
  return (
    password === decodeURIComponent(username).toLowerCase() ||
    defaultPasswords.has(password) ||
    placeholder.test(password) ||
    password.length < shortestPassword
  );
}
