/**
 * Notices that a key was revoked, or a session ended, while something goes on that was begun with it, whichever process
 * ended it. While the database does not answer, nothing is ended.
 */
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import type { Logger } from '../../platform/logging.ts';
import { createRowWatch, type RowWatch } from '../row-watch.ts';
import type { Viewer } from './viewer.ts';

/** Tells of keys and sessions that open nothing any more, and of no others. */
export type AccessWatch = RowWatch<{ readonly id: string }>;

/** Half of the second within which what was ended is refused everywhere. */
const usualMs = 500;

export const createAccessWatch = ({
  database,
  logger,
  everyMs = usualMs,
}: {
  readonly database: DataSource;
  readonly logger: Logger;
  readonly everyMs?: number;
}): AccessWatch =>
  createRowWatch({
    everyMs,
    what: 'keys and sessions',
    find: (ids) => findEnded(database, ids),
    logger,
  });

/** The uuid of the key or session that a viewer came with; undefined for a stranger, or a token that nobody can end. */
export const credentialOf = ({ keyId, sessionId }: Viewer): string | undefined => keyId ?? sessionId;

/** Of these keys and sessions, those that open nothing any more. */
export const findEnded = (database: DataSource, ids: readonly string[]): Promise<{ id: string }[]> =>
  sql(
    database,
    `SELECT id FROM unnest($1::uuid[]) AS given (id)
      WHERE NOT EXISTS (SELECT 1 FROM api_keys WHERE api_keys.id = given.id AND revoked_at IS NULL)
        AND NOT EXISTS (SELECT 1 FROM sessions WHERE sessions.id = given.id AND expires_at > now())`,
    [ids],
  );
