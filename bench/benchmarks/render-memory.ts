/**
 * Whether rendering costs memory that does not come back: what server and worker hold, their render processes included,
 * after some renders and after ten times as many. What the server keeps in memory on purpose is among it.
 */
import type { Bench, Benchmark, Figure } from '../benchmark.ts';
import { atATime } from '../client/at-a-time.ts';
import { ImageFeed } from '../client/image-feed.ts';
import { fetchRendition, renditionsOf } from '../client/renditions.ts';
import { bufferFile, type UploadFile, upload } from '../client/upload.ts';
import { providePhoto } from '../inputs/photo.ts';
import { treeResidentBytes } from '../machine/memory.ts';
import { type Stack, withStack } from '../stack/stack.ts';
import { megabytes, percent } from '../statistics.ts';

const atOnce = 4;
/** Renders are counted in batches; between two nothing runs, and memory is looked at. */
const batches = 20;
const earlyBatch = 2;
/** From here on: a render process that has just been replaced says nothing, so the highest of several looks counts. */
const lateBatch = 16;
const target = 1.3;

const renditionsPerBatch = 100;
const photosPerBatch = 12;
const variantsPerPhoto = 9;

export const renderMemory: Benchmark = {
  name: 'render-memory',
  async run(bench) {
    const file = bufferFile((await providePhoto(bench.folder)).data);
    return withStack(bench, async (stack) => {
      return [await ofServer(bench, stack, file), await ofWorker(bench, stack, file)];
    });
  },
};

/** Renditions on demand, no two alike. */
async function ofServer(bench: Bench, stack: Stack, file: UploadFile): Promise<Figure> {
  const [imageId = ''] = await uploaded(stack, file, 1);
  const urlOf = await renditionsOf(stack, imageId);
  return growth(bench, {
    pid: stack.serverPid,
    name: 'server',
    renders: 'distinct renditions',
    perBatch: renditionsPerBatch,
    async render(batch) {
      const items = Array.from({ length: renditionsPerBatch }, (_, place) =>
        specAt(batch * renditionsPerBatch + place),
      );
      await atATime({ items, limit: atOnce }, async (spec) => {
        const { xCache } = await fetchRendition(urlOf(spec));
        if (xCache !== 'miss') throw new Error(`${spec} was not made, but came from ${xCache}`);
      });
    },
  });
}

const kinds = ['.webp', '.jpg', '-gray.webp', '-gray.jpg'];
const [narrowest, widths] = [200, 500];

/** Of 2,000: the widths go up and down, so that early renders are no smaller than late ones. */
function specAt(number: number): string {
  const width = narrowest + ((Math.floor(number / kinds.length) * 137) % widths);
  return `w${width}${kinds[number % kinds.length] ?? ''}`;
}

/** Variants of uploads. */
const ofWorker = (bench: Bench, stack: Stack, file: UploadFile): Promise<Figure> =>
  growth(bench, {
    pid: stack.workerPid,
    name: 'worker',
    renders: 'variants',
    perBatch: photosPerBatch * variantsPerPhoto,
    render: () => uploaded(stack, file, photosPerBatch),
  });

/** Ids, when all that their profile makes of them is there. */
async function uploaded(stack: Stack, file: UploadFile, photos: number): Promise<string[]> {
  return ImageFeed.during(stack, async (feed) => {
    const ids: string[] = [];
    const items = Array.from({ length: photos }, (_, place) => place);
    await atATime({ items, limit: atOnce }, async () => ids.push(await upload(stack, file)));
    await Promise.all(ids.map((id) => feed.at(id, 'ready')));
    return ids;
  });
}

interface Subject {
  readonly pid: number | undefined;
  readonly name: string;
  readonly renders: string;
  readonly perBatch: number;
  readonly render: (batch: number) => Promise<unknown>;
}

async function growth(
  { progress }: Bench,
  { pid, name, renders, perBatch, render }: Subject,
): Promise<Figure> {
  let early: number | undefined;
  let late: number | undefined;
  for (let batch = 1; batch <= batches; batch += 1) {
    await render(batch - 1);
    const held = pid === undefined ? undefined : await treeResidentBytes(pid);
    progress(`render-memory: ${name}, ${batch * perBatch} ${renders}, ${held ? megabytes(held) : 'unknown'}`);
    if (batch === earlyBatch) early = held;
    if (batch >= lateBatch && held !== undefined) late = Math.max(late ?? 0, held);
  }
  const what = `Memory of the ${name} and its render processes after ${batches * perBatch} ${renders}`;
  if (early === undefined || late === undefined)
    return { what, measured: '–', limit: 'not known on this system', ratio: '–' };
  const factor = late / early;
  return {
    what,
    measured: megabytes(late),
    limit: `after ${earlyBatch * perBatch} ${megabytes(early)}`,
    ratio: percent(factor),
    target: `≤ ${percent(target)}`,
    met: factor <= target,
  };
}
