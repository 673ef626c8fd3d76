/** The options of a spec as data: how each is written, what it means, and its place in the canonical spelling. */
import { type ColorSpace, colorSpaces, type Fit, fits, gravities } from '../types.ts';
import {
  defaultAutoQuality,
  type Transform,
  type TransformGravity,
  type TransformWish,
} from './transform.ts';

type Wish = Partial<TransformWish>;

export interface Option {
  /** The parts of a transform that it sets: none may be set twice. */
  readonly sets: keyof TransformWish;
  /** How it is written, for whoever wrote something else. */
  readonly form: string;
  /** What it does and what may be given, for the reference. */
  readonly meaning: string;
  /** Canonical specs that show it. */
  readonly examples: readonly string[];
  /** What the text asks for; undefined when it is not this option. */
  readonly read: (text: string) => Wish | undefined;
  /** The text; undefined when the transform does not need it. */
  readonly write: (transform: Transform) => string | undefined;
}

/** A number without a sign or an exponent. */
const decimal = String.raw`\d{1,6}(?:\.\d{1,6})?`;

type Described = Pick<Option, 'meaning' | 'examples'>;

const number = (
  sets: 'dpr' | 'blur' | 'sharpen',
  isDefault: (value: number) => boolean,
  described: Described,
): Option => ({
  ...described,
  sets,
  form: `${sets}N`,
  read: (text) => only(text, new RegExp(`^${sets}(${decimal})$`), (digits) => ({ [sets]: Number(digits) })),
  write: ({ [sets]: value }) => (value === undefined || isDefault(value) ? undefined : `${sets}${value}`),
});

const flag = (sets: 'flip' | 'flop' | 'gray' | 'still', meaning: string): Option => ({
  meaning,
  examples: [`w640-${sets}.webp`],
  sets,
  form: sets,
  read: (text) => (text === sets ? { [sets]: true } : undefined),
  write: (transform) => (transform[sets] ? sets : undefined),
});

function only(text: string, pattern: RegExp, wish: (group: string) => Wish): Wish | undefined {
  const match = pattern.exec(text);
  return match ? wish(match[1] ?? '') : undefined;
}

export const fit: Option = {
  sets: 'fit',
  form: fits.join(', '),
  meaning:
    'How the picture is brought into its box: filled and cropped, fitted and padded, fitted, or distorted. With both sides `cover`, else `inside`.',
  examples: ['x300-contain.webp', 'x300-inside.webp', 'x300-fill.webp', 'w1200-fill.webp'],
  read: (text) => (fits.includes(text as Fit) ? { fit: text as Fit } : undefined),
  write({ geometry }) {
    if (geometry.preset !== undefined) return undefined;
    const isBox = geometry.width !== undefined && geometry.height !== undefined;
    return geometry.fit === (isBox ? 'cover' : 'inside') ? undefined : geometry.fit;
  },
};

const allGravities: readonly string[] = [...gravities, 'focus'];

export const gravity: Option = {
  sets: 'gravity',
  form: allGravities.join(', '),
  meaning:
    'What a crop keeps, or where a padded picture lies. `attention` looks for what draws the eye, `entropy` for where most happens. `focus` keeps the focal point of the image in view, which is the middle until its owner sets one with `updateImage`. Default: `center`.',
  examples: [
    'x300-west.webp',
    'x300-attention.webp',
    'x300-entropy.webp',
    'x300-focus.webp',
    'x300-contain-southeast.webp',
  ],
  read: (text) => (allGravities.includes(text) ? { gravity: text as TransformGravity } : undefined),
  write: ({ geometry }) =>
    geometry.preset !== undefined || geometry.gravity === 'center' ? undefined : geometry.gravity,
};

/** What the formats take when none is given is measured and may change, so a quality that is given stays written. */
const quality: Option = {
  sets: 'quality',
  form: 'qN',
  meaning:
    'Quality, 1 to 100; not for `gif`. Below 100 a `png` has a palette. Default: that of the preset, or of the format.',
  examples: ['w640-q75.webp', 'w640-q90.png'],
  read: (text) => only(text, /^q(\d{1,6})$/, (digits) => ({ quality: Number(digits) })),
  write: ({ quality: value }) => (value === undefined ? undefined : `q${value}`),
};

/** `qauto995` means 0.995. */
const autoQuality: Option = {
  sets: 'autoQuality',
  form: 'qautoN',
  meaning:
    'The smallest quality with an SSIM of at least 0.99, or of what stands behind the point: `qauto995` is 0.995. 0.5 to 0.9999; for `jpg`, `webp` and `avif`, see [below](#the-quality-that-is-searched-for).',
  examples: ['w640-qauto.webp', 'w640-qauto995.webp'],
  read: (text) =>
    only(text, /^qauto(\d{0,8})$/, (digits) => ({
      autoQuality: digits ? Number(`0.${digits}`) : defaultAutoQuality,
    })),
  write: ({ autoQuality: value }) =>
    value === undefined ? undefined : `qauto${value === defaultAutoQuality ? '' : String(value).slice(2)}`,
};

const rotate: Option = {
  sets: 'rotate',
  form: 'rotN',
  meaning:
    'Turned clockwise by 90, 180 or 270 degrees, after the orientation that the camera wrote down. The box is that of the turned picture.',
  examples: ['w640-rot90.webp'],
  read: (text) => only(text, /^rot(\d{1,6})$/, (digits) => ({ rotate: Number(digits) })),
  write: ({ rotate: value }) => (value === 0 ? undefined : `rot${value}`),
};

const colorSpaceNames: Readonly<Record<ColorSpace, string>> = { 'display-p3': 'p3', srgb: 'srgb' };

/** What a preset has is for its profile to say, so one that is given stays written. */
const colorSpace: Option = {
  sets: 'colorSpace',
  form: Object.values(colorSpaceNames).join(', '),
  meaning:
    'The colours that the output can have: with `p3` those of Display P3 where the original has more than sRGB, see [below](#wide-colours); not for `gif`. Default: that of the preset, or sRGB.',
  examples: ['w640-p3.webp'],
  read: (text) => {
    const found = colorSpaces.find((each) => colorSpaceNames[each] === text);
    return found && { colorSpace: found };
  },
  write: ({ colorSpace: value }) => value && colorSpaceNames[value],
};

const background: Option = {
  sets: 'background',
  form: 'bgRRGGBB',
  meaning:
    'This colour behind transparent pixels and padding, in every format. Default: the background of the profile where a format has no transparency.',
  examples: ['x300-contain-bg102030.webp'],
  read: (text) => only(text, /^bg([0-9a-zA-Z]*)$/, (digits) => ({ background: digits })),
  write: ({ background: value }) => (value === undefined ? undefined : `bg${value}`),
};

/** In the order of the canonical spelling. */
export const options: readonly Option[] = [
  fit,
  gravity,
  quality,
  autoQuality,
  number('dpr', (value) => value === 1, {
    meaning: 'Both sides times 1 to 8, with up to two digits behind the point.',
    examples: ['w320-dpr2.webp', 'x100-dpr1.5.webp'],
  }),
  number('blur', () => false, {
    meaning: 'With a Gauss of this standard deviation in pixels of the output, 0.3 to 100.',
    examples: ['w640-blur5.webp'],
  }),
  number('sharpen', () => false, {
    meaning: 'Edges of this width in pixels of the output, 0.3 to 10; flat areas stay as they are.',
    examples: ['w640-sharpen1.webp'],
  }),
  rotate,
  flag('flip', 'Mirrored top to bottom, after it was turned.'),
  flag('flop', 'Mirrored left to right, after it was turned.'),
  flag('gray', 'Brightness alone.'),
  colorSpace,
  background,
  flag('still', 'The first frame of an animation alone.'),
];
