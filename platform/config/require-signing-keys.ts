/** Signed URLs need a secret that all servers share; only the all-in-one start makes one. */
import { AppError } from '../errors.ts';
import type { Config } from './load.ts';

/** @throws AppError START_FAILED when SIGNING_KEYS is not set. */
export function requireSigningKeys(config: Config): NonNullable<Config['access']['signingKeys']> {
  if (config.access.signingKeys !== undefined) return config.access.signingKeys;
  throw new AppError('START_FAILED', {
    reason:
      'SIGNING_KEYS is not set: give kid:secret, the secret from `npx darkroom secret generate`, the same on every server.',
  });
}
