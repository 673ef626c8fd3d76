/** Decides `auto`: which renditions would do, by what the client takes and by what can hold what the image shows. */
import type { Candidates } from '../../domain/renditions/best-rendition.ts';
import { candidateFormats, isTinyForAvif } from '../../domain/renditions/candidate-formats.ts';
import type { ImageEntity } from '../../domain/images/image.entity.ts';
import {
  type RenderedImage,
  type Rendition,
  type RenditionRules,
  resolveRendition,
} from '../../domain/renditions/rendition.ts';
import { holdsProfile, type Transform } from '../../media/transform/transform.ts';
import type { OutputFormat } from '../../media/types.ts';
import { isAppError } from '../../platform/errors.ts';
import { negotiateFormat } from './negotiate-format.ts';

type Shown = RenderedImage & Pick<ImageEntity, 'hasAlpha'>;

export interface NegotiationRules extends RenditionRules {
  /** The header. */
  readonly accept: string | undefined;
}

/** At least one, also for a client that takes none of them. @throws AppError as `resolveRendition`, for the best one. */
export function negotiateRenditions(
  transform: Transform,
  image: Shown,
  { accept, ...rules }: NegotiationRules,
): Candidates {
  const possible = candidateFormats(transform, image);
  const [first = lastOf(possible), ...others] = negotiateFormat(accept, possible);
  const resolve = (format: OutputFormat): Rendition =>
    resolveRendition(image, withFormat(transform, format), rules);
  const best = resolve(first);
  const rest = others.flatMap((format) => orNothing(() => resolve(format)));
  const [second, ...worse] = rest;
  return best.format === 'avif' && second?.format === 'webp' && isTinyForAvif(best.size, transform, image)
    ? [second, best, ...worse]
    : [best, ...rest];
}

const lastOf = (candidates: readonly OutputFormat[]): OutputFormat => candidates.at(-1) ?? 'jpeg';

/** What the format has no use for is dropped. */
function withFormat(transform: Transform, format: OutputFormat): Transform {
  const losesNothing = format === 'gif' || format === 'png';
  return {
    ...transform,
    format,
    ...(format === 'gif' && { quality: undefined }),
    ...(losesNothing && { autoQuality: undefined }),
    ...(!holdsProfile(format) && { colorSpace: undefined }),
  };
}

/** A format that can express longer sides may be too large where the best one is not: it is no reason to refuse that. */
function orNothing(resolve: () => Rendition): Rendition[] {
  try {
    return [resolve()];
  } catch (error) {
    if (isAppError(error) && error.code === 'RENDITION_TOO_LARGE') return [];
    throw error;
  }
}
