/** Who asks: a token of the page's own making, or the cookie of a browser that is signed in. */

/** Asked before every request. `isRefused`: the last one was answered with 401, so a fresh one is wanted. */
export type TokenSource = (wish: { readonly isRefused: boolean }) => string | null | Promise<string | null>;

export type Headers = Readonly<Record<string, string>>;

/** Without a token the browser sends the cookie, to the server's own pages alone. */
export async function authorization(token: TokenSource | undefined, isRefused = false): Promise<Headers> {
  const found = (await token?.({ isRefused })) ?? null;
  return found === null ? {} : { authorization: `Bearer ${found}` };
}

/** Sends with the token; when that is refused, once more with a fresh one. */
export async function authorized<Answer extends { readonly status: number }>(
  token: TokenSource | undefined,
  sendWith: (headers: Headers) => Promise<Answer>,
): Promise<Answer> {
  const answer = await sendWith(await authorization(token));
  if (answer.status !== 401 || !token) return answer;
  return sendWith(await authorization(token, true));
}
