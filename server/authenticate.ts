/** Finds out who asks, from the Authorization header alone; what they may do is decided elsewhere. */
import type { VerifyApiKey } from '../domain/access/api-keys.ts';
import type { GuessLimit } from '../domain/access/guess-limit.ts';
import type { VerifyToken } from '../domain/access/jwt-verifier.ts';
import { anonymous, type Viewer } from '../domain/access/viewer.ts';
import { AppError } from '../platform/errors.ts';

/** The same viewer, with where this request comes from. */
export const seenFrom = (viewer: Viewer, address: string): Viewer => ({ ...viewer, address });

/** The address is the client's, as far as trusted proxies tell it. */
export type Authenticate = (authorization: string | undefined, address: string) => Promise<Viewer>;

/** Node takes 16 KiB of headers altogether. */
const bearer = /^Bearer ([\x21-\x7e]{1,8192})$/i;

/** Three parts, the first of which is the base64 of a JSON object: no key of ours begins so. */
const looksLikeToken = /^e[wy][\w-]*\.[\w-]*\.[\w-]*$/;

/**
 * A wrong key is refused, never taken for no key: a client would not notice that it asks as a stranger.
 * @param verifyToken undefined where no tokens are accepted.
 */
export const authenticator =
  (guesses: GuessLimit, verifyApiKey: VerifyApiKey, verifyToken?: VerifyToken): Authenticate =>
  async (authorization, address) => {
    if (authorization === undefined || authorization === '') return anonymous;
    const credential = bearer.exec(authorization)?.[1];
    if (!credential)
      throw new AppError('UNAUTHENTICATED', { reason: 'The Authorization header cannot be read' });
    const verify = verifyToken && looksLikeToken.test(credential) ? verifyToken : verifyApiKey;
    return guesses.judge({ kind: 'bearer', credential, address }, () => verify(credential));
  };
