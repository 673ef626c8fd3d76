/** What it costs to serve a rendition that is in memory, signature and all, beside a server that knows nothing else. */
import type { Bench, Benchmark, Figure } from '../benchmark.ts';
import { withBare } from '../bare/bare-process.ts';
import { type Asked, load } from '../client/load.ts';
import { fetchRendition, renditionsOf } from '../client/renditions.ts';
import { bufferFile, upload } from '../client/upload.ts';
import { providePhoto } from '../inputs/photo.ts';
import { withStack } from '../stack/stack.ts';
import { median, percent } from '../statistics.ts';

const connections = 16;
const rounds = 5;
const pace = { connections, seconds: 4 };
const spec = 'w800.webp';
const targets = { whole: 0.8, notModified: 0.9 };

export const warmRenditions: Benchmark = {
  name: 'warm-renditions',
  async run(bench) {
    const photo = await providePhoto(bench.folder);
    return withStack(bench, async (stack) => {
      const urlOf = await renditionsOf(stack, await upload(stack, bufferFile(photo.data)));
      const { bytes, etag } = await fetchRendition(urlOf(spec));
      const entry = new URL('../bare/serve-bytes.js', import.meta.url);
      return withBare([{ entry, arguments: [String(bytes)] }], async (_, [ready]) => {
        const bare = (ready as { url: string }).url;
        const kilobytes = `${Math.round(bytes / 1024)} KB`;
        return [
          await compare(bench, `a rendition of ${kilobytes} from memory, signed`, {
            product: { url: urlOf(spec), status: 200 },
            bare: { url: bare, status: 200 },
            target: targets.whole,
          }),
          await compare(bench, '304 for it', {
            product: { url: urlOf(spec), headers: { 'if-none-match': etag }, status: 304 },
            bare: { url: `${bare}/304`, status: 304 },
            target: targets.notModified,
          }),
        ];
      });
    });
  },
};

interface Comparison {
  readonly product: Asked;
  readonly bare: Asked;
  readonly target: number;
}

async function compare(
  { progress }: Bench,
  what: string,
  { product, bare, target }: Comparison,
): Promise<Figure> {
  const samples = { product: [] as number[], bare: [] as number[] };
  for (let round = 0; round <= rounds; round += 1) {
    const [limit, ours] = [await load(bare, pace), await load(product, pace)];
    progress(
      `warm-renditions: ${what}, round ${round} of ${rounds}, ${Math.round(ours)} and bare ${Math.round(limit)}`,
    );
    // The first warms up.
    if (round === 0) continue;
    samples.bare.push(limit);
    samples.product.push(ours);
  }
  const share = median(samples.product) / median(samples.bare);
  return {
    what: `${what[0]?.toUpperCase()}${what.slice(1)}, ${connections} connections`,
    measured: `${Math.round(median(samples.product))}/s`,
    limit: `bare node:http ${Math.round(median(samples.bare))}/s`,
    ratio: percent(share),
    target: `≥ ${percent(target)}`,
    met: share >= target,
  };
}
