/** Random secrets in the alphabet of base64url, which needs no quoting in a shell, a URL or SIGNING_KEYS. */
import { randomBytes } from 'node:crypto';

export function generateSecrets(options: { length: number; count: number; json?: true }): void {
  const secrets = Array.from({ length: options.count }, () => randomSecret(options.length));
  console.log(options.json ? JSON.stringify(secrets) : secrets.join('\n'));
}

/** Six random bits a character. */
export const randomSecret = (length: number): string =>
  randomBytes(length).toString('base64url').slice(0, length);
