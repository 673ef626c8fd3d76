/** Hands out a URL of one variant, or of the original, to whoever may see it. */
import type { DataSource } from 'typeorm';
import type { OutputFormat } from '../../media/types.ts';
import { AppError } from '../../platform/errors.ts';
import { deliveryOf, requireScope } from '../access/policy.ts';
import type { Viewer } from '../access/viewer.ts';
import { findImage, findVariantsOfImages } from '../images/find-images.ts';
import type { HandedOutUrl, ImageUrls } from './image-urls.ts';

export interface WantedUrl {
  readonly imageId: string;
  /** Undefined: the original. */
  readonly variant?: { readonly name: string; readonly format: OutputFormat } | undefined;
  /** Seconds. */
  readonly expiresIn?: number | undefined;
}

/** @throws AppError NOT_FOUND also for what may not be known, INVALID_TRANSFORM, INVALID_INPUT. */
export async function signImageUrl(
  { database, urls }: { database: DataSource; urls: ImageUrls },
  viewer: Viewer,
  { imageId, variant: wanted, expiresIn }: WantedUrl,
): Promise<HandedOutUrl> {
  requireScope(viewer, 'READ');
  const image = await findImage(database, imageId);
  const bytes = wanted ? 'variant' : 'original';
  if (!image || deliveryOf(viewer, image, { bytes, signed: false }) === 'nobody')
    throw new AppError('NOT_FOUND', { what: 'The image' });
  if (!wanted) return urls.original(image, expiresIn);
  const variants = await findVariantsOfImages(database, [image.id]);
  const variant = variants.find(({ name, format }) => name === wanted.name && format === wanted.format);
  if (variant) return urls.variant(image, variant, expiresIn);
  const known = variants.map(({ name, format }) => `${name} as ${format.toUpperCase()}`).join(', ');
  throw new AppError('INVALID_TRANSFORM', {
    spec: `${wanted.name.slice(0, 32)} as ${wanted.format.toUpperCase()}`,
    reason: `the variants of this image are ${known || 'none'}`,
  });
}
