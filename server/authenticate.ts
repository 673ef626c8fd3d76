/** Finds out who asks, from the Authorization header or else the cookie of a session; what they may do is decided elsewhere. */
import type { VerifyApiKey } from '../domain/access/api-keys.ts';
import type { GuessLimit } from '../domain/access/guess-limit.ts';
import type { VerifyToken } from '../domain/access/jwt-verifier.ts';
import { anonymous, type Viewer } from '../domain/access/viewer.ts';
import { AppError } from '../platform/errors.ts';
import type { BySession } from './sessions/by-session.ts';
import type { BrowserRequest } from './sessions/same-origin.ts';

/** The same viewer, with where this request comes from. */
export const seenFrom = (viewer: Viewer, address: string): Viewer => ({ ...viewer, address });

/** What is looked at of a request. */
export interface Asking extends BrowserRequest {
  /** The client's, as far as trusted proxies tell it. */
  readonly ip: string;
}

export type Authenticate = (authorization: string | undefined, request: Asking) => Promise<Viewer>;

export interface Authenticators {
  readonly guesses: GuessLimit;
  readonly verifyApiKey: VerifyApiKey;
  /** Undefined where no tokens are accepted. */
  readonly verifyToken?: VerifyToken | undefined;
  readonly bySession?: BySession;
}

/** Node takes 16 KiB of headers altogether. */
const bearer = /^Bearer ([\x21-\x7e]{1,8192})$/i;

/** Three parts, the first of which is the base64 of a JSON object: no key of ours begins so. */
const looksLikeToken = /^e[wy][\w-]*\.[\w-]*\.[\w-]*$/;

/**
 * A wrong key is refused, never taken for no key: a client would not notice that it asks as a stranger. Whoever sends one
 * is judged by it alone, whatever their browser has added.
 */
export const authenticator =
  ({ guesses, verifyApiKey, verifyToken, bySession }: Authenticators): Authenticate =>
  async (authorization, request) => {
    if (authorization === undefined || authorization === '') return bySession?.(request) ?? anonymous;
    const credential = bearer.exec(authorization)?.[1];
    if (!credential)
      throw new AppError('UNAUTHENTICATED', { reason: 'The Authorization header cannot be read' });
    const verify = verifyToken && looksLikeToken.test(credential) ? verifyToken : verifyApiKey;
    return guesses.judge({ kind: 'bearer', credential, address: request.ip }, () => verify(credential));
  };
