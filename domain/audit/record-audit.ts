/**
 * Writes the audit log, in the transaction of what is written about: nothing is done without its line, and no line is about
 * what was not done. Uploads have theirs from the statement that completes them.
 */
import type { DataSource, EntityManager } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { newUuid } from '../../platform/ids.ts';
import type { Viewer } from '../access/viewer.ts';
import type { AuditAction } from './audit-entry.entity.ts';

export interface Audited {
  readonly action: AuditAction;
  readonly ownerId: string;
  readonly imageId?: string | undefined;
  /** What about it, in a few words; never a secret. */
  readonly detail?: string | undefined;
}

export async function recordAudit(
  executor: DataSource | EntityManager,
  { subject, keyId, address }: Viewer,
  entries: readonly Audited[],
): Promise<void> {
  await sql(
    executor,
    `INSERT INTO audit_log (id, action, actor_id, key_id, address, owner_id, image_id, detail)
     SELECT id, action, $1, $2, $3, owner_id, image_id, detail
       FROM jsonb_to_recordset($4::jsonb) AS done (id uuid, action text, owner_id text, image_id uuid, detail text)`,
    [
      subject,
      keyId,
      address ?? null,
      JSON.stringify(
        entries.map(({ action, ownerId, imageId, detail }) => ({
          id: newUuid(),
          action,
          owner_id: ownerId,
          image_id: imageId,
          detail,
        })),
      ),
    ],
  );
}
