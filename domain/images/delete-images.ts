/** Deletes images: the rows, the charge and the announcement in one transaction, the bytes and what caches hold by jobs it sends. */
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { sql } from '../../platform/database/sql.ts';
import { AppError } from '../../platform/errors.ts';
import type { JobContract } from '../../platform/queue/job-contract.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import { requireScope } from '../access/policy.ts';
import type { Viewer } from '../access/viewer.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { appendEvents } from '../events/append-events.ts';
import { type PurgeSender, sendPurges } from '../purging/send-purges.ts';
import { renditionPrefix } from '../renditions/store-rendition.ts';
import { variantPrefix } from '../renditions/store-variant.ts';
import { refund } from '../usage/quota.ts';
import { lockOwnImages } from './lock-own-images.ts';

const maxDeletedImages = 250;

/** The id names the folder of variants; of an upload that was a duplicate there is only the original. */
const payload = z.strictObject({
  imageId: z.uuid().nullable(),
  storageKey: z.string().max(1_024),
  variantFolder: z.string().max(1_024).default('variants'),
});

/** Removes the blobs of an image whose row is gone, or of an upload that became none; repeatable. */
export const deleteBlobs: JobContract<z.infer<typeof payload>> = {
  name: 'delete-blobs',
  payload,
  retries: 10,
  heartbeatSeconds: 30,
  expireSeconds: 600,
};

/** All or none. @throws AppError NOT_FOUND when one is missing or somebody else's; INVALID_INPUT. */
export async function deleteImages(
  { database, ...purging }: PurgeSender & { readonly database: DataSource },
  viewer: Viewer,
  ids: readonly string[],
): Promise<string[]> {
  requireScope(viewer, 'MANAGE');
  const wanted = [...new Set(ids)];
  if (wanted.length === 0 || wanted.length > maxDeletedImages)
    throw new AppError('INVALID_INPUT', { field: 'ids', reason: `name 1 to ${maxDeletedImages} images` });
  return database.transaction(async (manager) => {
    const images = await lockOwnImages({ database, manager }, viewer, wanted);
    await sendPurges(purging, manager, { images, isWithdrawn: true });
    await sql(manager, 'DELETE FROM images WHERE id = ANY($1::uuid[])', [wanted]);
    // In one order as well: two admins may delete images of the same owners.
    const byOwner = Map.groupBy(images, ({ ownerId }) => ownerId);
    for (const [ownerId, owned] of [...byOwner].sort(([one], [other]) => (one < other ? -1 : 1)))
      await refund(manager, ownerId, {
        bytes: owned.reduce((sum, { byteSize }) => sum + byteSize, 0),
        images: owned.length,
      });
    for (const { id, storageKey, variantFolder, ownerId } of images)
      await purging.queue.send(
        deleteBlobs,
        { imageId: id, storageKey, variantFolder },
        { manager, group: ownerId },
      );
    await appendEvents(
      manager,
      images.map((image) => ({
        type: 'IMAGE_DELETED',
        imageId: image.id,
        ownerId: image.ownerId,
        data: image,
      })),
    );
    await recordAudit(
      manager,
      viewer,
      images.map(({ id, ownerId }) => ({ action: 'IMAGE_DELETED', ownerId, imageId: id })),
    );
    return wanted;
  });
}

/** The job: variants and renditions first, so that an interrupted run leaves the original for the next to find. */
export async function removeImageBlobs(store: BlobStore, job: z.infer<typeof payload>): Promise<void> {
  const keys: string[] = [];
  if (job.imageId !== null) {
    const { imageId: id, variantFolder } = job;
    for (const prefix of new Set([variantPrefix({ id, variantFolder }), renditionPrefix(id)]))
      for await (const { key } of store.list(prefix)) keys.push(key);
  }
  await store.delete([...keys, job.storageKey]);
}
