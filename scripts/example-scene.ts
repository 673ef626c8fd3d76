/** The picture of the examples: drawn here, so that it is ours, with something on it for every transform to change. */
import { displayP3 } from '../media/colours.ts';
import { allocateTiff } from '../media/tiff.ts';

export const sceneSize = { width: 960, height: 640 } as const;

/** The middle of the balloon, as shares of the sides: what the picture is about. */
export const balloon = { x: 0.74, y: 0.36 } as const;

/** In the numbers of Display P3: the red of the balloon is none of sRGB. */
type Colour = readonly [red: number, green: number, blue: number];

/** What lies at a point; undefined: nothing, and one sees what is behind. */
type Layer = (x: number, y: number) => Colour | undefined;

const within = (isInside: boolean, colour: Colour): Colour | undefined => (isInside ? colour : undefined);

const mix = (from: Colour, to: Colour, share: number): Colour => [
  from[0] + (to[0] - from[0]) * share,
  from[1] + (to[1] - from[1]) * share,
  from[2] + (to[2] - from[2]) * share,
];

const sky: Layer = (_x, y) => mix([58, 118, 205], [252, 226, 196], Math.min(1, y / 430));

const sun: Layer = (x, y) => within(Math.hypot(x - 165, y - 120) < 48, [255, 242, 178]);

const peaks = [
  { x: 120, y: 300 },
  { x: 330, y: 205 },
  { x: 560, y: 290 },
  { x: 830, y: 250 },
] as const;

/** With snow where they are highest, and their left sides in the light. */
const mountains: Layer = (x, y) => {
  const peak = peaks.find((each) => y > each.y + Math.abs(x - each.x) * 0.62);
  if (!peak || y > 460) return undefined;
  const isLit = x < peak.x + (y - peak.y) * 0.12;
  if (y < peak.y + 40 + Math.abs((x % 26) - 13) * 1.4) return isLit ? [246, 248, 255] : [206, 216, 236];
  return isLit ? [128, 138, 172] : [98, 108, 148];
};

const hill: Layer = (x, y) => {
  const top = 425 + 26 * Math.sin(x / 150) + 10 * Math.sin(x / 47);
  return within(y > top, mix([104, 168, 72], [42, 104, 58], Math.min(1, (y - top) / 190)));
};

/** Left corner, foot and height of each. */
const trees = [
  [70, 500, 96],
  [120, 520, 120],
  [830, 505, 110],
  [885, 520, 86],
  [640, 470, 60],
] as const;

const forest: Layer = (x, y) => {
  for (const [left, foot, height] of trees) {
    const up = foot - y;
    const across = Math.abs(x - left);
    if (up > 0 && up < height && across < ((height - up) % (height / 2.2)) * 0.34 + 4)
      return x < left ? [40, 112, 62] : [24, 78, 48];
    if (up <= 0 && up > -12 && across < 5) return [92, 62, 40];
  }
  return undefined;
};

const house: Layer = (x, y) => {
  if (y > 390 && y < 440 && Math.abs(x - 290) < (y - 385) * 1.35) return [176, 58, 42];
  if (x < 235 || x > 345 || y < 440 || y > 505) return undefined;
  if (x > 300 && x < 325 && y > 462) return [92, 56, 36];
  const isWindow = x > 250 && x < 280 && y > 455 && y < 480;
  return isWindow ? [88, 128, 176] : [240, 228, 204];
};

const envelope: Layer = (x, y) => {
  const [across, down] = [(x - balloon.x * 960) / 118, (y - balloon.y * 640) / 132];
  const narrowed = down > 0 ? across / (1 - down * 0.28) : across;
  if (narrowed ** 2 + down ** 2 > 1) return undefined;
  const stripe = Math.floor((Math.asin(narrowed / Math.sqrt(1 - down ** 2 || 1)) / Math.PI + 0.5) * 9);
  const light = 1 - 0.35 * Math.max(0, narrowed + 0.15);
  const colour: Colour = stripe % 2 === 0 ? [255, 36, 24] : [255, 214, 60];
  return [colour[0] * light, colour[1] * light, colour[2] * light];
};

const basket: Layer = (x, y) => {
  const across = x - balloon.x * 960;
  if (y > 398 && y < 430 && Math.abs(across) < 24) return y < 404 ? [112, 70, 36] : [158, 104, 56];
  const rope = 42 - (y - 345) * 0.38;
  return within(y > 345 && y <= 398 && Math.abs(Math.abs(across) - rope) < 1.6, [70, 54, 44]);
};

const glyphs: Readonly<Record<string, readonly string[]>> = {
  d: ['####.', '#...#', '#...#', '#...#', '#...#', '#...#', '####.'],
  a: ['.###.', '#...#', '#...#', '#####', '#...#', '#...#', '#...#'],
  r: ['####.', '#...#', '#...#', '####.', '#.#..', '#..#.', '#...#'],
  k: ['#...#', '#..#.', '#.#..', '##...', '#.#..', '#..#.', '#...#'],
  o: ['.###.', '#...#', '#...#', '#...#', '#...#', '#...#', '.###.'],
  m: ['#...#', '##.##', '#.#.#', '#.#.#', '#...#', '#...#', '#...#'],
};

const dot = 7;

/** What is mirrored or turned can be told by what is written on it. */
const writing: Layer = (x, y) => {
  const [column, row] = [Math.floor((x - 360) / dot), Math.floor((y - 556) / dot)];
  const glyph = glyphs['darkroom'[Math.floor(column / 6)] ?? ''];
  return within(column >= 0 && row >= 0 && glyph?.[row]?.[column % 6] === '#', [255, 255, 255]);
};

/** The nearest first. */
const layers: readonly Layer[] = [writing, basket, envelope, forest, house, hill, mountains, sun, sky];

const colourAt: Layer = (x, y) => {
  for (const layer of layers) {
    const colour = layer(x, y);
    if (colour) return colour;
  }
  return undefined;
};

/** Each pixel is the mean of so many points each way. */
const points = 3;

/** A TIFF in Display P3. */
export async function paintScene(): Promise<Uint8Array> {
  const { width, height } = sceneSize;
  const { file, pixels } = allocateTiff({ width, height, channels: 3, profile: await displayP3() });
  for (let at = 0; at < width * height; at += 1)
    pixels.set(meanAround(at % width, Math.floor(at / width)), at * 3);
  return file;
}

function meanAround(x: number, y: number): Colour {
  const sum = [0, 0, 0];
  for (let point = 0; point < points ** 2; point += 1) {
    const across = x + ((point % points) + 0.5) / points;
    const down = y + (Math.floor(point / points) + 0.5) / points;
    for (const [channel, value] of (colourAt(across, down) ?? []).entries())
      sum[channel] = (sum[channel] ?? 0) + value;
  }
  const [red = 0, green = 0, blue = 0] = sum.map((each) => Math.round(each / points ** 2));
  return [red, green, blue];
}
