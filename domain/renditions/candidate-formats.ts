/** The formats that can hold what a transform shows of an image: what `auto` and responsive images choose among. */
import type { Transform } from '../../media/transform/transform.ts';
import type { OutputFormat } from '../../media/types.ts';
import type { ImageEntity } from '../images/image.entity.ts';

/** The best first. The last one is for clients that name nothing of it: every program knows it. */
export function candidateFormats(
  transform: Transform,
  { frames, hasAlpha }: Pick<ImageEntity, 'frames' | 'hasAlpha'>,
): readonly [OutputFormat, ...OutputFormat[]] {
  if (frames > 1 && !isStill(transform)) return ['webp', 'gif'];
  return hasAlpha && transform.background === undefined ? ['avif', 'webp', 'png'] : ['avif', 'webp', 'jpeg'];
}

const isStill = ({ still, rotate, flip, flop, blur, sharpen }: Transform): boolean =>
  still || rotate !== 0 || flip || flop || blur !== undefined || sharpen !== undefined;
