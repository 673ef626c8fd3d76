/** What a profiles file may say of variants: in full under `variants`, or as the short form `sizes`. */
import { z } from 'zod';
import { colorSpaces, fits, gravities, type OutputFormat, outputFormats } from '../../media/types.ts';

const pixels = z.int().min(1).max(16_383);

export const name = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,31}$/, 'a name of a–z, 0–9 and _ that starts with a letter');

/** `auto` has it found for each image and format. */
export const quality = z.union([z.int().min(1).max(100), z.literal('auto')], '1 to 100, or auto');

const format = z
  .enum([...outputFormats, 'jpg'])
  .transform((given): OutputFormat => (given === 'jpg' ? 'jpeg' : given));

const formats = z
  .array(format)
  .min(1)
  .refine((given) => new Set(given).size === given.length, 'a format is named twice');

/** One format, or several in the order in which they are made. */
export const convertTo = z.union([format.transform((one) => [one]), formats]);

interface Sides {
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

const sides = (text: string): Sides => {
  const [width, height] = text.split('x').map(Number);
  return { width, height };
};

const inRange = ({ width, height }: Sides): boolean =>
  [width, height].every((side) => side === undefined || pixels.safeParse(side).success);

const box = z
  .string()
  .regex(/^[1-9]\d{0,4}x[1-9]\d{0,4}$/, 'WIDTHxHEIGHT in pixels, such as 800x600')
  .transform(sides)
  .refine(inRange, 'at most 16383 pixels a side');

export const variant = z
  .strictObject({
    name,
    size: box.optional(),
    width: pixels.optional(),
    height: pixels.optional(),
    fit: z.enum(fits).default('inside'),
    gravity: z.enum([...gravities, 'focus']).default('center'),
    formats: formats.optional(),
    quality: quality.optional(),
    color_space: z.enum(colorSpaces).default('srgb'),
    required: z.boolean().optional(),
    lazy: z.boolean().default(false),
  })
  .refine(
    (given) => !(given.size && (given.width ?? given.height)),
    'give size, or width and height, not both',
  )
  .refine((given) => !(given.lazy && given.required), {
    path: ['required'],
    message: 'no image can wait for a lazy variant: leave one of the two out',
  })
  .transform(({ size, width, height, fit, gravity, ...given }) => ({
    ...given,
    geometry: { width: size?.width ?? width, height: size?.height ?? height, fit, gravity },
  }));

export type GivenVariant = z.output<typeof variant>;

const shortSize = z
  .union([z.int(), z.string()])
  .transform(String)
  .pipe(
    z
      .string()
      .regex(/^[1-9]\d{0,4}(x[1-9]\d{0,4})?$/, 'a width in pixels, such as 256, or WIDTHxHEIGHT')
      .refine((text) => inRange(sides(text)), 'at most 16383 pixels a side'),
  );

/** Widths or boxes in a list, which name themselves, or under names. */
export const sizes = z
  .union([
    z
      .array(shortSize)
      .min(1)
      .transform((given) => given.map((size): [string, string] => [nameOfSize(size), size])),
    z.record(name, shortSize).transform((given) => Object.entries(given)),
  ])
  .transform((entries) => entries.map(([name, size]) => plainVariant(name, sides(size))));

/** What a size is called that has no name: 256 is w256, 300x200 is w300h200. What is no size stays as it is. */
export const nameOfSize = (given: string): string => {
  const [, width, height] = /^(\d+)(?:x(\d+))?$/.exec(given) ?? [];
  return width === undefined ? given : `w${width}${height === undefined ? '' : `h${height}`}`;
};

const plainVariant = (name: string, { width, height }: Sides): GivenVariant => ({
  name,
  geometry: { width, height, fit: 'inside', gravity: 'center' },
  color_space: 'srgb',
  lazy: false,
});

/** What is made of the poster of a video when its profile says nothing. */
export const posterVariants: readonly GivenVariant[] = [
  {
    name: 'thumb',
    geometry: { width: 200, height: 200, fit: 'cover', gravity: 'center' },
    color_space: 'srgb',
    lazy: false,
  },
  plainVariant('medium', { width: 800, height: 800 }),
];
