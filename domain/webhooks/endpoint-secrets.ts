/**
 * The secrets of an endpoint, as Standard Webhooks has them: `whsec_` and the base64 of the key. They have to sign, so
 * a hash would not do: they are kept encrypted where the configuration has a key for that, and as they are where not.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { AppError } from '../../platform/errors.ts';

const prefix = 'whsec_';
const secretBytes = 32;
/** The newest, and those that sign beside it: more would make the header grow without end. */
const maxSecrets = 4;

const cipher = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/** One secret in the row of its endpoint. */
export interface KeptSecret {
  /** The secret itself, or `kid:` and what only the key of this name decrypts. */
  readonly kept: string;
  /** ISO 8601; null: until there is a newer one. */
  readonly until: string | null;
}

export interface SecretKey {
  readonly kid: string;
  readonly secret: string;
}

export interface Secrets {
  /** A new secret, and what is kept of it. The endpoint's id is bound to it: it is of no use in another row. */
  make(endpointId: string): { secret: string; kept: KeptSecret };
  /** The keys that sign now, the newest first. @throws AppError WEBHOOK_SECRET_SEALED. */
  signing(endpointId: string, kept: readonly KeptSecret[]): Buffer[];
}

export function endpointSecrets(keys: readonly SecretKey[] = []): Secrets {
  const keyOf = new Map(
    keys.map(({ kid, secret }) => [kid, createHash('sha256').update(secret).digest()] as const),
  );
  const [first] = keys;

  function seal(secret: string, endpointId: string): string {
    if (!first) return secret;
    const nonce = randomBytes(nonceBytes);
    const sealing = createCipheriv(cipher, keyOf.get(first.kid) as Buffer, nonce, {
      authTagLength: tagBytes,
    });
    sealing.setAAD(Buffer.from(endpointId));
    const sealed = Buffer.concat([
      nonce,
      sealing.update(secret, 'utf8'),
      sealing.final(),
      sealing.getAuthTag(),
    ]);
    return `${first.kid}:${sealed.toString('base64')}`;
  }

  function open(kept: string, endpointId: string): string {
    const [kid = '', text] = kept.split(':');
    // No secret has a colon, and every sealed one has.
    if (text === undefined) return kept;
    const key = keyOf.get(kid);
    if (!key) throw new AppError('WEBHOOK_SECRET_SEALED', { kid });
    const sealed = Buffer.from(text, 'base64');
    const opening = createDecipheriv(cipher, key, sealed.subarray(0, nonceBytes), {
      authTagLength: tagBytes,
    });
    opening.setAAD(Buffer.from(endpointId));
    opening.setAuthTag(sealed.subarray(-tagBytes));
    try {
      return (
        opening.update(sealed.subarray(nonceBytes, -tagBytes), undefined, 'utf8') + opening.final('utf8')
      );
    } catch (cause) {
      throw new AppError('WEBHOOK_SECRET_SEALED', { kid }, { cause });
    }
  }

  return {
    make(endpointId) {
      const secret = prefix + randomBytes(secretBytes).toString('base64');
      return { secret, kept: { kept: seal(secret, endpointId), until: null } };
    },
    signing: (endpointId, kept) =>
      inForce(kept).map((each) => Buffer.from(open(each.kept, endpointId).slice(prefix.length), 'base64')),
  };
}

/** The new secret before those that still sign, none of them for longer than the overlap from now on. */
export function rotated(kept: readonly KeptSecret[], next: KeptSecret, overlapSeconds: number): KeptSecret[] {
  const end = new Date(Date.now() + overlapSeconds * 1_000).toISOString();
  const older = overlapSeconds === 0 ? [] : inForce(kept);
  return [
    next,
    ...older.map((each) => ({ ...each, until: each.until !== null && each.until < end ? each.until : end })),
  ].slice(0, maxSecrets);
}

const inForce = (kept: readonly KeptSecret[]): KeptSecret[] =>
  kept.filter(({ until }) => until === null || new Date(until) > new Date());

/** When the last of the older ones stops signing; null where the newest signs alone. */
export function overlapEndOf(kept: readonly KeptSecret[]): Date | null {
  const ends = inForce(kept).flatMap(({ until }) => (until === null ? [] : [new Date(until)]));
  return ends.length === 0 ? null : new Date(Math.max(...ends.map(Number)));
}
