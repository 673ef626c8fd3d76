/**
 * With NODE_ENV=production nothing starts on secrets that are missing, were made up here or can be guessed: all of them are
 * named at once, with what to do. Elsewhere a start may make its own, and a test may use what it likes.
 */
import { AppError } from '../errors.ts';
import type { Config } from './load.ts';

/** What a process cannot do without; the others are looked at where they are given. */
export type NeededSecret = 'SIGNING_KEYS' | 'BOOTSTRAP_API_KEY';

/** @throws AppError SECRETS_REFUSED */
export function requireOwnSecrets(config: Config, needed: readonly NeededSecret[]): void {
  if (config.process.mode !== 'production') return;
  const faults = [...missing(config, needed), ...guessable(config)];
  if (faults.length > 0)
    throw new AppError('SECRETS_REFUSED', { faults: faults.map((fault) => `  ${fault}`).join('\n') });
}

const remedies: Readonly<Record<NeededSecret, string>> = {
  SIGNING_KEYS: 'SIGNING_KEYS is not set: give k1:<secret>, the same on every server.',
  BOOTSTRAP_API_KEY: 'BOOTSTRAP_API_KEY is not set: give a secret, which becomes the first admin key.',
};

const missing = ({ access }: Config, needed: readonly NeededSecret[]): string[] =>
  needed
    .filter((name) => (name === 'SIGNING_KEYS' ? access.signingKeys : access.bootstrapApiKey) === undefined)
    .map((name) => remedies[name]);

function guessable({ access, tokens, database }: Config): string[] {
  const faults = (access.signingKeys ?? [])
    .filter(({ secret }) => isGuessable(secret))
    .map(({ kid }) => `The key ${kid} of SIGNING_KEYS can be guessed: give a random secret.`);
  const given = { BOOTSTRAP_API_KEY: access.bootstrapApiKey, JWT_SECRET: tokens.secret };
  for (const [name, secret] of Object.entries(given))
    if (secret !== undefined && isGuessable(secret))
      faults.push(`${name} can be guessed: give a random secret.`);
  if (database.url !== undefined && hasDefaultPassword(new URL(database.url)))
    faults.push('The password in DATABASE_URL can be guessed: give the database user a random one.');
  return faults;
}

/** As examples begin, which are then forgotten in place. */
const placeholder =
  /change.?me|^(?:k\d+:|dk_)?(?:change|replace|example|your|default|insecure|password|secret|test|dev)(?:[-_. ]|$)/i;

/** Of 32 random hexadecimal digits three in a million have so few different ones. */
const fewestCharacters = 9;

const isGuessable = (secret: string): boolean =>
  placeholder.test(secret) || new Set(secret).size < fewestCharacters;

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
