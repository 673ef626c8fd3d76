/**
 * The text of a transform, the same in a URL, in `outputs` and on the command line: `geometry(-option)*.ext`. Every
 * transform has one canonical spelling: options in one order, defaults left out.
 */
import { AppError } from '../../platform/errors.ts';
import { fit, gravity, options } from './options.ts';
import {
  presetPattern,
  type Transform,
  type TransformFormat,
  transformFormats,
  transformOf,
  type TransformWish,
} from './transform.ts';

/** Longer than the longest that means anything. */
const maxLength = 200;

/** How each format ends; `jpeg` is read as well. */
export const endings: Readonly<Record<TransformFormat, string>> = {
  jpeg: 'jpg',
  webp: 'webp',
  avif: 'avif',
  png: 'png',
  gif: 'gif',
  heic: 'heic',
  auto: 'auto',
};
const formatOf = new Map<string, TransformFormat>([
  ...transformFormats.map((format) => [endings[format], format] as const),
  ['jpeg', 'jpeg'],
]);

/** The name and the format of `300x200-q50.jpg`, whatever the name means; undefined without a canonical ending. */
export function splitSpec(text: string): { name: string; format: TransformFormat } | undefined {
  const dot = text.lastIndexOf('.');
  const format = transformFormats.find((each) => endings[each] === text.slice(dot + 1));
  return dot > 0 && format ? { name: text.slice(0, dot), format } : undefined;
}

/** Reads `300x200-q50.jpg`. @throws AppError INVALID_TRANSFORM that says which part is wrong and what is allowed. */
export function parseSpec(text: string): Transform {
  const refuse = (reason: string): AppError =>
    new AppError('INVALID_TRANSFORM', { spec: text.slice(0, maxLength), reason });
  if (text.length > maxLength) throw refuse(`write at most ${maxLength} characters`);
  const dot = text.lastIndexOf('.');
  const format = formatOf.get(text.slice(dot + 1));
  if (dot < 0 || !format)
    throw refuse(
      `at character ${dot < 0 ? text.length + 1 : dot + 2} it ends in a dot and one of ${[...formatOf.keys()].join(', ')}`,
    );
  const [first = '', ...rest] = text.slice(0, dot).split('-');
  const geometry = readGeometry(first);
  if (!geometry)
    throw refuse(
      `at character 1 it begins with the name of a preset, full, wN, hN, xN or NxN, such as w300 or 300x200, not with "${first}"`,
    );
  const wish: { -readonly [Part in keyof TransformWish]: TransformWish[Part] } = { ...geometry, format };
  const places: Partial<Record<keyof TransformWish, string>> = placesOf(first);
  let position = first.length + 2;
  for (const part of rest) {
    const option = options.find(({ read }) => read(part) !== undefined);
    const place = placeOf(part, position);
    if (!option)
      throw refuse(`${place} is no option: there are ${options.map(({ form }) => form).join(', ')}`);
    if (wish[option.sets] !== undefined)
      throw refuse(`${place} says again what was said before it: leave one of them out`);
    Object.assign(wish, option.read(part));
    places[option.sets] = place;
    position += part.length + 1;
  }
  return transformOf(wish, text, (part) => places[part] ?? part);
}

const placeOf = (part: string, position: number): string => `at character ${position} "${part}"`;

/** Where the sides of a geometry are. */
function placesOf(geometry: string): { width: string; height: string } {
  const [, width, height] = /^(\d+)x(\d+)$/.exec(geometry) ?? [];
  const whole = placeOf(geometry, 1);
  return width === undefined || height === undefined
    ? { width: whole, height: whole }
    : { width: placeOf(width, 1), height: placeOf(height, width.length + 2) };
}

/** The forms of a geometry, for the reference. */
export const geometries = [
  {
    form: 'WxH',
    meaning: 'W by H pixels, filled and cropped unless a fit says otherwise.',
    examples: ['300x200.webp'],
  },
  { form: 'xN', meaning: 'N by N pixels.', examples: ['x300.webp'] },
  { form: 'wN', meaning: 'N pixels wide, the height as it falls.', examples: ['w640.webp'] },
  { form: 'hN', meaning: 'N pixels high, the width as it falls.', examples: ['h300.webp'] },
  {
    form: 'full',
    meaning: 'The size of the original, unless the profile calls a variant so.',
    examples: ['full.webp'],
  },
  {
    form: 'preset',
    meaning:
      'The size, fit, gravity and quality of the variant of that name. The names of a profile come first, also those that read as a size. `lqip` is there for every image: its [placeholder](delivery.md#placeholders).',
    examples: ['thumb.webp', 'lqip.webp'],
  },
] as const;

/** What each ending asks for, for the reference. */
export const formatMeanings: Readonly<Record<TransformFormat, string>> = {
  jpeg: 'Read everywhere; no transparency. `jpeg` is read as well.',
  png: 'Without loss, with transparency.',
  webp: 'Smaller, with transparency and animation.',
  avif: 'The smallest, with transparency.',
  gif: 'Animation for old readers.',
  heic: 'For Apple’s devices, with transparency; where `heif-enc` is [installed](operations.md), else `HEIC_UNAVAILABLE`.',
  auto: 'The best that the client takes and the image deserves, decided at each request by `Accept`.',
};

function readGeometry(text: string): Partial<TransformWish> | undefined {
  if (text === 'full') return {};
  const [, letter, side, width, height] = /^(?:([whx])(\d{1,6})|(\d{1,6})x(\d{1,6}))$/.exec(text) ?? [];
  if (width !== undefined) return { width: Number(width), height: Number(height) };
  if (side !== undefined)
    return {
      ...(letter !== 'h' && { width: Number(side) }),
      ...(letter !== 'w' && { height: Number(side) }),
    };
  return presetPattern.test(text) ? { preset: text } : undefined;
}

/** The one spelling of a transform, with its ending. */
export const canonicalSpec = (transform: Transform): string =>
  `${specName(transform)}.${endings[transform.format]}`;

/** The canonical spelling without the ending: what a stored output is called. */
export const specName = (transform: Transform): string =>
  [geometryText(transform), ...options.map(({ write }) => write(transform))]
    .filter((part) => part !== undefined)
    .join('-');

/** The geometry alone, with its fit and gravity: a name of a profile, where it has one of that name. */
export const geometrySpec = (transform: Transform): string =>
  [geometryText(transform), fit.write(transform), gravity.write(transform)]
    .filter((part) => part !== undefined)
    .join('-');

function geometryText({ geometry }: Transform): string {
  if (geometry.preset !== undefined) return geometry.preset;
  const { width, height } = geometry;
  if (width === undefined) return height === undefined ? 'full' : `h${height}`;
  if (height === undefined) return `w${width}`;
  return width === height ? `x${width}` : `${width}x${height}`;
}
