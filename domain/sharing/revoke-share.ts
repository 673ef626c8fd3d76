/**
 * Ends a share. Nothing has to be forgotten in memory or in the store: every request through a share looks it up. The
 * CDN is told, in case that somebody's cache keeps what is marked `private, no-cache`.
 */
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { AppError } from '../../platform/errors.ts';
import { toGlobalId } from '../../platform/ids.ts';
import { isOwner, requireScope } from '../access/policy.ts';
import type { Viewer } from '../access/viewer.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { shareColumns } from '../images/image-columns.ts';
import { type PurgeSender, sendPurges } from '../purging/send-purges.ts';
import type { ShareEntity } from './share.entity.ts';

/** Repeatable: it ended when it was first revoked. @throws AppError NOT_FOUND when it is not the viewer's. */
export async function revokeShare(
  { database, ...purging }: PurgeSender & { readonly database: DataSource },
  viewer: Viewer,
  id: string,
): Promise<ShareEntity> {
  requireScope(viewer, 'MANAGE');
  return database.transaction(async (manager) => {
    const [share] = await sql<ShareEntity>(
      manager,
      `SELECT ${shareColumns(database)} FROM shares WHERE id = $1 FOR UPDATE`,
      [id],
    );
    if (!share || !isOwner(viewer, share)) throw new AppError('NOT_FOUND', { what: 'The share' });
    if (share.revokedAt) return share;
    const [revoked] = await sql<ShareEntity>(
      manager,
      `UPDATE shares SET revoked_at = now() WHERE id = $1 RETURNING ${shareColumns(database)}`,
      [id],
    );
    const { imageId, ownerId } = share;
    const detail = toGlobalId('share', id);
    await recordAudit(manager, viewer, [{ action: 'SHARE_REVOKED', ownerId, imageId, detail }]);
    const images = [{ id: imageId, ownerId }];
    await sendPurges(purging, manager, { images, isWithdrawn: true });
    return revoked as ShareEntity;
  });
}
