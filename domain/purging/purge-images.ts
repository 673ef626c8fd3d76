/** Has caches forget images that stay: they are fetched anew. */
import type { DataSource } from 'typeorm';
import { AppError } from '../../platform/errors.ts';
import { requireScope } from '../access/policy.ts';
import type { Viewer } from '../access/viewer.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { lockOwnImages } from '../images/lock-own-images.ts';
import { type PurgeSender, sendPurges } from './send-purges.ts';

const maxPurgedImages = 250;

/**
 * Answers the images when the purge is sure to happen, which is a moment before it has. Without a CDN there is nobody
 * to tell. All or none.
 * @throws AppError NOT_FOUND when one is missing or somebody else's; INVALID_INPUT.
 */
export async function purgeImages(
  dependencies: PurgeSender & { readonly database: DataSource },
  viewer: Viewer,
  { ids, variantsOnly }: { readonly ids: readonly string[]; readonly variantsOnly?: boolean | undefined },
): Promise<string[]> {
  requireScope(viewer, 'MANAGE');
  const wanted = [...new Set(ids)];
  if (wanted.length === 0 || wanted.length > maxPurgedImages)
    throw new AppError('INVALID_INPUT', { field: 'ids', reason: `name 1 to ${maxPurgedImages} images` });
  const { database } = dependencies;
  return database.transaction(async (manager) => {
    const images = await lockOwnImages({ database, manager }, viewer, wanted);
    await sendPurges(dependencies, manager, { images, variantsOnly });
    await recordAudit(
      manager,
      viewer,
      images.map(({ id, ownerId }) => ({ action: 'IMAGE_PURGED', ownerId, imageId: id })),
    );
    return wanted;
  });
}
