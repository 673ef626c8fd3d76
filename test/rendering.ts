/** Rendering with the real pool, one part after the other, where a test needs no worker around it. */
import { findImage, findVariantsOfImages } from '../domain/images/find-images.ts';
import type { ImageEntity } from '../domain/images/image.entity.ts';
import type { VariantEntity } from '../domain/images/variant.entity.ts';
import type { RenderPart } from '../domain/renditions/render-part.ts';
import { renderVariants } from '../domain/renditions/render-variants.ts';
import type { RenderPool } from '../media/types.ts';
import { type Harness, silent } from './harness.ts';
import { until } from './until.ts';

/** Does what the job of this part does. */
export const renderPart = (
  harness: Omit<Harness, 'pool'> & { pool: RenderPool },
  imageId: string,
  part: RenderPart,
  signal: AbortSignal = new AbortController().signal,
): Promise<void> =>
  renderVariants(harness, { imageId, part, requestId: 'a-request', signal, logger: silent });

export async function renderBoth(harness: Harness, imageId: string): Promise<void> {
  await renderPart(harness, imageId, 'first');
  await renderPart(harness, imageId, 'rest');
}

/** The image when nothing of it is in work any more. */
export const settledImage = (harness: Harness, imageId: string): Promise<ImageEntity> =>
  until(
    'the image is settled',
    async () => {
      const image = await findImage(harness.database, imageId);
      return image?.status !== 'PROCESSING' && image;
    },
    60_000,
  );

export const variantsOf = (harness: Harness, imageId: string): Promise<VariantEntity[]> =>
  findVariantsOfImages(harness.database, [imageId]);

/** A real pool that lets a test do something at the moment when an output has come and nobody has it yet. */
export const interrupting = (pool: RenderPool, atOutput: () => Promise<void>): RenderPool => ({
  ...pool,
  render: (task, { onOutput, ...options }) =>
    pool.render(task, {
      ...options,
      async onOutput(output) {
        await atOutput();
        await onOutput(output);
      },
    }),
});
