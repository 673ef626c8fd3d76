/** The same renditions from the product and from ipx, each asked over HTTP and each with the settings that it comes with. */
import { basename, dirname } from 'node:path';
import { withBare } from '../bare/bare-process.ts';
import type { Bench, Figure } from '../benchmark.ts';
import { atATime } from '../client/at-a-time.ts';
import { fetchRendition } from '../client/renditions.ts';
import { percent } from '../statistics.ts';

interface Wanted {
  /** Of a photo that the product has and of which it has made nothing yet. */
  readonly urlOf: (spec: string) => string;
  /** The same photo as a file. */
  readonly path: string;
  readonly narrowest: number;
  readonly widest: number;
  readonly rounds: number;
  readonly atOnce: number;
}

const target = 1;

export async function besideIpx(bench: Bench, wanted: Wanted): Promise<Figure[]> {
  const { urlOf, path } = wanted;
  const entry = new URL('../bare/serve-ipx.js', import.meta.url);
  return withBare([{ entry, arguments: [dirname(path)] }], async (_, [ready]) => {
    const { url } = ready as { url: string };
    const figures: Figure[] = [];
    for (const format of ['webp', 'jpeg'] as const)
      figures.push(
        await compare(bench, wanted, {
          format,
          ours: (width) => urlOf(`w${width}.${format === 'jpeg' ? 'jpg' : format}`),
          ipx: (width) => `${url}/f_${format},w_${width}/${basename(path)}`,
        }),
      );
    return figures;
  });
}

interface Sides {
  readonly format: string;
  readonly ours: (width: number) => string;
  readonly ipx: (width: number) => string;
}

/** In turn, and each width once. */
async function compare(
  { progress }: Bench,
  { narrowest, widest, rounds, atOnce }: Wanted,
  { format, ours, ipx }: Sides,
): Promise<Figure> {
  // Both load what the format needs when it is first asked for.
  for (const urlOf of [ours, ipx]) await fetchRendition(urlOf(widest + 1));
  const widths = Array.from({ length: widest - narrowest + 1 }, (_, place) => narrowest + place);
  const seconds = { ours: 0, ipx: 0 };
  for (let round = 0; round < rounds; round += 1) {
    progress(`cold-renditions: ${format} beside ipx, round ${round + 1} of ${rounds}`);
    const items = widths.filter((_, place) => place % rounds === round);
    seconds.ipx += await timed(() =>
      atATime({ items, limit: atOnce }, (width) => fetchRendition(ipx(width))),
    );
    seconds.ours += await timed(() =>
      atATime({ items, limit: atOnce }, async (width) => {
        const { xCache } = await fetchRendition(ours(width));
        if (xCache !== 'miss') throw new Error(`a rendition was not made, but came from ${xCache}`);
      }),
    );
  }
  const share = seconds.ipx / seconds.ours;
  const rate = (taken: number): string => `${(widths.length / taken).toFixed(1)}/s`;
  return {
    what: `Distinct renditions to ${format}, ${atOnce} at a time, beside ipx`,
    measured: rate(seconds.ours),
    limit: `ipx ${rate(seconds.ipx)}`,
    ratio: percent(share),
    target: `≥ ${percent(target)}`,
    met: share >= target,
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}
