/** Has outputs made of images that exist. */
import type { DataSource } from 'typeorm';
import { AppError } from '../../platform/errors.ts';
import type { Queue } from '../../platform/queue/queue.ts';
import { requireScope } from '../access/policy.ts';
import type { Viewer } from '../access/viewer.ts';
import { findVariantsOfImages } from '../images/find-images.ts';
import type { ImageEntity } from '../images/image.entity.ts';
import { lockOwnImages } from '../images/lock-own-images.ts';
import type { VariantEntity } from '../images/variant.entity.ts';
import type { Profiles } from '../profiles/profile.ts';
import { addOutputs } from './add-outputs.ts';
import { type Output, resolveOutputs } from './outputs.ts';
import { rulesOf } from './resolve-transform.ts';

interface Dependencies {
  readonly database: DataSource;
  readonly queue: Pick<Queue, 'send'>;
  readonly profiles: Profiles;
}

export interface OutputsRequest {
  readonly viewer: Viewer;
  readonly imageIds: readonly string[];
  readonly outputs: readonly string[];
  readonly requestId: string;
}

export interface RequestedOutput {
  readonly image: ImageEntity;
  readonly variant: VariantEntity;
}

const maxImages = 50;

/**
 * The outputs of every image in the order of the request, as far as each is by now. All or none.
 * @throws AppError NOT_FOUND when an image is missing or somebody else's, IMAGE_FAILED, TOO_MANY_OUTPUTS,
 * INVALID_INPUT, INVALID_TRANSFORM, OUTPUT_UNSUPPORTED.
 */
export async function renderOutputs(
  { database, queue, profiles }: Dependencies,
  { viewer, imageIds, outputs, requestId }: OutputsRequest,
): Promise<RequestedOutput[]> {
  requireScope(viewer, 'MANAGE');
  const wanted = [...new Set(imageIds)];
  if (wanted.length === 0 || wanted.length > maxImages)
    throw new AppError('INVALID_INPUT', { field: 'imageIds', reason: `name 1 to ${maxImages} images` });
  if (outputs.length === 0)
    throw new AppError('INVALID_INPUT', { field: 'outputs', reason: 'name at least one' });
  const added = await database.transaction(async (manager) => {
    const images = await lockOwnImages({ database, manager }, viewer, wanted);
    const made: { image: ImageEntity; resolved: Output[] }[] = [];
    for (const image of images) {
      if (image.status === 'FAILED')
        throw new AppError('IMAGE_FAILED', { code: image.failureCode ?? 'INTERNAL' });
      const resolved = resolveOutputs(outputs, rulesOf(profiles, image));
      await addOutputs({ manager, queue }, { image, outputs: resolved, requestId });
      made.push({ image, resolved });
    }
    return new Map(made.map((each) => [each.image.id, each]));
  });
  const variants = Map.groupBy(await findVariantsOfImages(database, wanted), ({ imageId }) => imageId);
  return wanted.flatMap((id) => {
    const { image, resolved = [] } = added.get(id) ?? {};
    return resolved.flatMap(({ name, format }) => {
      const variant = variants.get(id)?.find((each) => each.name === name && each.format === format);
      return image && variant ? [{ image, variant }] : [];
    });
  });
}
