/** What a direct upload of a gigabyte costs beside a copy of the same file: door, parts, verification and all. */
import { createReadStream, createWriteStream } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Bench, Benchmark, Figure } from '../benchmark.ts';
import { type BareProcess, withBare } from '../bare/bare-process.ts';
import type { CopyQuestion } from '../bare/copy-file.ts';
import { begin, finish, send } from '../client/direct.ts';
import { query } from '../client/graphql.ts';
import { largeProfile, largeTiff } from '../inputs/large-tiff.ts';
import { type Stack, withStack } from '../stack/stack.ts';
import { median, megabytes, percent } from '../statistics.ts';

const rounds = 3;
const partsAtATime = 4;
const highWaterMark = 1024 * 1024;
const targetShare = 0.8;

const file = largeTiff();

export const directUpload: Benchmark = {
  name: 'direct-upload',
  async run(bench) {
    const source = join(bench.folder, 'source.tiff');
    const profiles = join(bench.folder, 'large.yaml');
    await writeFile(profiles, largeProfile);
    await pipeline(Readable.from(file.bytes()), createWriteStream(source));
    const entry = new URL('../bare/copy-file.js', import.meta.url);
    return withBare([{ entry }], ([bare]) =>
      withStack({ ...bench, environment: { PROFILES_PATH: profiles } }, (stack) =>
        measure(bench, { stack, bare, source }),
      ),
    );
  },
};

interface Subject {
  readonly stack: Stack;
  readonly bare: BareProcess | undefined;
  readonly source: string;
}

async function measure({ folder, progress }: Bench, { stack, bare, source }: Subject): Promise<Figure[]> {
  const speeds = { product: [] as number[], copy: [] as number[] };
  const to = join(folder, 'copy.tiff');
  for (let round = 1; round <= rounds; round += 1) {
    progress(`direct-upload: round ${round} of ${rounds}`);
    speeds.copy.push(await timed(() => bare?.ask({ from: source, to } satisfies CopyQuestion)));
    await rm(to);
    let imageId = '';
    speeds.product.push(await timed(async () => (imageId = await uploadDirectly(stack, source))));
    await query(
      stack,
      'mutation ($input: DeleteImagesInput!) { deleteImages(input: $input) { __typename } }',
      {
        input: { ids: [imageId] },
      },
    );
  }
  return [figure(median(speeds.product), median(speeds.copy))];
}

async function timed(work: () => Promise<unknown> | undefined): Promise<number> {
  const start = performance.now();
  await work();
  return file.length / ((performance.now() - start) / 1000);
}

/** From `createUpload` to the image: parts four at a time, then measured, hashed and verified. */
async function uploadDirectly(stack: Stack, source: string): Promise<string> {
  const announced = { filename: 'large.tiff', contentType: 'image/tiff', byteSize: file.length };
  const { id, parts, partSize } = await begin(stack, { ...announced, strategy: 'MULTIPART' });
  const waiting = [...parts];
  const loop = async (): Promise<void> => {
    for (let part = waiting.shift(); part; part = waiting.shift()) {
      const start = (part.partNumber - 1) * partSize;
      await send(part.request, createReadStream(source, { start, end: start + partSize - 1, highWaterMark }));
    }
  };
  await Promise.all(Array.from({ length: partsAtATime }, loop));
  return finish(stack, id);
}

function figure(product: number, copy: number): Figure {
  const share = product / copy;
  return {
    what: `Direct upload of ${megabytes(file.length)} in parts, to the image`,
    measured: `${megabytes(product)}/s`,
    limit: `copy with fsync ${megabytes(copy)}/s`,
    ratio: percent(share),
    target: `≥ ${percent(targetShare)}`,
    met: share >= targetShare,
  };
}
