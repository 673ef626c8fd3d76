/** How long somebody waits who uploads a photo and wants to see its thumbnail. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench, Benchmark, Figure } from '../benchmark.ts';
import { renderOne } from '../bare/settings.ts';
import { ImageFeed } from '../client/image-feed.ts';
import { bufferFile, upload, type UploadFile } from '../client/upload.ts';
import { type Photo, providePhoto } from '../inputs/photo.ts';
import { type Stack, withStack } from '../stack/stack.ts';
import { ms, quantile } from '../statistics.ts';

const warmUps = 5;
const idleUploads = 20;
const together = 4;
const batches = 10;
const uploadsPerLoop = 15;
/** Lets the last transaction of one upload end before the next is timed. */
const restMs = 200;

const targets = { overheadMs: 60, busyMs: 140 };

export const firstVariant: Benchmark = {
  name: 'first-variant',
  async run(bench) {
    const photo = await providePhoto(bench.folder);
    return withStack(bench, (stack) =>
      ImageFeed.during(stack, async (feed) => {
        const file = bufferFile(photo.data);
        bench.progress('first-variant: warming up');
        for (let count = 0; count < warmUps; count += 1) await firstThumb({ stack, feed, file });
        const idle = await measureIdle(bench, { stack, feed, file }, photo);
        const batch = await measureBatches(bench, { stack, feed, file });
        const busy = await measureBusy(bench, { stack, feed, file });
        return [
          ...idleFigures(idle),
          ...busyFigures(`${together} at a time`, batch, idle),
          ...busyFigures(`${together} at a time without a pause`, busy, idle),
        ];
      }),
    );
  },
};

interface Subject {
  readonly stack: Stack;
  readonly feed: ImageFeed;
  readonly file: UploadFile;
}

interface Timed {
  readonly imageId: string;
  readonly answeredMs: number;
  readonly thumbMs: number;
}

async function firstThumb({ stack, feed, file }: Subject): Promise<Timed> {
  const start = performance.now();
  const imageId = await upload(stack, file);
  const answered = performance.now();
  const thumb = await feed.at(imageId, 'thumb.webp');
  return { imageId, answeredMs: answered - start, thumbMs: thumb - start };
}

interface Idle {
  readonly bare: number[];
  readonly product: Timed[];
}

/** Bare and product in turn, each alone: the whole image is finished before the next begins. */
async function measureIdle({ progress }: Bench, subject: Subject, photo: Photo): Promise<Idle> {
  const idle: Idle = { bare: [], product: [] };
  for (let count = -warmUps; count < idleUploads; count += 1) {
    const start = performance.now();
    await renderOne(photo.path, { name: 'thumb', box: { width: 200, height: 200, fit: 'cover' } }, 'webp');
    const bare = performance.now() - start;
    if (count < 0) continue;
    const timed = await firstThumb(subject);
    await subject.feed.at(timed.imageId, 'ready');
    await sleep(restMs);
    idle.bare.push(bare);
    idle.product.push(timed);
    progress(`first-variant: ${count + 1} of ${idleUploads} alone, ${ms(timed.thumbMs)}`);
  }
  return idle;
}

/** Four photos dropped on a page at the same moment; the next four when these are finished. */
async function measureBatches({ progress }: Bench, subject: Subject): Promise<Timed[]> {
  progress(`first-variant: ${together} uploads at a time`);
  const timed: Timed[] = [];
  for (let count = 0; count < batches; count += 1) {
    const batch = await Promise.all(Array.from({ length: together }, () => firstThumb(subject)));
    await Promise.all(batch.map(({ imageId }) => subject.feed.at(imageId, 'ready')));
    await sleep(restMs);
    timed.push(...batch);
  }
  return timed;
}

/** Every loop waits for its thumbnail and uploads again, while the larger variants of all before pile up beside. */
async function measureBusy({ progress }: Bench, subject: Subject): Promise<Timed[]> {
  progress(`first-variant: ${together} uploads at a time without a pause`);
  const loop = async (): Promise<Timed[]> => {
    const timed: Timed[] = [];
    while (timed.length < uploadsPerLoop) timed.push(await firstThumb(subject));
    return timed;
  };
  const timed = (await Promise.all(Array.from({ length: together }, loop))).flat();
  progress('first-variant: waiting for the rest');
  await Promise.all(timed.map(({ imageId }) => subject.feed.at(imageId, 'ready')));
  return timed;
}

function idleFigures({ bare, product }: Idle): Figure[] {
  const thumbs = product.map(({ thumbMs }) => thumbMs);
  const at = (share: number, target?: number): Figure => {
    const limit = quantile(bare, share);
    const over = quantile(thumbs, share) - limit;
    return {
      what: `Upload to first thumb, alone, p${share * 100}`,
      measured: ms(quantile(thumbs, share)),
      limit: `bare sharp ${ms(limit)}`,
      ratio: `+${ms(over)}`,
      ...(target !== undefined && { target: `≤ +${ms(target)}`, met: over <= target }),
    };
  };
  const answered = product.map(({ answeredMs }) => answeredMs);
  return [
    at(0.5, targets.overheadMs),
    at(0.95),
    {
      what: 'of it until the upload is answered, p50',
      measured: ms(quantile(answered, 0.5)),
      limit: '–',
      ratio: '–',
    },
  ];
}

function busyFigures(name: string, busy: readonly Timed[], { bare }: Idle): Figure[] {
  const thumbs = busy.map(({ thumbMs }) => thumbMs);
  const limit = quantile(bare, 0.5);
  const at = (share: number, target?: number): Figure => ({
    what: `Upload to first thumb, ${name}, p${share * 100}`,
    measured: ms(quantile(thumbs, share)),
    limit: `bare sharp ${ms(limit)}`,
    ratio: `+${ms(quantile(thumbs, share) - limit)}`,
    ...(target !== undefined && { target: `< ${ms(target)}`, met: quantile(thumbs, share) < target }),
  });
  return [at(0.5, targets.busyMs), at(0.95)];
}
