/** The formats that can hold what a transform shows of an image: what `auto` and responsive images choose among. */
import type { Size } from '../../media/geometry.ts';
import type { Transform } from '../../media/transform/transform.ts';
import type { OutputFormat } from '../../media/types.ts';
import type { ImageEntity } from '../images/image.entity.ts';

type Shown = Pick<ImageEntity, 'frames' | 'hasAlpha'>;

/** The best first. The last one is for clients that name nothing of it: every program knows it. */
export function candidateFormats(
  transform: Transform,
  image: Shown,
): readonly [OutputFormat, ...OutputFormat[]] {
  if (image.frames > 1 && !isStill(transform)) return ['webp', 'gif'];
  return ['avif', 'webp', isTransparent(transform, image) ? 'png' : 'jpeg'];
}

/**
 * From so many pixels on an AVIF is smaller than a WebP: before, its container weighs more than what it saves. Bytes of an AVIF
 * against a WebP, of twelve photos together at the settings of `media/pipeline/encoders.ts`: 2.5 times at 16 × 16, 1.04 at 48 × 48,
 * 0.88 at 56 × 56, 0.7 from 200 × 200 on. Cut out round, with a second picture for the transparency: 1.2 at 56 × 56, 1.05 at
 * 128 × 128, 1.01 at 160 × 160. Against JPEG and PNG it wins from the beginning.
 */
const leastForAvif = { opaque: 56 * 56, transparent: 160 * 160 };

/** Whether a picture is so small that WebP is better for it than AVIF. */
export function isTinyForAvif({ width, height }: Size, transform: Transform, image: Shown): boolean {
  return width * height < leastForAvif[isTransparent(transform, image) ? 'transparent' : 'opaque'];
}

const isTransparent = ({ background }: Transform, { hasAlpha }: Pick<Shown, 'hasAlpha'>): boolean =>
  hasAlpha && background === undefined;

const isStill = ({ still, rotate, flip, flop, blur, sharpen }: Transform): boolean =>
  still || rotate !== 0 || flip || flop || blur !== undefined || sharpen !== undefined;
