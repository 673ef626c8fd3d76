/** A browser as the server sees it: it follows a sign-in link, keeps the cookie, and says what page made it ask. */
import { readLog } from '../stack/log.ts';
import type { Stack } from '../stack.ts';
import { darkroom } from './command-line.ts';

/** The link that the start of a stack has printed. */
export async function printedLink({ logFile, url }: Stack): Promise<string> {
  const [link] = (await readLog(logFile)).match(new RegExp(`${url}/sign-in\\?token=[\\w-]{43}`)) ?? [];
  if (link === undefined) throw new Error('the start has printed no sign-in link');
  return link;
}

/** Another link, as the operator makes one. */
export async function newLink(stack: Stack, owner = 'admin'): Promise<string> {
  const { out } = await darkroom(stack, ['sign-in-link', '--owner', owner, '--json']);
  return (JSON.parse(out) as { url: string }).url;
}

/** What presses the button of the page behind a link. */
export function pressSignIn(link: string, headers: Record<string, string> = {}): Promise<Response> {
  const { origin, searchParams } = new URL(link);
  return fetch(`${origin}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin, ...headers },
    body: new URLSearchParams({ token: searchParams.get('token') ?? '' }),
  });
}

/** `name=value` of the session that an answer begins. */
export const cookieOf = (answer: Response): string => answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';

/** The cookie of a browser that has just signed in. */
export const signedIn = async (stack: Stack, owner?: string): Promise<string> =>
  cookieOf(await pressSignIn(await newLink(stack, owner)));

/** The same session as another server's browser would show it, whose cookie is named by its port. */
export const shownAt = (url: string, cookie: string): string =>
  cookie.replace(/_\d+=/, `_${new URL(url).port}=`);

/** What a page of the server sends along; and one of another site, of the same machine or of another. */
export const ours = ({ url }: { url: string }): Record<string, string> => ({ origin: url });
export const theirs = {
  'another site': { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
  'another port of this machine': { origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-site' },
  'another site, in an old browser': { origin: 'https://evil.example' },
  'a sandboxed frame': { origin: 'null' },
} as const;
