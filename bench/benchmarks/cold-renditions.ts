/** How fast renditions are made that nobody has asked for before, beside sharp alone; and one that everybody asks for at once. */
import { Agent, request } from 'node:http';
import type { Bench, Benchmark, Figure } from '../benchmark.ts';
import { type BareProcess, withBare } from '../bare/bare-process.ts';
import type { WidthsQuestion } from '../bare/render-widths.ts';
import { fetchRendition, renditionsOf } from '../client/renditions.ts';
import { bufferFile, upload } from '../client/upload.ts';
import { ImageFeed } from '../client/image-feed.ts';
import { enlargedPhoto, providePhoto } from '../inputs/photo.ts';
import { withStack } from '../stack/stack.ts';
import { median, ms, percent, quantile } from '../statistics.ts';
import { besideIpx } from './beside-ipx.ts';

const atOnce = 4;
const [narrowest, widest] = [300, 600];
const rounds = 3;
const crowd = 500;
const targets = { jpeg: 0.92, unshrinkable: 2, crowdFactor: 1.5, crowdMs: 100 };

export const coldRenditions: Benchmark = {
  name: 'cold-renditions',
  async run(bench) {
    const photo = await providePhoto(bench.folder);
    return withStack(bench, async (stack) => {
      const renditionsOfNew = async (data: Buffer): Promise<Cold['urlOf']> => {
        const imageId = await ImageFeed.during(stack, async (feed) => {
          const id = await upload(stack, bufferFile(data));
          await feed.at(id, 'ready');
          return id;
        });
        return renditionsOf(stack, imageId);
      };
      const urlOf = await renditionsOfNew(photo.data);
      const entry = new URL('../bare/render-widths.js', import.meta.url);
      return withBare([{ entry }], async ([bare]) => {
        const small = {
          name: 'a 6-megapixel JPEG',
          urlOf,
          bare,
          path: photo.path,
          step: 1,
          target: targets.jpeg,
        };
        const figures = [
          await cold(bench, { ...small, format: 'webp' }),
          await cold(bench, { ...small, format: 'jpeg' }),
        ];
        for (const format of ['png', 'avif'] as const) {
          const { path, data } = await enlargedPhoto(photo, format);
          const name = `a 12-megapixel ${format.toUpperCase()}`;
          const large = {
            name,
            urlOf: await renditionsOfNew(data),
            path,
            step: 5,
            target: targets.unshrinkable,
          };
          figures.push(await cold(bench, { ...large, bare, format: 'webp' }));
        }
        figures.push(await crowded(bench, urlOf));
        // Of an image of its own, of which nothing has been made yet.
        const fresh = { path: photo.path, urlOf: await renditionsOfNew(photo.data) };
        return [...figures, ...(await besideIpx(bench, { ...fresh, narrowest, widest, rounds, atOnce }))];
      });
    });
  },
};

interface Cold {
  readonly name: string;
  readonly urlOf: (spec: string) => string;
  readonly bare: BareProcess | undefined;
  readonly path: string;
  readonly format: 'webp' | 'jpeg';
  /** Every so many widths. */
  readonly step: number;
  /** Of what bare sharp makes from the original. */
  readonly target: number;
}

/** In turn, and each width once: what has been made is not made again. */
async function cold(
  { progress }: Bench,
  { name, urlOf, bare, path, format, step, target }: Cold,
): Promise<Figure> {
  const ending = format === 'jpeg' ? 'jpg' : format;
  const all = Array.from({ length: (widest - narrowest) / step + 1 }, (_, place) => narrowest + place * step);
  let [ours, limit] = [0, 0];
  for (let round = 0; round < rounds; round += 1) {
    progress(`cold-renditions: ${format} of ${name}, round ${round + 1} of ${rounds}`);
    const widths = all.filter((_, place) => place % rounds === round);
    const question: WidthsQuestion = { path, widths, format, atOnce };
    limit += await timed(async () => bare?.ask(question));
    ours += await timed(async () => {
      const waiting = [...widths];
      const loop = async (): Promise<void> => {
        for (let width = waiting.shift(); width !== undefined; width = waiting.shift()) {
          const { xCache } = await fetchRendition(urlOf(`w${width}.${ending}`));
          if (xCache !== 'miss') throw new Error(`a rendition was not made, but came from ${xCache}`);
        }
      };
      await Promise.all(Array.from({ length: atOnce }, loop));
    });
  }
  const share = limit / ours;
  return {
    what: `Distinct renditions of ${name} to ${format}, ${atOnce} at a time`,
    measured: `${(all.length / ours).toFixed(1)}/s`,
    limit: `bare sharp ${(all.length / limit).toFixed(1)}/s`,
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

async function crowded({ progress }: Bench, urlOf: (spec: string) => string): Promise<Figure> {
  progress(`cold-renditions: ${crowd} requests for one`);
  const alone: number[] = [];
  for (let width = 700; width < 706; width += 1)
    alone.push(1000 * (await timed(() => fetchRendition(urlOf(`w${width}.webp`)))));
  // Who asks has to be warm as well: 500 connections are a tenth of a second of work for the client alone.
  await slowestOfCrowd(urlOf('w705.webp'));
  const each: number[] = [];
  for (const width of [777, 778, 779]) each.push(await slowestOfCrowd(urlOf(`w${width}.webp`)));
  const [single, slowest] = [quantile(alone, 0.5), median(each)];
  const allowed = single * targets.crowdFactor + targets.crowdMs;
  return {
    what: `${crowd} simultaneous requests for one cold rendition, p99`,
    measured: ms(slowest),
    limit: `one alone ${ms(single)}`,
    ratio: `+${ms(slowest - single)}`,
    target: `< ${ms(allowed)}`,
    met: slowest < allowed,
  };
}

/** The 99th percentile of how long they wait. */
async function slowestOfCrowd(url: string): Promise<number> {
  const agent = new Agent({ maxSockets: crowd });
  const start = performance.now();
  const each = await Promise.all(
    Array.from({ length: crowd }, async () => {
      await get(url, agent);
      return performance.now() - start;
    }),
  );
  agent.destroy();
  return quantile(each, 0.99);
}

function get(url: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    request(url, { agent }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`answered with ${response.statusCode}`));
      response.resume().once('end', resolve);
    })
      .once('error', reject)
      .end();
  });
}
