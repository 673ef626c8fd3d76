/** API keys: 256 random bits shown once, kept as a hash, so that a leaked database leaks no access. */
import { type DataSource, type EntityManager, In } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { AppError } from '../../platform/errors.ts';
import { newUuid, toGlobalId } from '../../platform/ids.ts';
import type { AuditAction } from '../audit/audit-entry.entity.ts';
import { type Audited, recordAudit } from '../audit/record-audit.ts';
import { ApiKeyEntity } from './api-key.entity.ts';
import { GenuineCredential } from './genuine-credential.ts';
import { isOwner, requireNewKey, requireScope, requireSubject } from './policy.ts';
import { hashOfToken, newToken } from './random-token.ts';
import { rememberedSecret } from './remembered-secret.ts';
import { isPlainText, isSubject, plainTextRule } from './subject.ts';
import type { Scope, Viewer } from './viewer.ts';

/** `last_used_at` is for people: once a minute is exact enough. */
const touchMs = 60_000;

export interface NewApiKey {
  ownerId: string;
  name: string;
  scopes: readonly Scope[];
  /** Seconds; undefined: never. */
  expiresIn?: number | undefined;
}

/** Inserts a key; the secret is returned here and never again. @throws AppError INVALID_INPUT */
export async function insertApiKey(
  manager: EntityManager,
  wanted: NewApiKey,
  secret = `dk_${newToken()}`,
): Promise<{ apiKey: ApiKeyEntity; secret: string }> {
  checkNewKey(wanted);
  const apiKey = Object.assign(new ApiKeyEntity(), {
    id: newUuid(),
    ownerId: wanted.ownerId,
    name: wanted.name,
    prefix: secret.slice(0, 8),
    secretHash: hashOfToken(secret),
    scopes: [...new Set(wanted.scopes)],
    createdAt: new Date(),
    expiresAt: wanted.expiresIn === undefined ? null : new Date(Date.now() + wanted.expiresIn * 1_000),
    lastUsedAt: null,
    revokedAt: null,
  });
  await manager.insert(ApiKeyEntity, apiKey);
  return { apiKey, secret };
}

/** Makes a key for oneself, or for anybody as an admin; nobody hands out a scope that they lack. */
export async function createApiKey(
  database: DataSource,
  viewer: Viewer,
  wanted: Omit<NewApiKey, 'ownerId'> & { ownerId?: string | undefined },
): Promise<{ apiKey: ApiKeyEntity; secret: string }> {
  const ownerId = wanted.ownerId ?? requireSubject(viewer);
  requireNewKey(viewer, { ownerId, scopes: wanted.scopes });
  return database.transaction(async (manager) => {
    const made = await insertApiKey(manager, { ...wanted, ownerId });
    await recordAudit(manager, viewer, [audited('API_KEY_CREATED', made.apiKey)]);
    return made;
  });
}

/** Whose it is and what it may do come before its name, which is free text. */
const audited = (action: AuditAction, { id, name, ownerId, scopes }: ApiKeyEntity): Audited => ({
  action,
  ownerId,
  detail: `${toGlobalId('apiKey', id)} of ${ownerId} (${scopes.join(', ')}): ${name}`,
});

/** @throws AppError INVALID_INPUT */
function checkNewKey({ name, ownerId, scopes, expiresIn }: NewApiKey): void {
  if (scopes.length === 0) throw invalid('scopes', 'name at least one');
  if (!isPlainText(name, 100)) throw invalid('name', plainTextRule(100));
  if (!isSubject(ownerId)) throw invalid('ownerId', plainTextRule(255));
  if (expiresIn !== undefined && expiresIn < 1) throw invalid('expiresIn', 'give at least 1 second');
}

const invalid = (field: string, reason: string): AppError => new AppError('INVALID_INPUT', { field, reason });

/** Ends a key; repeatable. @throws AppError NOT_FOUND when it is not the viewer's. */
export async function revokeApiKey(database: DataSource, viewer: Viewer, id: string): Promise<ApiKeyEntity> {
  requireScope(viewer, 'MANAGE');
  const apiKey = await database.manager.findOneBy(ApiKeyEntity, { id });
  if (!apiKey || !isOwner(viewer, apiKey)) throw new AppError('NOT_FOUND', { what: 'The API key' });
  if (!apiKey.revokedAt) {
    apiKey.revokedAt = new Date();
    await database.transaction(async (manager) => {
      await manager.update(ApiKeyEntity, { id }, { revokedAt: apiKey.revokedAt });
      await recordAudit(manager, viewer, [audited('API_KEY_REVOKED', apiKey)]);
    });
  }
  return apiKey;
}

/** The keys of an owner, newest first. */
export function listApiKeys(
  database: DataSource,
  ownerId: string,
  page: { limit: number; before?: string | undefined },
): Promise<ApiKeyEntity[]> {
  const query = database.manager
    .createQueryBuilder(ApiKeyEntity, 'key')
    .where('key.owner_id = :ownerId', { ownerId })
    .orderBy('key.id', 'DESC')
    .limit(page.limit);
  return (page.before ? query.andWhere('key.id < :before', { before: page.before }) : query).getMany();
}

export type VerifyApiKey = (secret: string) => Promise<Viewer>;

/** The check that every request passes; remembers an answer, good or bad, for one second. */
export function apiKeyVerifier(database: DataSource): VerifyApiKey {
  const find = rememberedSecret((digest) => lookUp(database, digest));
  return async (secret) => {
    const { viewer, isEnded } = await find(secret);
    if (viewer) return viewer;
    throw new AppError(
      'UNAUTHENTICATED',
      { reason: 'The API key is unknown, revoked or expired' },
      isEnded ? { cause: new GenuineCredential() } : {},
    );
  };
}

interface KnownKey {
  readonly viewer?: Viewer;
  /** Whether it was a key once. */
  readonly isEnded?: boolean;
}

interface FoundKey extends Pick<ApiKeyEntity, 'id' | 'ownerId' | 'scopes' | 'expiresAt'> {
  readonly isEnded: boolean;
  readonly stale: boolean;
}

async function lookUp(database: DataSource, digest: Buffer): Promise<KnownKey> {
  const [key] = await sql<FoundKey>(
    database,
    `SELECT id, owner_id AS "ownerId", scopes, expires_at AS "expiresAt",
            revoked_at IS NOT NULL OR coalesce(expires_at <= now(), false) AS "isEnded",
            last_used_at IS NULL OR last_used_at < now() - $2 * interval '1 millisecond' AS stale
       FROM api_keys WHERE secret_hash = $1`,
    [digest, touchMs],
  );
  if (!key || key.isEnded) return { isEnded: key !== undefined };
  if (key.stale) await sql(database, 'UPDATE api_keys SET last_used_at = now() WHERE id = $1', [key.id]);
  const { expiresAt } = key;
  const viewer = Object.freeze({
    subject: key.ownerId,
    scopes: Object.freeze(key.scopes),
    keyId: key.id,
    ...(expiresAt && { expiresAt }),
  });
  return { viewer };
}

/** Reads keys by their ids, in no promised order. Decides nothing about access. */
export const findApiKeys = (database: DataSource, ids: readonly string[]): Promise<ApiKeyEntity[]> =>
  database.manager.findBy(ApiKeyEntity, { id: In(ids) });

export const findApiKey = (database: DataSource, id: string): Promise<ApiKeyEntity | null> =>
  database.manager.findOneBy(ApiKeyEntity, { id });
