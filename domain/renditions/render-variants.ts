/**
 * Makes the variants of an image that are still missing. Every step can be repeated: what is ready is skipped,
 * bytes go under their digest, and a variant becomes READY, and is announced, exactly once.
 */
import type { DataSource } from 'typeorm';
import { aimed } from '../../media/focal-point.ts';
import type { RenderPool, UnaimedGeometry } from '../../media/types.ts';
import { sql } from '../../platform/database/sql.ts';
import { isAppError } from '../../platform/errors.ts';
import type { Logger } from '../../platform/logging.ts';
import type { Queue } from '../../platform/queue/queue.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import { variantColumns } from '../images/image-columns.ts';
import { findImage } from '../images/find-images.ts';
import { focalPointOf } from '../images/focal-point-of.ts';
import type { ImageEntity } from '../images/image.entity.ts';
import type { VariantEntity } from '../images/variant.entity.ts';
import { failVariants } from './fail-variants.ts';
import { partCondition, type RenderPart } from './render-part.ts';
import { storePlaceholder } from './store-placeholder.ts';
import { storeVariant } from './store-variant.ts';

export interface RenderDependencies {
  readonly database: DataSource;
  readonly store: BlobStore;
  readonly pool: RenderPool;
  readonly queue: Pick<Queue, 'send'>;
}

export interface RenderRequest {
  readonly imageId: string;
  readonly requestId: string;
  readonly part: RenderPart;
  readonly signal: AbortSignal;
  readonly logger: Logger;
}

/** Rejects with a failure that may pass; one that cannot is recorded and announced, and is no rejection. */
export async function renderVariants(
  dependencies: RenderDependencies,
  request: RenderRequest,
): Promise<void> {
  const { database, store } = dependencies;
  const image = await findImage(database, request.imageId);
  if (!image || image.status === 'FAILED') return;
  const variants = await claimVariants(database, request);
  // Never with the first variant: somebody waits for that one, and it is often cropped.
  const placeholder = request.part === 'rest' && !image.placeholder;
  if (variants.length === 0 && !placeholder) return;
  try {
    await store.withLocalFile(
      image.storageKey,
      (path) => renderAll(dependencies, { ...request, image, path, variants, placeholder }),
      request.signal,
    );
  } catch (error) {
    if (!isAppError(error) || error.retryable) throw error;
    request.logger.warn({ code: error.code }, 'the image cannot be rendered');
    // What was asked for besides takes nothing along: an output may be at fault, and not the original.
    const part = request.part === 'lazy' ? 'lazy' : 'all';
    await failVariants(dependencies, { ...request, part, failure: error });
  }
}

/** Marks what is going to be made; what another attempt made already is left out. */
async function claimVariants(
  database: DataSource,
  { imageId, part }: RenderRequest,
): Promise<VariantEntity[]> {
  const variants = await sql<VariantEntity>(
    database,
    `UPDATE variants SET status = 'PROCESSING'
      WHERE image_id = $1 AND status IN ('PENDING', 'PROCESSING') AND ${partCondition[part]}
      RETURNING ${variantColumns(database)}`,
    [imageId],
  );
  return variants.sort((one, other) => one.position - other.position);
}

interface RenderAll extends RenderRequest {
  readonly image: ImageEntity;
  readonly path: string;
  readonly variants: readonly VariantEntity[];
  readonly placeholder: boolean;
}

/** One decode for each geometry; all run to their end, so that one broken size does not take the others along. */
async function renderAll(dependencies: RenderDependencies, work: RenderAll): Promise<void> {
  const groups = [...Map.groupBy(work.variants, pictureOf).values()];
  const tasks = groups.length > 0 ? groups : [[]];
  const whole = work.placeholder ? (tasks.find(showsWholePicture) ?? tasks[0]) : undefined;
  const outcomes = await Promise.allSettled(
    tasks.map((group) => renderGroup(dependencies, { ...work, placeholder: group === whole }, group)),
  );
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
}

/**
 * What formats of one name have in common, unless the profile has changed between them. HEIC is by itself: where it cannot be
 * written, the others are none the worse.
 */
const pictureOf = ({ name, format, geometry, background, effects }: VariantEntity): string =>
  JSON.stringify([name, format === 'heic', geometry, background, effects]);

/** Its pixels also make the placeholder; a cropped size would have to decode again for that. */
const showsWholePicture = ([variant]: readonly VariantEntity[]): boolean => variant?.geometry.fit !== 'cover';

async function renderGroup(
  dependencies: RenderDependencies,
  work: RenderAll,
  variants: readonly VariantEntity[],
): Promise<void> {
  const waiting = [...variants];
  // They may be many and large; a lazy variant of the profile is small, and somebody waits for it.
  const isOutput = Boolean(variants[0]?.effects);
  await dependencies.pool.render(
    {
      path: work.path,
      geometry: aimed(variants[0]?.geometry ?? smallest, focalPointOf(work.image)),
      encodings: variants.map(({ format, quality, autoQuality }) => ({
        format,
        quality: quality ?? undefined,
        autoQuality: autoQuality ?? undefined,
      })),
      background: variants[0]?.background ?? '#ffffff',
      effects: variants[0]?.effects ?? undefined,
      placeholder: work.placeholder,
    },
    {
      lane: work.part === 'rest' || isOutput ? 'bulk' : 'express',
      signal: work.signal,
      onPlaceholder: (placeholder) => storePlaceholder(dependencies.database, work.image, placeholder),
      async onOutput(output) {
        const variant = waiting.shift();
        if (variant) await storeVariant(dependencies, { ...work, variant, output });
      },
    },
  );
}

/** What a placeholder is made of when no variant is left to make beside it. */
const smallest: UnaimedGeometry = { width: 100, height: 100, fit: 'inside', gravity: 'center' };
