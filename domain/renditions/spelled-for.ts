/** The spelling of a transform for one image: without what has no effect on that, so that the same bytes have one URL and are kept once. */
import { animates } from '../../media/output-plan.ts';
import type { Transform } from '../../media/transform/transform.ts';
import type { ImageEntity } from '../images/image.entity.ts';
import { candidateFormats } from './candidate-formats.ts';
import { effectsOf } from './resolve-transform.ts';

/** Leaves `still` out where nothing would move anyhow. */
export function spelledFor(transform: Transform, image: Pick<ImageEntity, 'frames' | 'hasAlpha'>): Transform {
  if (!transform.still) return transform;
  const free = { ...transform, still: false };
  const formats = free.format === 'auto' ? candidateFormats(free, image) : [free.format];
  const moves = formats.some((format) => animates(image, { effects: effectsOf(free) }, format));
  return moves ? transform : free;
}
