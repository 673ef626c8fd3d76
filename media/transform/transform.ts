/**
 * A transform: what is asked of an image, as one immutable value. However it was written down, as the text of a URL or
 * as the fields of an input, the same wish is the same value: defaults are filled in, and what could have no effect is
 * dropped.
 */
import { AppError } from '../../platform/errors.ts';
import { type ColorSpace, type Fit, outputFormats, type UnaimedGeometry } from '../types.ts';

export const transformFormats = [...outputFormats, 'heic', 'auto'] as const;
/** `auto` is the best that the client takes and the image deserves. */
export type TransformFormat = (typeof transformFormats)[number];

/** `focus` keeps the image's focal point in view. */
export type TransformGravity = UnaimedGeometry['gravity'];

export const rotations = [0, 90, 180, 270] as const;
/** Degrees clockwise. */
export type Rotation = (typeof rotations)[number];

/** A named variant, which brings its own size, fit and gravity. */
interface PresetGeometry {
  readonly preset: string;
}

/** Output pixels before `dpr`. Neither side: the size of the source. */
interface SizeGeometry extends UnaimedGeometry {
  readonly preset?: undefined;
}

export interface Transform {
  readonly geometry: PresetGeometry | SizeGeometry;
  readonly format: TransformFormat;
  /** 1..100; undefined takes the default of the preset or the format. */
  readonly quality?: number | undefined;
  /** The SSIM that the smallest acceptable quality is searched for; excludes `quality`. */
  readonly autoQuality?: number | undefined;
  /** What both sides are multiplied by. */
  readonly dpr: number;
  /** Standard deviations of the Gauss that blurs, and of the one that sharpens. */
  readonly blur?: number | undefined;
  readonly sharpen?: number | undefined;
  /** The picture is turned first, and then mirrored: `flip` top to bottom, `flop` left to right. */
  readonly rotate: Rotation;
  readonly flip: boolean;
  readonly flop: boolean;
  readonly gray: boolean;
  /** Undefined takes that of the preset, or sRGB. */
  readonly colorSpace?: ColorSpace | undefined;
  /** rrggbb, behind transparent pixels and padding in every format. */
  readonly background?: string | undefined;
  /** The first frame of an animation alone. */
  readonly still: boolean;
}

/** Whether a quality can be searched for: where nothing is lost there is none, and a HEIC takes too long to try six. */
export const searchesQuality = (format: TransformFormat): boolean =>
  format !== 'png' && format !== 'gif' && format !== 'heic';

/** Whether outputs can say that their colours are wider than those of sRGB. */
export const holdsProfile = (format: TransformFormat): boolean => format !== 'gif';

/** What somebody asks for, in any order and with anything left out. */
export interface TransformWish {
  readonly preset?: string | undefined;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly fit?: Fit | undefined;
  readonly gravity?: TransformGravity | undefined;
  readonly format: TransformFormat;
  readonly quality?: number | undefined;
  readonly autoQuality?: number | undefined;
  readonly dpr?: number | undefined;
  readonly blur?: number | undefined;
  readonly sharpen?: number | undefined;
  readonly rotate?: number | undefined;
  readonly flip?: boolean | undefined;
  readonly flop?: boolean | undefined;
  readonly gray?: boolean | undefined;
  readonly colorSpace?: ColorSpace | undefined;
  readonly background?: string | undefined;
  readonly still?: boolean | undefined;
}

/** As profiles name their variants. */
export const presetPattern = /^[a-z][a-z0-9_]{0,31}$/;

/** No side is longer, `dpr` included: the largest still that every output format and the memory of a child can take. */
export const maxSide = 8_192;
export const defaultAutoQuality = 0.99;

/** What numbers may be; those that are no integers have two digits behind the point, a quality to search for four. */
const ranges = {
  width: { min: 1, max: maxSide, step: 1 },
  height: { min: 1, max: maxSide, step: 1 },
  quality: { min: 1, max: 100, step: 1 },
  autoQuality: { min: 0.5, max: 0.9999, step: 0.0001 },
  dpr: { min: 1, max: 8, step: 0.01 },
  blur: { min: 0.3, max: 100, step: 0.01 },
  sharpen: { min: 0.3, max: 10, step: 0.01 },
} as const;

/** What effects may be, for whoever scales them. */
export const effectRanges = { blur: ranges.blur, sharpen: ranges.sharpen } as const;

/** Says what is wrong with which part, and what is allowed. */
type Refuse = (part: keyof TransformWish, reason: string) => AppError;

/** `spec` is how the wish is named in the refusal, and `nameOf` its parts. @throws AppError INVALID_TRANSFORM. */
export function transformOf(
  wish: TransformWish,
  spec: string,
  nameOf = (part: keyof TransformWish): string => part,
): Transform {
  const refuse: Refuse = (part, reason) =>
    new AppError('INVALID_TRANSFORM', { spec: spec.slice(0, 200), reason: `${nameOf(part)}: ${reason}` });
  for (const name of Object.keys(ranges) as (keyof typeof ranges)[]) refuseOutside(name, wish[name], refuse);
  refuseContradictions(wish, refuse);
  const { quality, autoQuality, blur, sharpen, format, dpr = 1 } = wish;
  return Object.freeze({
    geometry: Object.freeze(geometryOf(wish, refuse)),
    format,
    quality,
    autoQuality,
    dpr,
    blur,
    sharpen,
    rotate: rotationOf(wish, refuse),
    flip: wish.flip ?? false,
    flop: wish.flop ?? false,
    gray: wish.gray ?? false,
    // Every colour space has the same grays.
    colorSpace: wish.gray ? undefined : wish.colorSpace,
    background: backgroundOf(wish, refuse),
    still: wish.still ?? false,
  });
}

function refuseOutside(name: keyof typeof ranges, value: number | undefined, refuse: Refuse): void {
  if (value === undefined) return;
  const { min, max, step } = ranges[name];
  if (!(value >= min && value <= max)) throw refuse(name, `give ${min} to ${max}`);
  const digits = Math.round(-Math.log10(step));
  if (Number(value.toFixed(digits)) !== value)
    throw refuse(
      name,
      digits === 0 ? 'give a whole number' : `give at most ${digits} digits behind the point`,
    );
}

function refuseContradictions(
  { quality, autoQuality, colorSpace, format }: TransformWish,
  refuse: Refuse,
): void {
  if (quality !== undefined && autoQuality !== undefined)
    throw refuse('autoQuality', 'give a quality or have one found, not both');
  if (quality !== undefined && format === 'gif') throw refuse('quality', 'a gif has none: leave it out');
  if (autoQuality !== undefined && (format === 'gif' || format === 'png'))
    throw refuse('autoQuality', `nothing of a ${format} is lost that could be searched for: leave it out`);
  if (autoQuality !== undefined && format === 'heic')
    throw refuse('autoQuality', 'it is searched for in jpg, webp and avif: give a quality');
  if (colorSpace === 'display-p3' && !holdsProfile(format))
    throw refuse('colorSpace', `a ${format} has no profile, and so the colours of sRGB: leave it out`);
}

function geometryOf(wish: TransformWish, refuse: Refuse): Transform['geometry'] {
  const { preset, width, height, dpr = 1 } = wish;
  if (preset !== undefined) {
    for (const name of ['width', 'height', 'fit', 'gravity'] as const)
      if (wish[name] !== undefined) throw refuse(name, 'a preset brings its own: leave it out');
    if (!presetPattern.test(preset)) throw refuse('preset', 'give the name of a variant of the profile');
    return { preset };
  }
  if (width === undefined && height === undefined && dpr !== 1)
    throw refuse('dpr', 'the full size has no sides to multiply: give a width or a height');
  if (Math.round(Math.max(width ?? 1, height ?? 1) * dpr) > maxSide)
    throw refuse('dpr', `a side times dpr is at most ${maxSide} pixels`);
  const fit = fitOf(wish);
  return { width, height, fit, gravity: gravityOf(fit, wish.gravity) };
}

/** Without a box there is nothing to cover, and only `fill` says more than `inside`: that one side may be enlarged. */
function fitOf({ width, height, fit }: TransformWish): Fit {
  if (width !== undefined && height !== undefined) return fit ?? 'cover';
  return fit === 'fill' && (width ?? height) !== undefined ? 'fill' : 'inside';
}

/** What is cut or padded depends on it; what is neither does not. */
function gravityOf(fit: Fit, gravity: TransformGravity = 'center'): TransformGravity {
  const looks = gravity === 'attention' || gravity === 'entropy' || gravity === 'focus';
  return fit === 'cover' || (fit === 'contain' && !looks) ? gravity : 'center';
}

function rotationOf({ rotate = 0 }: TransformWish, refuse: Refuse): Rotation {
  const rotation = rotations.find((each) => each === rotate);
  if (rotation === undefined) throw refuse('rotate', `give ${rotations.join(', ')}`);
  return rotation;
}

function backgroundOf({ background }: TransformWish, refuse: Refuse): string | undefined {
  if (background !== undefined && !/^[0-9a-f]{6}$/i.test(background))
    throw refuse('background', 'give six hexadecimal digits, such as ffffff');
  return background?.toLowerCase();
}
