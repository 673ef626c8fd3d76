/** Changes what a person says about an image: absent stays, null clears. */
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { AppError } from '../../platform/errors.ts';
import { isOwner, requireScope } from '../access/policy.ts';
import type { Viewer } from '../access/viewer.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { appendEvents } from '../events/append-events.ts';
import { checkKnownNamespace } from '../profiles/load-profiles.ts';
import type { Profiles } from '../profiles/profile.ts';
import { type PurgeSender, sendPurges } from '../purging/send-purges.ts';
import { checkAttributes, type ImageAttributes } from '../uploads/image-attributes.ts';
import { imageColumns } from './image-columns.ts';
import type { ImageEntity, Visibility } from './image.entity.ts';

export interface ImageChanges extends ImageAttributes {
  readonly visibility?: Visibility | null | undefined;
  /** 0..1 from the top left. */
  readonly focalPoint?: { x: number; y: number } | null | undefined;
}

/** @throws AppError NOT_FOUND also for what belongs to others; INVALID_INPUT, UNKNOWN_NAMESPACE. */
export async function updateImage(
  { database, profiles, ...purging }: PurgeSender & { database: DataSource; profiles: Profiles },
  viewer: Viewer,
  { id, changes }: { id: string; changes: ImageChanges },
): Promise<ImageEntity> {
  requireScope(viewer, 'MANAGE');
  checkKnownNamespace(profiles, changes.namespace);
  const columns = columnsOf(changes);
  return database.transaction(async (manager) => {
    const [image] = await sql<ImageEntity>(
      manager,
      `SELECT ${imageColumns(database)} FROM images WHERE id = $1 FOR UPDATE`,
      [id],
    );
    if (!image || !isOwner(viewer, image)) throw new AppError('NOT_FOUND', { what: 'The image' });
    const names = Object.keys(columns);
    if (names.length === 0) return image;
    const [updated] = await sql<ImageEntity>(
      manager,
      `UPDATE images SET ${names.map((name, index) => `${name} = $${index + 2}`).join(', ')}, updated_at = now()
        WHERE id = $1 RETURNING ${imageColumns(database)}`,
      [id, ...Object.values(columns)],
    );
    if (image.visibility === 'PUBLIC' && columns.visibility === 'PRIVATE')
      await sendPurges(purging, manager, { images: [image], isWithdrawn: true });
    await appendEvents(manager, [{ type: 'IMAGE_UPDATED', imageId: id, ownerId: image.ownerId }]);
    const changed = Object.entries(changes).filter(([, value]) => value !== undefined);
    const detail = changed.map(([name]) => name).join(', ');
    await recordAudit(manager, viewer, [
      { action: 'IMAGE_UPDATED', ownerId: image.ownerId, imageId: id, detail },
    ]);
    return updated as ImageEntity;
  });
}

/** Column names are ours, never the client's. */
function columnsOf(changes: ImageChanges): Record<string, unknown> {
  const { visibility, focalPoint, ...attributes } = changes;
  const columns: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(checkAttributes(attributes)))
    if (attributeNames.has(name) && value !== undefined) columns[name] = value;
  if (visibility === null)
    throw new AppError('INVALID_INPUT', { field: 'visibility', reason: 'it cannot be cleared' });
  if (visibility !== undefined) columns.visibility = visibility;
  if (focalPoint !== undefined) [columns.focal_x, columns.focal_y] = focalColumns(focalPoint);
  return columns;
}

const attributeNames = new Set(['title', 'description', 'tags', 'namespace']);

function focalColumns(point: { x: number; y: number } | null): [number | null, number | null] {
  if (point === null) return [null, null];
  if (![point.x, point.y].every((part) => part >= 0 && part <= 1))
    throw new AppError('INVALID_INPUT', { field: 'focalPoint', reason: 'x and y are from 0 to 1' });
  return [point.x, point.y];
}
