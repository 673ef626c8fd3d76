/** Lists and ends the sessions of browsers straight in the database: for the operator, who needs no key for it. */
import { bootstrapOwner } from '../../domain/access/bootstrap-api-key.ts';
import type { SessionEntity } from '../../domain/access/session.entity.ts';
import { endSession, listSessions } from '../../domain/access/sessions.ts';
import { AppError } from '../../platform/errors.ts';
import { fromGlobalId, toGlobalId } from '../../platform/ids.ts';
import { withDatabase } from '../with-database.ts';

export async function showSessions(options: { owner?: string; json?: true }): Promise<void> {
  const ownerId = options.owner ?? bootstrapOwner;
  const sessions = (await withDatabase((database) => listSessions(database, ownerId))).map(shown);
  if (options.json) console.log(JSON.stringify(sessions));
  else if (sessions.length === 0) console.log(`No browser of ${ownerId} is signed in.`);
  else console.table(sessions);
}

export async function revokeSession(id: string): Promise<void> {
  const wasOpen = await withDatabase((database) => endSession(database, fromGlobalId('session', id)));
  if (!wasOpen) throw new AppError('NOT_FOUND', { what: 'The session' });
  console.log(`${id} is ended; servers refuse it within a second.`);
}

const shown = (session: SessionEntity) => ({
  id: toGlobalId('session', session.id),
  owner: session.ownerId,
  scopes: session.scopes.join(' ').toLowerCase(),
  browser: session.userAgent,
  createdAt: session.createdAt.toISOString(),
  lastUsedAt: session.lastUsedAt?.toISOString() ?? null,
  expiresAt: session.expiresAt.toISOString(),
});
