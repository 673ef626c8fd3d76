/** Says how good one rendition is: renders it, decodes it again, and compares it with what the encoder was given. */
import { decodeHeic } from '../heic/read-heic.ts';
import { meanDeltaE } from '../quality/delta-e.ts';
import { psnrOf, rmse } from '../quality/errors.ts';
import { type Rgb, seenPairs } from '../quality/rgb.ts';
import { ssim } from '../quality/ssim.ts';
import type { ColorSpace, Measurement, MeasureTask } from '../types.ts';
import type { Tools } from './decodable.ts';
import { openImage, type Raster, toRaster } from './engine.ts';
import { during } from './faults.ts';
import {
  contextOf,
  encode,
  openRendering,
  pictureFor,
  referenceOf,
  type Rendering,
  sharedOf,
} from './render.ts';
import { applySteps } from './steps.ts';

/** Of an animation the first frame is compared. @throws AppError */
export async function measure({ encoding, ...task }: MeasureTask, tools: Tools = {}): Promise<Measurement> {
  const rendering = await openRendering({ ...task, encodings: [encoding] }, tools);
  const picture = pictureFor(rendering, encoding);
  const { data, quality } = await encode(rendering, encoding);
  const decoded = encoding.format === 'heic' ? await decodeHeic(data) : data;
  // In the colours of the reference, whichever these are.
  const shown = await during('encode', () =>
    toRaster(openImage(decoded, { ignoresProfile: true }).toColourspace('srgb')),
  );
  const pairs = seenPairs(await referenceOf(picture, encoding), shown);
  const error = Math.max(...pairs.map((pair) => rmse(...pair)));
  return {
    ssim: Math.min(...pairs.map((pair) => ssim(...pair))),
    psnr: psnrOf(error),
    rmse: error,
    deltaE: await worstDeltaE(pairs, picture.colours.space),
    byteSize: data.byteLength,
    quality,
    profileDeltaE: await profileDeltaE(picture),
  };
}

/** What the embedded profile does to the colours; undefined without one. */
async function profileDeltaE(picture: Rendering): Promise<number | undefined> {
  const { icc } = await during('decode', () => openImage(picture.input).metadata());
  if (!icc) return undefined;
  const { task, colours } = picture;
  const inSrgb: Rendering =
    colours.space === 'srgb'
      ? picture
      : {
          ...picture,
          colours: { ...colours, space: 'srgb' },
          background: task.background,
          shared: undefined,
        };
  const plainly = { ...contextOf(inSrgb), colours: { space: 'srgb', isDeep: false } } as const;
  const image = applySteps(openImage(picture.input, { ignoresProfile: true }), plainly);
  const ignored: Raster = await during('decode', () => toRaster(image));
  return worstDeltaE(seenPairs((await sharedOf(inSrgb)).raster, ignored), 'srgb');
}

async function worstDeltaE(pairs: readonly (readonly [Rgb, Rgb])[], space: ColorSpace): Promise<number> {
  let worst = 0;
  for (const pair of pairs) worst = Math.max(worst, await meanDeltaE(...pair, space));
  return worst;
}
