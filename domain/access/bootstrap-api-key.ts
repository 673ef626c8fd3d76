/** The first admin key: from the environment where nobody can read a printed one, else made and shown once. */
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { insertApiKey } from './api-keys.ts';

/** The subject that the first key belongs to. */
export const bootstrapOwner = 'admin';

/** The secret when a key was made just now; undefined when there are keys already or the secret was given. */
export async function bootstrapApiKey(
  database: DataSource,
  options: { bootstrapApiKey: string | undefined },
): Promise<string | undefined> {
  const wanted = {
    ownerId: bootstrapOwner,
    name: 'bootstrap',
    scopes: ['READ', 'UPLOAD', 'MANAGE', 'ADMIN'] as const,
  };
  if (options.bootstrapApiKey !== undefined) {
    await ensureKey(database, wanted, options.bootstrapApiKey);
    return undefined;
  }
  const [{ exists } = { exists: true }] = await sql<{ exists: boolean }>(
    database,
    'SELECT EXISTS (SELECT 1 FROM api_keys) AS exists',
  );
  return exists ? undefined : (await insertApiKey(database.manager, wanted)).secret;
}

/** Two servers may start at once with the same secret: the second finds it there, which is as good. */
async function ensureKey(
  database: DataSource,
  wanted: Parameters<typeof insertApiKey>[1],
  secret: string,
): Promise<void> {
  await insertApiKey(database.manager, wanted, secret).catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error;
  });
}

const isUniqueViolation = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === '23505';
