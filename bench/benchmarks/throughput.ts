/** How much of the machine's rendering speed is left when it goes through uploads, queue, storage and events. */
import { constants } from 'node:os';
import { join } from 'node:path';
import type { Bench, Benchmark } from '../benchmark.ts';
import { type BareProcess, withBare } from '../bare/bare-process.ts';
import type { RenderQuestion } from '../bare/render-photos.ts';
import { formats, sizings } from '../bare/settings.ts';
import { ImageFeed } from '../client/image-feed.ts';
import { bufferFile, upload } from '../client/upload.ts';
import { type Photo, providePhoto } from '../inputs/photo.ts';
import { treeSeconds } from '../machine/cpu-time.ts';
import { type Stack, withStack } from '../stack/stack.ts';
import { percent } from '../statistics.ts';

const photos = 50;
const uploadsAtATime = 4;
const variantsPerPhoto = sizings.length * formats.length;
const targetShare = 0.85;

/** As polite as the product's, so that whatever else the machine does slows both down alike. */
const bareOptions = {
  entry: new URL('../bare/render-photos.js', import.meta.url),
  nice: constants.priority.PRIORITY_BELOW_NORMAL,
};

export const throughput: Benchmark = {
  name: 'throughput',
  async run(bench) {
    const photo = await providePhoto(bench.folder);
    return withBare([bareOptions, bareOptions], (processes) =>
      withStack(bench, async (stack) => {
        await renderBare(processes, { photo, count: 2, bench });
        await throughProduct(stack, photo, 2);
        // Half of the bare photos before and half after: a machine that changes its mood shows in both.
        const before = await timed(() => renderBare(processes, { photo, count: photos / 2, bench }));
        bench.progress(`throughput: ${photos} photos through the product`);
        const product = await timed(() => throughProduct(stack, photo, photos));
        bench.progress('throughput: and bare again');
        const after = await timed(() => renderBare(processes, { photo, count: photos / 2, bench }));
        return figures(product, { wall: before.wall + after.wall, cpu: before.cpu + after.cpu });
      }),
    );
  },
};

interface Cost {
  readonly wall: number;
  /** Processor seconds of everything that the bench has started, itself included; NaN where unknown. */
  readonly cpu: number;
}

async function timed(work: () => Promise<unknown>): Promise<Cost> {
  const start = performance.now();
  const before = await treeSeconds(process.pid);
  await work();
  const wall = (performance.now() - start) / 1000;
  return { wall, cpu: ((await treeSeconds(process.pid)) ?? Number.NaN) - (before ?? Number.NaN) };
}

async function renderBare(
  processes: readonly BareProcess[],
  { photo, count, bench }: { photo: Photo; count: number; bench: Bench },
): Promise<void> {
  bench.progress(`throughput: ${count} photos bare`);
  const shares = processes.map((each, index) => {
    const share = Math.floor((count + index) / processes.length);
    const folder = join(bench.folder, `bare-${index}`);
    return each.ask({ photo: photo.path, photos: share, folder } satisfies RenderQuestion);
  });
  await Promise.all(shares);
}

/** From the first upload to the last ImageReady. */
async function throughProduct(stack: Stack, photo: Photo, count: number): Promise<void> {
  const file = bufferFile(photo.data);
  await ImageFeed.during(stack, async (feed) => {
    const ids: string[] = [];
    let begun = 0;
    const loop = async (): Promise<void> => {
      while (begun++ < count) ids.push(await upload(stack, file));
    };
    await Promise.all(Array.from({ length: uploadsAtATime }, loop));
    await Promise.all(ids.map((id) => feed.at(id, 'ready')));
  });
}

function figures(product: Cost, bare: Cost) {
  const perSecond = (cost: Cost): number => (photos * variantsPerPhoto) / cost.wall;
  const share = perSecond(product) / perSecond(bare);
  const cpuPerPhoto = ({ cpu }: Cost): string => `${Math.round((cpu / photos) * 1000)} ms`;
  return [
    {
      what: `${photos} photos, ${variantsPerPhoto} variants each`,
      measured: `${perSecond(product).toFixed(1)} variants/s`,
      limit: `bare sharp ${perSecond(bare).toFixed(1)} variants/s`,
      ratio: percent(share),
      target: `≥ ${percent(targetShare)}`,
      met: share >= targetShare,
    },
    {
      what: 'Processor time a photo, clients included',
      measured: cpuPerPhoto(product),
      limit: `bare sharp ${cpuPerPhoto(bare)}`,
      ratio: percent(product.cpu / bare.cpu),
    },
  ];
}
