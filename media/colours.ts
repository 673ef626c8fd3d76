/** Colour profiles: which colours one can name, and how a colour of sRGB is written in Display P3. */
import sharp from 'sharp';
import { allocateTiff } from './tiff.ts';

let profile: Promise<Uint8Array> | undefined;

/** That of Display P3, 480 bytes. libvips brings it, and gives it away inside a picture only. */
export const displayP3 = (): Promise<Uint8Array> => (profile ??= takeDisplayP3());

async function takeDisplayP3(): Promise<Uint8Array> {
  const icc = await profileOf(await plain('#000000').withIccProfile('p3').png().toBuffer());
  if (!icc) throw new Error('libvips brought no profile');
  return icc;
}

const plain = (background: string) => sharp({ create: { width: 1, height: 1, channels: 3, background } });

const profileOf = async (picture: Uint8Array): Promise<Buffer | undefined> =>
  (await sharp(picture).metadata()).icc;

/** #rrggbb of sRGB in the numbers that say the same in Display P3. */
export async function inDisplayP3(colour: string): Promise<string> {
  const numbers = await plain(colour).withIccProfile('p3').raw().toBuffer();
  return `#${numbers.toString('hex')}`;
}

export interface JudgedProfile {
  /** Whether libvips can apply it; what it cannot apply it ignores. */
  readonly isUsable: boolean;
  /** Whether it names colours of Display P3 that are none of sRGB. */
  readonly isWide: boolean;
}

/** Red, green, blue, and between them. */
const purest = [255, 0, 0, 0, 255, 0, 0, 0, 255, 0, 255, 255, 255, 0, 255, 255, 255, 0];

/** So far the numbers of one colour may lie apart, of 255, when it was rounded on the way. */
const rounding = 3;

/** By what becomes of its purest colours: nothing of the profile has to be understood here. */
export async function judgeProfile(icc: Uint8Array): Promise<JudgedProfile> {
  const { file, pixels } = allocateTiff({ width: purest.length / 3, height: 1, channels: 3, profile: icc });
  pixels.set(purest);
  const direct = await sharp(file, { ignoreIcc: true }).withIccProfile('p3').png().toBuffer();
  // A profile that cannot be applied is still there.
  const isUsable = (await profileOf(direct))?.equals(await displayP3()) ?? false;
  if (!isUsable) return { isUsable, isWide: false };
  const throughSrgb = await sharp(file).withIccProfile('p3').png().toBuffer();
  const [one, other] = await Promise.all([numbersOf(direct), numbersOf(throughSrgb)]);
  const isWide = one.some((value, at) => Math.abs(value - (other[at] ?? 0)) > rounding);
  return { isUsable, isWide };
}

const numbersOf = (picture: Uint8Array): Promise<Buffer> =>
  sharp(picture, { ignoreIcc: true }).raw({ depth: 'uchar' }).toBuffer();
