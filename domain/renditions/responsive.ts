/**
 * Which renditions a responsive image is made of: arithmetic over the layout, the ladder and the original. Nothing is
 * offered twice, and nothing that would only be enlarged; every one looks like the wanted one, at another size.
 */
import type { Size } from '../../media/geometry.ts';
import { planOutput, turnedSize } from '../../media/output-plan.ts';
import {
  effectRanges,
  holdsProfile,
  maxSide,
  searchesQuality,
  type Transform,
  type TransformFormat,
  transformOf,
} from '../../media/transform/transform.ts';
import { outputFormats } from '../../media/types.ts';
import { AppError } from '../../platform/errors.ts';
import type { ImageEntity } from '../images/image.entity.ts';
import { candidateFormats } from './candidate-formats.ts';
import { resolveTransform, type ResolvedTransform, type TransformRules } from './resolve-transform.ts';

/** As wide as it is; as wide as it is or its column; as wide as the window. */
export type ResponsiveLayout = 'FIXED' | 'CONSTRAINED' | 'FULL_WIDTH';

export interface ResponsiveWish {
  /** The size that is wanted in CSS pixels, and what is done to the picture. Default: all of the image. */
  readonly transform?: Transform | undefined;
  /** Default: CONSTRAINED. */
  readonly layout?: ResponsiveLayout | undefined;
  /** In place of the layout's own. */
  readonly sizes?: string | undefined;
  /** In place of the ladder, in pixels. */
  readonly widths?: readonly number[] | undefined;
  /** The best first; the last one is for browsers that take none of the others. */
  readonly formats?: readonly TransformFormat[] | undefined;
}

export interface ResponsiveRules {
  readonly profile: TransformRules;
  /** Ascending. */
  readonly widthLadder: readonly number[];
}

type ShownImage = Pick<ImageEntity, 'width' | 'height' | 'frames' | 'hasAlpha'>;

export interface ResponsivePlan {
  readonly layout: ResponsiveLayout;
  /** Of the wanted rendition, exactly: the room that a page keeps. */
  readonly size: Size;
  readonly sizes: string;
  /** Whether the picture lies in a box that it does not fill. */
  readonly isPadded: boolean;
  /** In the order of the wish, each with what there is to choose from, the narrowest first. */
  readonly formats: readonly {
    readonly format: TransformFormat;
    readonly transforms: readonly Transform[];
  }[];
}

const maxWidths = 20;
const maxSizesLength = 500;

/** @throws AppError INVALID_INPUT, INVALID_TRANSFORM. */
export function planResponsive(
  image: ShownImage,
  wish: ResponsiveWish,
  { profile, widthLadder }: ResponsiveRules,
): ResponsivePlan {
  const { layout = 'CONSTRAINED', transform = whole } = wish;
  if (transform.dpr !== 1) throw invalid('transform', 'leave dpr out: there is one of each density');
  checkGiven(wish);
  const resolved = resolveTransform(transform, profile);
  const formats = formatsOf(image, wish, transform);
  const { size } = planOutput(image, resolved, plannedFormat(formats));
  const limit = widestOf(turnedSize(image, resolved.effects), resolved.geometry);
  const among = candidateWidths(resolved, { layout, size, limit, widths: wish.widths, widthLadder });
  return {
    layout,
    size,
    sizes: wish.sizes ?? sizesOf(layout, size),
    isPadded: resolved.geometry.fit === 'contain',
    formats: formats.map((format) => ({
      format,
      transforms: among.map((width) => transformAt(width, { transform, resolved, size, limit, format })),
    })),
  };
}

const whole = transformOf({ format: 'auto' }, 'full.auto');

const invalid = (field: string, reason: string): AppError => new AppError('INVALID_INPUT', { field, reason });

function checkGiven({ layout, sizes, widths, formats, transform }: ResponsiveWish): void {
  if (sizes !== undefined && layout === 'FIXED')
    throw invalid('sizes', 'a FIXED image has one size: leave it out, or give another layout');
  if (sizes !== undefined && (sizes.trim() === '' || sizes.length > maxSizesLength))
    throw invalid(
      'sizes',
      `give up to ${maxSizesLength} characters, such as "(min-width: 60em) 50vw, 100vw"`,
    );
  if (widths && (widths.length === 0 || widths.length > maxWidths))
    throw invalid('widths', `name 1 to ${maxWidths}`);
  if (widths?.some((width) => !(Number.isInteger(width) && width >= 1 && width <= maxSide)))
    throw invalid('widths', `each is a whole number from 1 to ${maxSide}`);
  if (formats && (formats.length === 0 || new Set(formats).size < formats.length))
    throw invalid('formats', 'name at least one, and each once');
  if (formats?.slice(0, -1).includes('auto'))
    throw invalid('formats', 'AUTO is for browsers that choose none of the others: name it last');
  if (formats && transform && transform.format !== 'auto')
    throw invalid('formats', 'give it or the format of the transform, not both');
}

function formatsOf(
  image: ShownImage,
  { formats }: ResponsiveWish,
  transform: Transform,
): readonly TransformFormat[] {
  if (formats) return formats;
  return transform.format === 'auto' ? candidateFormats(transform, image) : [transform.format];
}

/** Sides are the same in all formats, but where one of them cannot express them. */
const plannedFormat = (formats: readonly TransformFormat[]) =>
  outputFormats.find((each) => each === formats.at(-1)) ?? 'jpeg';

function sizesOf(layout: ResponsiveLayout, { width }: Size): string {
  if (layout === 'FULL_WIDTH') return '100vw';
  return layout === 'FIXED' ? `${width}px` : `(min-width: ${width}px) ${width}px, 100vw`;
}

interface Among {
  readonly layout: ResponsiveLayout;
  readonly size: Size;
  /** From this width on nothing is gained by a larger one. */
  readonly limit: number;
  readonly widths: readonly number[] | undefined;
  readonly widthLadder: readonly number[];
}

/** Ascending, each once. */
function candidateWidths(
  { geometry: { fit } }: ResolvedTransform,
  { layout, size, limit, widths, widthLadder }: Among,
): number[] {
  const wanted = widths ?? layoutWidths(layout, size.width, widthLadder);
  const ascending = [...new Set(wanted)].sort((one, other) => one - other);
  if (fit === 'cover' || fit === 'inside') {
    // The first that asks for all of it gives all of it, and so would the others.
    const last = ascending.findIndex((width) => width >= limit);
    return last < 0 ? ascending : ascending.slice(0, last + 1);
  }
  // These have the width that is asked for, whatever the original allows. In a padded box the picture would be
  // smaller beside its padding than in the wanted one.
  const isFull = fit === 'contain' && size.width > limit;
  const kept = isFull ? [] : ascending.filter((width) => width <= Math.max(size.width, limit));
  return kept.length > 0 ? kept : [size.width];
}

function layoutWidths(layout: ResponsiveLayout, width: number, ladder: readonly number[]): readonly number[] {
  if (layout === 'FIXED') return [width, Math.min(width * 2, maxSide)];
  if (layout === 'FULL_WIDTH') return ladder;
  const enough = ladder.find((rung) => rung >= width);
  return ladder.filter((rung) => rung <= width * 2 || rung === enough);
}

/** Height by width of the box; undefined without one. */
const boxRatio = ({ width, height }: ResolvedTransform['geometry']): number | undefined =>
  width === undefined || height === undefined ? undefined : height / width;

function widestOf({ width, height }: Size, geometry: ResolvedTransform['geometry']): number {
  const across = Math.round(height / (boxRatio(geometry) ?? height / width));
  if (geometry.fit === 'cover') return Math.min(width, across);
  return geometry.fit === 'contain' ? Math.max(width, across) : width;
}

interface At {
  readonly transform: Transform;
  readonly resolved: ResolvedTransform;
  readonly size: Size;
  readonly limit: number;
  readonly format: TransformFormat;
}

/** The same picture at another width. What a preset has made already is that preset. */
function transformAt(width: number, { transform, resolved, size, limit, format }: At): Transform {
  const { geometry, quality, autoQuality, colorSpace } = resolved;
  const { rotate, flip, flop, gray, background, still, sharpen } = transform;
  const { blur } = resolved.effects;
  if (transform.geometry.preset !== undefined && width === size.width)
    return { ...transform, format, ...fitting(format, transform) };
  const ratio = boxRatio(geometry);
  const factor = Math.min(width, Math.max(size.width, limit)) / size.width;
  const isBox = ratio !== undefined && geometry.fit !== 'inside';
  return transformOf(
    {
      width,
      ...(isBox && { height: Math.min(maxSide, Math.max(1, Math.round(width * ratio))) }),
      ...(isBox || geometry.fit === 'fill' ? { fit: geometry.fit, gravity: geometry.gravity } : {}),
      format,
      ...fitting(format, {
        quality: quality ?? undefined,
        autoQuality: autoQuality ?? undefined,
        colorSpace: colorSpace === 'srgb' ? undefined : colorSpace,
      }),
      blur: scaledEffect('blur', blur, factor),
      sharpen: scaledEffect('sharpen', sharpen, factor),
      rotate,
      flip,
      flop,
      gray,
      background,
      still,
    },
    `w${width}`,
  );
}

type FormatParts = Pick<Transform, 'quality' | 'autoQuality' | 'colorSpace'>;

/** As far as the format has them. */
const fitting = (
  format: TransformFormat,
  { quality, autoQuality, colorSpace }: FormatParts,
): FormatParts => ({
  quality: format === 'gif' ? undefined : quality,
  autoQuality: searchesQuality(format) ? autoQuality : undefined,
  colorSpace: holdsProfile(format) ? colorSpace : undefined,
});

/** Effects are in pixels of the output: twice as many of them need twice the effect to look alike. */
function scaledEffect(
  name: keyof typeof effectRanges,
  value: number | undefined,
  factor: number,
): number | undefined {
  if (value === undefined) return undefined;
  const { min, max } = effectRanges[name];
  return Math.min(max, Math.max(min, Number((value * factor).toFixed(2))));
}

export interface SrcsetEntry {
  readonly url: string;
  /** Of what is behind it, in pixels. */
  readonly width: number;
}

/** The text of a `srcset`; of two entries of one width the first stays. */
export function srcsetOf(entries: readonly SrcsetEntry[], { layout, size }: ResponsivePlan): string {
  const texts = new Map<string, string>();
  for (const { url, width } of [...entries].sort((one, other) => one.width - other.width)) {
    const descriptor = layout === 'FIXED' ? `${Number((width / size.width).toFixed(2))}x` : `${width}w`;
    if (!texts.has(descriptor)) texts.set(descriptor, `${url} ${descriptor}`);
  }
  return [...texts.values()].join(', ');
}

/** For browsers without `srcset`: the narrowest that is wide enough, or else the widest. */
export function sourceOf(entries: readonly SrcsetEntry[], { size }: ResponsivePlan): SrcsetEntry | undefined {
  const ascending = [...entries].sort((one, other) => one.width - other.width);
  const enough = Math.min(size.width, ascending.at(-1)?.width ?? 0);
  return ascending.find(({ width }) => width >= enough);
}
