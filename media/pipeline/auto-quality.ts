/** Finds the quality at which a picture keeps enough of its structure: each is encoded, decoded again and compared. */
import { type Attempt, type QualityWanted, searchQuality } from '../quality/search-quality.ts';
import { similarityOf } from '../quality/similarity.ts';
import type { QualitySearch, RenderedOutput } from '../types.ts';
import { openImage, type Raster, toRaster } from './engine.ts';
import { during } from './faults.ts';

interface Tried extends Attempt {
  readonly output: RenderedOutput;
}

/** What came out at the quality that was found. The reference is what the encoder is given, without a loss. */
export async function findQuality(
  reference: Raster,
  wanted: QualityWanted,
  encodeAt: (quality: number) => Promise<RenderedOutput>,
): Promise<{ output: RenderedOutput; search: QualitySearch }> {
  const attempt = async (quality: number): Promise<Tried> => {
    const output = await encodeAt(quality);
    // In the colours of the reference, whichever these are.
    const shown = await during('encode', () => toRaster(openImage(output.data, { ignoresProfile: true })));
    const byteSize = output.data.byteLength;
    return { quality, ssim: similarityOf(reference, shown), byteSize, output };
  };
  const { best, encodes } = await searchQuality(attempt, wanted);
  return { output: best.output, search: { encodes, ssim: best.ssim } };
}
