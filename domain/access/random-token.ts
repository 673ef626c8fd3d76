/** Secrets that a link or a cookie carries: 256 random bits, shown once and kept as a hash, so that a leaked database opens nothing. */
import { createHash, randomBytes } from 'node:crypto';

export const newToken = (): string => randomBytes(32).toString('base64url');

/** Whether it could be one; nothing else is looked for. */
export const isToken = (text: string): boolean => /^[\w-]{43}$/.test(text);

// A plain digest is right here: what is hashed has 256 random bits, so there is nothing to guess slowly.
export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest();
