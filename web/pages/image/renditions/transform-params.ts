/** The transform of the playground in the address of the page, so that it can be sent to somebody: read, written, changed. */
import type { Fit, Gravity, ImageFormat, TransformInput } from '../../../generated/graphql.ts';

/** What the playground sets. */
export type Transform = Pick<
  TransformInput,
  | 'width'
  | 'height'
  | 'fit'
  | 'gravity'
  | 'format'
  | 'quality'
  | 'autoQuality'
  | 'rotate'
  | 'flip'
  | 'flop'
  | 'grayscale'
  | 'blur'
  | 'sharpen'
>;

export const fits = {
  COVER: 'Cover: fill and crop',
  CONTAIN: 'Contain: fit and pad',
  INSIDE: 'Inside: fit',
  FILL: 'Fill: distort',
} satisfies Record<Fit, string>;

export const gravities = {
  CENTER: 'Middle',
  FOCAL_POINT: 'Focal point',
  ATTENTION: 'What draws the eye',
  ENTROPY: 'Where most happens',
  NORTH: 'Top',
  NORTH_EAST: 'Top right',
  EAST: 'Right',
  SOUTH_EAST: 'Bottom right',
  SOUTH: 'Bottom',
  SOUTH_WEST: 'Bottom left',
  WEST: 'Left',
  NORTH_WEST: 'Top left',
} satisfies Record<Gravity, string>;

/** Those that browsers show. */
export const formats = {
  AUTO: 'Auto: the best that is taken',
  WEBP: 'WebP',
  AVIF: 'AVIF',
  JPEG: 'JPEG',
  PNG: 'PNG',
  GIF: 'GIF',
} satisfies Partial<Record<ImageFormat, string>>;

type Reader = (text: string) => string | number | boolean | undefined;

const number =
  (least: number, most: number): Reader =>
  (text) => {
    const value = Number(text);
    return text !== '' && value >= least && value <= most ? value : undefined;
  };
const whole =
  (least: number, most: number): Reader =>
  (text) => {
    const value = number(least, most)(text);
    return Number.isInteger(value) ? value : undefined;
  };
const oneOf =
  (names: object): Reader =>
  (text) =>
    Object.hasOwn(names, text) ? text : undefined;
const flag: Reader = (text) => (text === 'true' ? true : undefined);

/** In the order in which they are written. */
const readers: Readonly<Record<keyof Transform, Reader>> = {
  width: whole(1, 8_192),
  height: whole(1, 8_192),
  fit: oneOf(fits),
  gravity: oneOf(gravities),
  format: oneOf(formats),
  quality: whole(1, 100),
  autoQuality: number(0.5, 0.9999),
  rotate: (text) => (['90', '180', '270'].includes(text) ? Number(text) : undefined),
  flip: flag,
  flop: flag,
  grayscale: flag,
  blur: number(0.3, 100),
  sharpen: number(0.3, 10),
};
const names = Object.keys(readers) as (keyof Transform)[];

/** @returns undefined where the address says nothing of one; what it says wrongly is left out. */
export function readTransform(params: URLSearchParams): Transform | undefined {
  const named = names.filter((name) => params.has(name));
  if (named.length === 0) return undefined;
  const read = named.map((name) => [name, readers[name](params.get(name) ?? '')] as const);
  return Object.fromEntries(read.filter(([, value]) => value !== undefined));
}

/** The same parameters with another transform in them. */
export function writeTransform(params: URLSearchParams, transform: Transform): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const name of names) {
    const value = transform[name];
    if (value === undefined || value === null || value === false) next.delete(name);
    else next.set(name, String(value));
  }
  return next;
}

/** With a change, and without what that excludes: of the two qualities one, and none where the format has none. */
export function changed(transform: Transform, change: Transform): Transform {
  const { quality, autoQuality, ...next } = { ...transform, ...change };
  const format = next.format ?? 'AUTO';
  if (autoQuality && change.quality === undefined && !['PNG', 'GIF'].includes(format))
    return { ...next, autoQuality };
  return quality && change.autoQuality === undefined && format !== 'GIF' ? { ...next, quality } : next;
}

/** Whether something is cut off or added, so that it matters what is kept in view. */
export const hasGravity = ({ width, height, fit }: Transform): boolean =>
  Boolean(width && height) && (fit === undefined || fit === null || fit === 'COVER' || fit === 'CONTAIN');

/** The same cut with nothing lost that could be seen: what a rendition is compared with. */
export function reference(transform: Transform, isPlain: boolean): Transform {
  const { width, height, fit, gravity, rotate, flip, flop } = transform;
  const cut = { width, height, fit, gravity, rotate, flip, flop };
  // WebP, where it may be transparent or move.
  return { ...onlyGiven(cut), format: isPlain ? 'JPEG' : 'WEBP', quality: 100 };
}

const onlyGiven = (transform: { [Name in keyof Transform]: Transform[Name] | undefined }): Transform =>
  Object.fromEntries(Object.entries(transform).filter(([, value]) => value !== undefined));
