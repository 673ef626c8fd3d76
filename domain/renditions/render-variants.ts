/**
 * Makes the variants of an image that are still missing. Every step can be repeated: what is ready is skipped,
 * bytes go under their digest, and a variant becomes READY, and is announced, exactly once.
 */
import type { DataSource } from 'typeorm';
import type { RenderPool } from '../../media/types.ts';
import { sql } from '../../platform/database/sql.ts';
import { isAppError } from '../../platform/errors.ts';
import type { Logger } from '../../platform/logging.ts';
import type { Queue } from '../../platform/queue/queue.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import { variantColumns } from '../images/image-columns.ts';
import { findImage } from '../images/find-images.ts';
import type { VariantEntity } from '../images/variant.entity.ts';
import { failVariants } from './fail-variants.ts';
import { partCondition, type RenderPart } from './render-part.ts';
import { renderRows } from './render-rows.ts';
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
      (path) =>
        renderRows(dependencies, {
          image,
          path,
          rows: variants,
          placeholder,
          signal: request.signal,
          // Outputs may be many and large; a lazy variant of the profile is small, and somebody waits for it.
          laneOf: (variant) => (request.part === 'rest' || variant?.effects ? 'bulk' : 'express'),
          onOutput: (variant, output) => storeVariant(dependencies, { ...request, image, variant, output }),
        }),
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
