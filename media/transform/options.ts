/** The options of a spec as data: how each is written, what it means, and its place in the canonical spelling. */
import { type Fit, fits, gravities } from '../types.ts';
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
  /** What the text asks for; undefined when it is not this option. */
  readonly read: (text: string) => Wish | undefined;
  /** The text; undefined when the transform does not need it. */
  readonly write: (transform: Transform) => string | undefined;
}

/** A number without a sign or an exponent. */
const decimal = String.raw`\d{1,6}(?:\.\d{1,6})?`;

const number = (sets: 'dpr' | 'blur' | 'sharpen', isDefault: (value: number) => boolean): Option => ({
  sets,
  form: `${sets}N`,
  read: (text) => only(text, new RegExp(`^${sets}(${decimal})$`), (digits) => ({ [sets]: Number(digits) })),
  write: ({ [sets]: value }) => (value === undefined || isDefault(value) ? undefined : `${sets}${value}`),
});

const flag = (sets: 'flip' | 'flop' | 'gray' | 'still'): Option => ({
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
  read: (text) => (allGravities.includes(text) ? { gravity: text as TransformGravity } : undefined),
  write: ({ geometry }) =>
    geometry.preset !== undefined || geometry.gravity === 'center' ? undefined : geometry.gravity,
};

/** What the formats take when none is given is measured and may change, so a quality that is given stays written. */
const quality: Option = {
  sets: 'quality',
  form: 'qN',
  read: (text) => only(text, /^q(\d{1,6})$/, (digits) => ({ quality: Number(digits) })),
  write: ({ quality: value }) => (value === undefined ? undefined : `q${value}`),
};

/** `qauto995` means 0.995. */
const autoQuality: Option = {
  sets: 'autoQuality',
  form: 'qautoN',
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
  read: (text) => only(text, /^rot(\d{1,6})$/, (digits) => ({ rotate: Number(digits) })),
  write: ({ rotate: value }) => (value === 0 ? undefined : `rot${value}`),
};

const background: Option = {
  sets: 'background',
  form: 'bgRRGGBB',
  read: (text) => only(text, /^bg([0-9a-zA-Z]*)$/, (digits) => ({ background: digits })),
  write: ({ background: value }) => (value === undefined ? undefined : `bg${value}`),
};

/** In the order of the canonical spelling. */
export const options: readonly Option[] = [
  fit,
  gravity,
  quality,
  autoQuality,
  number('dpr', (value) => value === 1),
  number('blur', () => false),
  number('sharpen', () => false),
  rotate,
  flag('flip'),
  flag('flop'),
  flag('gray'),
  background,
  flag('still'),
];
