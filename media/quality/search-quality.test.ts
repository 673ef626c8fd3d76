import { describe, expect, it } from '@jest/globals';
import { type Attempt, searchQuality } from './search-quality.ts';

/** An encoder whose losses are known; it counts what it is asked for. */
function encoder(ssimAt: (quality: number) => number) {
  const asked: number[] = [];
  const attempt = (quality: number): Promise<Attempt> => {
    asked.push(quality);
    return Promise.resolve({ quality, ssim: ssimAt(quality), byteSize: 1_000 + quality * 100 });
  };
  return { asked, attempt };
}

/** As encoders do: every step of quality takes a share of the loss away. */
const smooth = (slope: number, atOne: number) => (quality: number) =>
  1 - atOne * Math.exp(-slope * (quality - 1));

const lowestGood = (ssimAt: (quality: number) => number, target: number): number => {
  for (let quality = 1; quality < 100; quality += 1) if (ssimAt(quality) >= target) return quality;
  return 100;
};

describe('the search for a quality', () => {
  it('finds the lowest that is good enough, in six encodes at most, whichever that is', async () => {
    for (let answer = 1; answer <= 100; answer += 1)
      for (const slope of [0.02, 0.05, 0.1]) {
        const target = 0.99;
        const ssimAt = (quality: number) => 1 - 0.01 * Math.exp(-slope * (quality - answer));
        const { asked, attempt } = encoder(ssimAt);
        const { best, encodes } = await searchQuality(attempt, { target, encodes: 6 });
        expect([answer, slope, encodes]).toEqual([answer, slope, asked.length]);
        expect(encodes).toBeLessThanOrEqual(6);
        expect([answer, slope, best.ssim >= target]).toEqual([answer, slope, true]);
        expect([answer, slope, best.quality]).toEqual([answer, slope, answer]);
      }
  });

  it.each([
    [smooth(0.03, 0.3), 0.95],
    [smooth(0.05, 0.4), 0.99],
    [smooth(0.08, 0.2), 0.999],
  ])('%# asks for nothing twice', async (ssimAt, target) => {
    const { asked, attempt } = encoder(ssimAt);
    const { best } = await searchQuality(attempt, { target, encodes: 6 });
    expect(new Set(asked).size).toBe(asked.length);
    expect(best.quality).toBe(lowestGood(ssimAt, target));
  });

  it('ends above the lowest, and not below it, where what is lost falls all at once', async () => {
    for (let answer = 1; answer <= 100; answer += 1) {
      const ssimAt = (quality: number) => (quality >= answer ? 0.995 : 0.98);
      const { best, encodes } = await searchQuality(encoder(ssimAt).attempt, { target: 0.99, encodes: 6 });
      expect([answer, encodes]).toEqual([answer, Math.min(6, encodes)]);
      expect([answer, best.quality]).toEqual([answer, Math.max(answer, best.quality)]);
      expect(best.quality - answer).toBeLessThan(12);
    }
  });

  it('ends at the highest where nothing is good enough', async () => {
    const { best, encodes } = await searchQuality(encoder(() => 0.5).attempt, { target: 0.99, encodes: 6 });
    expect([best.quality, encodes]).toEqual([100, 6]);
  });

  it('ends near the lowest where everything is', async () => {
    const { best, encodes } = await searchQuality(encoder(() => 1).attempt, { target: 0.5, encodes: 6 });
    expect(best.quality).toBeLessThanOrEqual(3);
    expect(encodes).toBeLessThanOrEqual(6);
  });

  it('takes the best of what is small enough', async () => {
    const ssimAt = smooth(0.05, 0.4);
    const wanted = { target: 0.99, encodes: 6, maxBytes: 6_100 };
    const { quality } = (await searchQuality(encoder(ssimAt).attempt, wanted)).best;
    expect([49, 50, 51]).toContain(quality);
    const none = await searchQuality(encoder(ssimAt).attempt, { ...wanted, maxBytes: 100 });
    expect(none.best.quality).toBeLessThanOrEqual(3);
  });

  it('hands on what an encode fails with', async () => {
    const failing = () => Promise.reject(new Error('no'));
    await expect(searchQuality(failing, { target: 0.99, encodes: 6 })).rejects.toThrow('no');
  });
});
