/** Finds out who asks, from the Authorization header alone; what they may do is decided elsewhere. */
import type { VerifyApiKey } from '../domain/access/api-keys.ts';
import { anonymous, type Viewer } from '../domain/access/viewer.ts';
import { AppError } from '../platform/errors.ts';

/** The same viewer, with where this request comes from. */
export const seenFrom = (viewer: Viewer, address: string): Viewer => ({ ...viewer, address });

export type Authenticate = (authorization: string | undefined) => Promise<Viewer>;

/** A wrong key is refused, never taken for no key: a client would not notice that it asks as a stranger. */
export const authenticator =
  (verify: VerifyApiKey): Authenticate =>
  async (authorization) => {
    if (authorization === undefined || authorization === '') return anonymous;
    const secret = /^Bearer ([\x21-\x7e]{1,512})$/i.exec(authorization)?.[1];
    if (!secret) throw new AppError('UNAUTHENTICATED');
    return verify(secret);
  };
