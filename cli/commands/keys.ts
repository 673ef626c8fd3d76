/** Makes, lists and revokes API keys straight in the database: for the operator, who needs no key for it. */
import { ApiKeyEntity } from '../../domain/access/api-key.entity.ts';
import { findApiKey, insertApiKey, listApiKeys } from '../../domain/access/api-keys.ts';
import { bootstrapOwner } from '../../domain/access/bootstrap-api-key.ts';
import { type Scope, scopes } from '../../domain/access/viewer.ts';
import { AppError } from '../../platform/errors.ts';
import { fromGlobalId, toGlobalId } from '../../platform/ids.ts';
import { withDatabase } from '../with-database.ts';

export interface CreateOptions {
  readonly name: string;
  readonly owner?: string;
  readonly scopes?: string;
  readonly expiresIn?: number;
  readonly json?: true;
}

export async function createKey(options: CreateOptions): Promise<void> {
  const wanted = {
    name: options.name,
    ownerId: options.owner ?? bootstrapOwner,
    scopes: options.scopes === undefined ? scopes : parseScopes(options.scopes),
    expiresIn: options.expiresIn,
  };
  const { apiKey, secret } = await withDatabase((database) => insertApiKey(database.manager, wanted));
  if (options.json) console.log(JSON.stringify({ ...shown(apiKey), secret }));
  else
    console.log(`${secret}\n\nThis is the only time that the key is shown. Its id is ${shown(apiKey).id}.`);
}

export async function listKeys(options: { owner?: string; json?: true }): Promise<void> {
  const ownerId = options.owner ?? bootstrapOwner;
  const keys = (await withDatabase((database) => listApiKeys(database, ownerId, { limit: 1_000 }))).map(
    shown,
  );
  if (options.json) console.log(JSON.stringify(keys));
  else if (keys.length === 0) console.log(`There are no keys of ${ownerId}.`);
  else console.table(keys);
}

export async function revokeKey(id: string): Promise<void> {
  await withDatabase(async (database) => {
    const key = await findApiKey(database, fromGlobalId('apiKey', id));
    if (!key) throw new AppError('NOT_FOUND', { what: 'The API key' });
    if (!key.revokedAt)
      await database.manager.update(ApiKeyEntity, { id: key.id }, { revokedAt: new Date() });
  });
  console.log(`${id} is revoked; servers refuse it within a second.`);
}

function parseScopes(text: string): Scope[] {
  return text.split(',').map((part) => {
    const scope = scopes.find((each) => each === part.trim().toUpperCase());
    if (scope) return scope;
    throw new AppError('INVALID_INPUT', {
      field: 'scopes',
      reason: `use ${scopes.join(', ').toLowerCase()}`,
    });
  });
}

const shown = (key: ApiKeyEntity) => ({
  id: toGlobalId('apiKey', key.id),
  name: key.name,
  owner: key.ownerId,
  prefix: key.prefix,
  scopes: key.scopes.join(' ').toLowerCase(),
  createdAt: key.createdAt.toISOString(),
  expiresAt: key.expiresAt?.toISOString() ?? null,
  revokedAt: key.revokedAt?.toISOString() ?? null,
});
