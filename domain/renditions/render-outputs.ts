/** Has outputs made of images that exist, as one batch. */
import type { DataSource, EntityManager } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { AppError } from '../../platform/errors.ts';
import type { Queue } from '../../platform/queue/queue.ts';
import { requireScope } from '../access/policy.ts';
import type { Viewer } from '../access/viewer.ts';
import type { BatchEntity } from '../batches/batch.entity.ts';
import { beginBatch } from '../batches/begin-batch.ts';
import { variantColumns } from '../images/image-columns.ts';
import type { ImageEntity } from '../images/image.entity.ts';
import { lockOwnImages } from '../images/lock-own-images.ts';
import type { VariantEntity } from '../images/variant.entity.ts';
import type { Profiles } from '../profiles/profile.ts';
import { addOutputs } from './add-outputs.ts';
import { resolveOutputs } from './outputs.ts';
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

export interface RequestedOutputs {
  /** The outputs of every image in the order of the request, as far as each is by now. */
  readonly requested: readonly RequestedOutput[];
  readonly batch: BatchEntity;
}

const maxImages = 250;

/**
 * All or none.
 * @throws AppError NOT_FOUND when an image is missing or somebody else's, IMAGE_FAILED, TOO_MANY_OUTPUTS,
 * INVALID_INPUT, INVALID_TRANSFORM, OUTPUT_UNSUPPORTED.
 */
export async function renderOutputs(
  { database, queue, profiles }: Dependencies,
  { viewer, imageIds, outputs, requestId }: OutputsRequest,
): Promise<RequestedOutputs> {
  const subject = requireScope(viewer, 'MANAGE');
  const wanted = [...new Set(imageIds)];
  if (wanted.length === 0 || wanted.length > maxImages)
    throw new AppError('INVALID_INPUT', { field: 'imageIds', reason: `name 1 to ${maxImages} images` });
  if (outputs.length === 0)
    throw new AppError('INVALID_INPUT', { field: 'outputs', reason: 'name at least one' });
  return database.transaction(async (manager) => {
    const images = await lockOwnImages({ database, manager }, viewer, wanted);
    const namesOf = new Map<string, string[]>();
    for (const image of images) {
      if (image.status === 'FAILED')
        throw new AppError('IMAGE_FAILED', { code: image.failureCode ?? 'INTERNAL' });
      const resolved = resolveOutputs(outputs, rulesOf(profiles, image));
      await addOutputs({ manager, queue }, { image, outputs: resolved, requestId });
      namesOf.set(image.id, resolved.map(placeOf));
    }
    const requested = await readRequested({ database, manager }, { images, wanted, namesOf });
    const [first] = images;
    const batch = await beginBatch(manager, viewer, {
      ownerId: subject,
      kind: 'RENDER',
      requestId,
      total: wanted.length,
      ...progressOf(requested),
      about: { ownerId: first?.ownerId ?? subject, imageId: wanted.length === 1 ? first?.id : undefined },
    });
    return { requested, batch };
  });
}

const placeOf = ({ name, format }: Pick<VariantEntity, 'name' | 'format'>): string => `${name}.${format}`;

interface Added {
  readonly images: readonly ImageEntity[];
  /** Their ids in the order of the request. */
  readonly wanted: readonly string[];
  readonly namesOf: ReadonlyMap<string, readonly string[]>;
}

async function readRequested(
  { database, manager }: { database: DataSource; manager: EntityManager },
  { images, wanted, namesOf }: Added,
): Promise<RequestedOutput[]> {
  const rows = await sql<VariantEntity>(
    manager,
    `SELECT ${variantColumns(database)} FROM variants WHERE image_id = ANY($1::uuid[])`,
    [wanted],
  );
  const imageOf = new Map(images.map((image) => [image.id, image]));
  const variantOf = new Map(rows.map((row) => [`${row.imageId} ${placeOf(row)}`, row]));
  return wanted.flatMap((id) =>
    (namesOf.get(id) ?? []).flatMap((name) => {
      const [image, variant] = [imageOf.get(id), variantOf.get(`${id} ${name}`)];
      return image && variant ? [{ image, variant }] : [];
    }),
  );
}

/** Images whose outputs are all settled already are counted at once; the batch waits for the others. */
function progressOf(requested: readonly RequestedOutput[]) {
  const variantsOf = Map.groupBy(requested, ({ image }) => image.id);
  const all = [...variantsOf].map(([imageId, outputs]) => ({
    imageId,
    variantIds: outputs.map(({ variant }) => variant.id),
    isReady: outputs.every(({ variant }) => variant.status === 'READY'),
    isOpen: outputs.some(({ variant: { status } }) => status === 'PENDING' || status === 'PROCESSING'),
  }));
  const settled = all.filter(({ isOpen }) => !isOpen);
  const ready = settled.filter(({ isReady }) => isReady).length;
  return {
    ready,
    failed: settled.length - ready,
    items: all.filter(({ isOpen }) => isOpen).map(({ imageId, variantIds }) => ({ imageId, variantIds })),
  };
}
