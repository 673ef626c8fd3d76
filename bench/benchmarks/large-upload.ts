/** What an upload of a gigabyte costs the server: memory that must not grow with it, and time. */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { photo } from '../../media/fixtures/photo.ts';
import type { Bench, Benchmark, Figure } from '../benchmark.ts';
import { withBare } from '../bare/bare-process.ts';
import { query } from '../client/graphql.ts';
import { post } from '../client/post.ts';
import { bufferFile, upload, uploadBody } from '../client/upload.ts';
import { largeProfile, largeTiff } from '../inputs/large-tiff.ts';
import { growthDuring } from '../machine/memory.ts';
import { type Stack, withStack } from '../stack/stack.ts';
import { median, megabytes, percent } from '../statistics.ts';

const rounds = 3;
const removalMs = 1_000;
const targets = { growth: 64 * 1024 * 1024, speed: 0.7 };

const file = largeTiff();

export const largeUpload: Benchmark = {
  name: 'large-upload',
  async run(bench) {
    const received = join(bench.folder, 'received');
    const profiles = join(bench.folder, 'large.yaml');
    await writeFile(profiles, largeProfile);
    const entry = new URL('../bare/receive-stream.js', import.meta.url);
    return withBare([{ entry, arguments: [received] }], ([process], [ready]) =>
      withStack({ ...bench, environment: { PROFILES_PATH: profiles } }, async (stack) => {
        // What every upload loads and compiles is no part of the growth.
        const small = await photo({ width: 200, height: 200, format: 'tiff' });
        await remove(stack, await upload(stack, bufferFile(small)));
        const bare = { ...(ready as { url: string }), received };
        // Over all rounds, so that what is kept from one to the next counts as well.
        const { value: product, growth } = await growthDuring(stack.serverPid, () =>
          growthDuring(process?.pid, () => measure(bench, { stack, bare })),
        );
        return figures(product.value, { product: growth, bare: product.growth });
      }),
    );
  },
};

interface Subject {
  readonly stack: Stack;
  readonly bare: { readonly url: string; readonly received: string };
}

/** Bytes a second of each round. */
interface Speeds {
  readonly product: number[];
  readonly synced: number[];
  readonly unsynced: number[];
}

async function measure({ progress }: Bench, { stack, bare }: Subject): Promise<Speeds> {
  const speeds: Speeds = { product: [], synced: [], unsynced: [] };
  for (let round = 1; round <= rounds; round += 1) {
    progress(`large-upload: round ${round} of ${rounds}`);
    speeds.synced.push(await sendBare(bare, '/sync'));
    speeds.product.push(await sendProduct(stack));
    speeds.unsynced.push(await sendBare(bare, '/'));
  }
  return speeds;
}

/** The same body from the same client in every case; the file is gone again before the next one is timed. */
async function sendBare({ url, received }: Subject['bare'], path: '/' | '/sync'): Promise<number> {
  const { headers, length, body } = uploadBody(file);
  const start = performance.now();
  await post({ url: url + path, headers, length, body: body() });
  const speed = speedSince(start);
  await rm(received);
  return speed;
}

async function sendProduct(stack: Stack): Promise<number> {
  const start = performance.now();
  const imageId = await upload(stack, file);
  const speed = speedSince(start);
  await remove(stack, imageId);
  return speed;
}

const speedSince = (start: number): number => file.length / ((performance.now() - start) / 1000);

/** The worker removes the bytes a moment later. */
async function remove(stack: Stack, imageId: string): Promise<void> {
  const mutation = 'mutation ($input: DeleteImagesInput!) { deleteImages(input: $input) { __typename } }';
  await query(stack, mutation, { input: { ids: [imageId] } });
  await sleep(removalMs);
}

interface Growth {
  readonly product: number | undefined;
  readonly bare: number | undefined;
}

function figures({ product, synced, unsynced }: Speeds, growth: Growth): Figure[] {
  const { product: grown } = growth;
  const share = median(product) / median(synced);
  const perSecond = (bytes: number): string => `${megabytes(bytes)}/s`;
  return [
    {
      what: `Upload of ${megabytes(file.length)}, speed`,
      measured: perSecond(median(product)),
      limit: `bare Node with fsync ${perSecond(median(synced))}`,
      ratio: percent(share),
      target: `≥ ${percent(targets.speed)}`,
      met: share >= targets.speed,
    },
    {
      what: 'the same beside a server that never syncs',
      measured: perSecond(median(product)),
      limit: `bare Node ${perSecond(median(unsynced))}`,
      ratio: percent(median(product) / median(unsynced)),
    },
    {
      what: `Upload of ${megabytes(file.length)}, growth of the server`,
      measured: grown === undefined ? 'not known on this system' : megabytes(grown),
      limit: growth.bare === undefined ? '–' : `bare Node ${megabytes(growth.bare)}`,
      ratio: grown && growth.bare ? percent(grown / growth.bare) : '–',
      ...(grown !== undefined && { target: `< ${megabytes(targets.growth)}`, met: grown < targets.growth }),
    },
  ];
}
