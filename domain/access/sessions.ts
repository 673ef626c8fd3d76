/** Sessions of browsers: begun by a link, shown by a cookie, ended by a sign-out, the operator or time. */
import { type DataSource, type EntityManager, MoreThan } from 'typeorm';
import { deleteInBatches } from '../../platform/database/delete-in-batches.ts';
import { sql } from '../../platform/database/sql.ts';
import { newUuid, toGlobalId } from '../../platform/ids.ts';
import type { AuditAction } from '../audit/audit-entry.entity.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { hashOfToken, isToken, newToken } from './random-token.ts';
import { rememberedSecret } from './remembered-secret.ts';
import { SessionEntity } from './session.entity.ts';
import { useUpSignInLink } from './sign-in-links.ts';
import type { Viewer } from './viewer.ts';

/** `last_used_at` is for people: once a minute is exact enough. */
const touchMs = 60_000;

export interface SignIn {
  /** Of the link. */
  readonly token: string;
  /** How long the session lasts. */
  readonly seconds: number;
  readonly userAgent: string | undefined;
  readonly address: string;
  /** What the browser shows of an earlier session, which ends with this one's beginning. */
  readonly earlier: string | undefined;
}

/**
 * Begins a session, with a secret of its own whatever the browser has shown before: none can be foisted on anybody.
 * @returns the secret for the cookie. @throws AppError SIGN_IN_LINK_INVALID
 */
export function signIn(database: DataSource, { token, seconds, ...browser }: SignIn): Promise<string> {
  const { address, earlier, userAgent } = browser;
  return database.transaction(async (manager) => {
    const { ownerId, scopes } = await useUpSignInLink(manager, token);
    if (earlier !== undefined) await endSessions(manager, { secret: earlier, address });
    const secret = newToken();
    const session = Object.assign(new SessionEntity(), {
      id: newUuid(),
      tokenHash: hashOfToken(secret),
      ownerId,
      scopes,
      userAgent: userAgent?.slice(0, 255) ?? null,
      createdAt: new Date(),
      expiresAt: new Date(Date.now() + seconds * 1_000),
      lastUsedAt: null,
    });
    await manager.insert(SessionEntity, session);
    await audit(manager, 'SIGNED_IN', [session], address);
    return secret;
  });
}

/** Ends the session that has this secret, or all of its owner's. What has ended already is nothing to do. */
export const signOut = (
  database: DataSource,
  ending: { secret: string; address: string; everywhere: boolean },
): Promise<void> => database.transaction((manager) => endSessions(manager, ending));

type Ended = Pick<SessionEntity, 'id' | 'ownerId'>;

async function endSessions(
  manager: EntityManager,
  { secret, address, everywhere = false }: { secret: string; address: string; everywhere?: boolean },
): Promise<void> {
  const own = 'token_hash = $1 AND expires_at > now()';
  const ended = await sql<Ended>(
    manager,
    `DELETE FROM sessions
      WHERE ${everywhere ? `owner_id = (SELECT owner_id FROM sessions WHERE ${own})` : own}
     RETURNING id, owner_id AS "ownerId"`,
    [hashOfToken(secret)],
  );
  await audit(manager, 'SIGNED_OUT', ended, address);
}

async function audit(
  manager: EntityManager,
  action: AuditAction,
  sessions: readonly Ended[],
  address: string,
): Promise<void> {
  const [first] = sessions;
  if (!first) return;
  const entries = sessions.map(({ id, ownerId }) => ({ action, ownerId, detail: toGlobalId('session', id) }));
  await recordAudit(manager, { subject: first.ownerId, scopes: [], keyId: null, address }, entries);
}

/** Undefined: there is no such session, or it has ended. */
export type FindBySession = (secret: string) => Promise<Viewer | undefined>;

/** Whose session a cookie shows; remembers an answer, good or bad, for one second. */
export function sessionFinder(database: DataSource): FindBySession {
  const find = rememberedSecret((hash) => viewerOf(database, hash));
  return async (secret) => (isToken(secret) ? find(secret) : undefined);
}

async function viewerOf(database: DataSource, hash: Buffer): Promise<Viewer | undefined> {
  type Row = Pick<SessionEntity, 'id' | 'ownerId' | 'scopes' | 'expiresAt'> & { stale: boolean };
  const [session] = await sql<Row>(
    database,
    `SELECT id, owner_id AS "ownerId", scopes, expires_at AS "expiresAt",
            last_used_at IS NULL OR last_used_at < now() - $2 * interval '1 millisecond' AS stale
       FROM sessions WHERE token_hash = $1 AND expires_at > now()`,
    [hash, touchMs],
  );
  if (!session) return undefined;
  const { id, ownerId, scopes, expiresAt, stale } = session;
  if (stale) await sql(database, 'UPDATE sessions SET last_used_at = now() WHERE id = $1', [id]);
  return Object.freeze({
    subject: ownerId,
    scopes: Object.freeze(scopes),
    keyId: null,
    sessionId: id,
    expiresAt,
  });
}

/** The sessions of an owner that are open, the newest first. Decides nothing about access. */
export const listSessions = (database: DataSource, ownerId: string): Promise<SessionEntity[]> =>
  database.manager.find(SessionEntity, {
    where: { ownerId, expiresAt: MoreThan(new Date()) },
    order: { id: 'DESC' },
    take: 1_000,
  });

/** Ends a session by its id, for the operator. @returns whether there was one. */
export async function endSession(database: DataSource, id: string): Promise<boolean> {
  return (await database.manager.delete(SessionEntity, { id })).affected === 1;
}

/** Forgets the sessions and links that time has ended. */
export async function expireSessions(database: DataSource): Promise<void> {
  for (const table of ['sessions', 'sign_in_links'] as const)
    await deleteInBatches(
      database,
      (limit) => `DELETE FROM ${table} WHERE id IN (
         SELECT id FROM ${table} WHERE expires_at < now() ORDER BY expires_at LIMIT ${limit}
       ) RETURNING 1`,
      [],
    );
}
