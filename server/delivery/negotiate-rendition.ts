/** Decides `auto`: the best format that the client takes and that can hold what the rendition shows. */
import type { ImageEntity } from '../../domain/images/image.entity.ts';
import { candidateFormats } from '../../domain/renditions/candidate-formats.ts';
import type { Transform } from '../../media/transform/transform.ts';
import type { OutputFormat } from '../../media/types.ts';
import { negotiateFormat } from './negotiate-format.ts';

type Shown = Pick<ImageEntity, 'frames' | 'hasAlpha'>;

/** The same with a format in place of `auto`; what the format has no use for is dropped. */
export function negotiateRendition(
  transform: Transform,
  image: Shown,
  accept: string | undefined,
): Transform {
  const candidates = candidateFormats(transform, image);
  const format = negotiateFormat(accept, candidates)[0] ?? lastOf(candidates);
  const losesNothing = format === 'gif' || format === 'png';
  return {
    ...transform,
    format,
    ...(format === 'gif' && { quality: undefined }),
    ...(losesNothing && { autoQuality: undefined }),
  };
}

const lastOf = (candidates: readonly OutputFormat[]): OutputFormat => candidates.at(-1) ?? 'jpeg';
