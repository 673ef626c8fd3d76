/** Which keys and sessions were ended since somebody came with them: what they began is to end as well. */
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import type { Viewer } from './viewer.ts';

/** The uuid of the key or session that a viewer came with; undefined for a stranger, or a token that nobody can end. */
export const credentialOf = ({ keyId, sessionId }: Viewer): string | undefined => keyId ?? sessionId;

/** Of these keys and sessions, those that open nothing any more. */
export async function findEnded(database: DataSource, ids: readonly string[]): Promise<string[]> {
  const rows = await sql<{ id: string }>(
    database,
    `SELECT id FROM unnest($1::uuid[]) AS given (id)
      WHERE NOT EXISTS (SELECT 1 FROM api_keys WHERE api_keys.id = given.id AND revoked_at IS NULL)
        AND NOT EXISTS (SELECT 1 FROM sessions WHERE sessions.id = given.id AND expires_at > now())`,
    [ids],
  );
  return rows.map(({ id }) => id);
}
