/** One rendition of one image, decided to the last detail before anything is rendered: a pure function of its rules. */
import { createHash } from 'node:crypto';
import { aimed } from '../../media/focal-point.ts';
import type { Size } from '../../media/geometry.ts';
import { planOutput } from '../../media/output-plan.ts';
import { canonicalSpec } from '../../media/transform/spec.ts';
import type { Transform } from '../../media/transform/transform.ts';
import { contentTypes, type Geometry, type OutputFormat, writtenFormats } from '../../media/types.ts';
import { AppError } from '../../platform/errors.ts';
import { focalPointOf } from '../images/focal-point-of.ts';
import type { ImageEntity } from '../images/image.entity.ts';
import { type ResolvedTransform, resolveTransform, type TransformRules } from './resolve-transform.ts';

/** What of an image a rendition depends on. */
export type RenderedImage = Pick<
  ImageEntity,
  'width' | 'height' | 'frames' | 'contentType' | 'byteSize' | 'focalX' | 'focalY'
>;

export interface Rendition extends Omit<ResolvedTransform, 'geometry'> {
  /** With the focal point that the image has now, which makes another rendition of it once it is moved. */
  readonly geometry: Geometry;
  /** Whether it is another one when the focal point is moved: nobody may keep what is behind its URL for good. */
  readonly followsFocus: boolean;
  readonly format: OutputFormat;
  /** Of what will come out, exactly. */
  readonly size: Size;
  /** 1 unless it moves. */
  readonly frames: number;
  /** No larger file is made where the original, in the same format, would do as it is. */
  readonly maxBytes: number | undefined;
  /** SHA-256 of all that decides what comes out, in hexadecimal. */
  readonly recipe: string;
}

export interface RenditionRules {
  readonly profile: TransformRules;
  /** Pixels over all frames. */
  readonly maxPixels: number;
}

/** Raised when the pipeline makes something else of the same recipe: what is stored is then made anew. */
const pipelineVersion = 2;

/**
 * `auto` has been decided before.
 * @throws AppError INVALID_TRANSFORM for a preset that the profile does not have, RENDITION_UNSUPPORTED,
 * RENDITION_TOO_LARGE.
 */
export function resolveRendition(
  image: RenderedImage,
  transform: Transform,
  { profile, maxPixels }: RenditionRules,
): Rendition {
  const spec = canonicalSpec(transform);
  const format = writtenFormat(transform, spec);
  const resolved = resolveTransform(transform, profile);
  const { quality, autoQuality, background, effects, colorSpace } = resolved;
  const geometry = aimed(resolved.geometry, focalPointOf(image));
  const { size, frames, isWhole } = planOutput(image, { geometry, effects }, format);
  const pixels = size.width * size.height * frames;
  if (pixels > maxPixels) throw new AppError('RENDITION_TOO_LARGE', { spec, pixels, limit: maxPixels });
  const satisfied = isWhole && image.contentType === contentTypes[format];
  return {
    ...resolved,
    geometry,
    followsFocus: resolved.geometry.gravity === 'focus' && geometry.fit === 'cover',
    format,
    size,
    frames,
    maxBytes: satisfied ? image.byteSize : undefined,
    recipe: digestOf([
      pipelineVersion,
      format,
      geometry,
      autoQuality ? { autoQuality } : quality,
      background,
      effects,
      colorSpace,
    ]),
  };
}

function writtenFormat(transform: Transform, spec: string): OutputFormat {
  const format = writtenFormats.find((each) => each === transform.format);
  if (!format)
    throw new AppError('RENDITION_UNSUPPORTED', {
      spec,
      reason: 'what auto is depends on who asks: name a format',
    });
  return format;
}

/** Members in the order of their names: the same recipe is the same text, wherever its parts came from. */
const digestOf = (recipe: unknown): string =>
  createHash('sha256').update(JSON.stringify(recipe, inOrder)).digest('hex');

const inOrder = (_name: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;
