/** How many direct uploads can be begun and completed in a second: what the API does for each, without the bytes. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { photo } from '../../media/fixtures/photo.ts';
import type { Benchmark, Figure } from '../benchmark.ts';
import { type Begun, begin, finish, send } from '../client/direct.ts';
import { query } from '../client/graphql.ts';
import { type Stack, withStack } from '../stack/stack.ts';
import { percent } from '../statistics.ts';

const pairs = 600;
const atATime = 16;
const targetPerSecond = 300;

/** Nothing is rendered: that is another benchmark's. */
const profile = `profiles:
  default:
    allowed_mimes: [image/jpeg]
    size_max_bytes: 1000000
    variants: []
`;

export const uploadPairs: Benchmark = {
  name: 'upload-pairs',
  async run(bench) {
    const profiles = join(bench.folder, 'plain.yaml');
    await writeFile(profiles, profile);
    const picture = await photo({ width: 160, height: 120 });
    return withStack({ ...bench, environment: { PROFILES_PATH: profiles } }, async (stack) => {
      await through(stack, picture, atATime * 4);
      bench.progress(`upload-pairs: ${pairs} of them`);
      const product = await through(stack, picture, pairs);
      bench.progress('upload-pairs: the same number of the smallest requests');
      return figures(product, await smallest(stack));
    });
  },
};

interface Seconds {
  readonly begun: number;
  readonly completed: number;
}

async function through(stack: Stack, picture: Buffer, count: number): Promise<Seconds> {
  const announced = { filename: 'small.jpg', contentType: 'image/jpeg', byteSize: picture.length };
  const uploads: Begun[] = [];
  const begun = await timed(count, async () => void uploads.push(await begin(stack, announced)));
  // Not timed: the bytes are the store's business.
  await timed(count, async (index) => {
    const single = uploads[index]?.single;
    if (single) await send(single, picture);
  });
  const completed = await timed(count, async (index) => void (await finish(stack, uploads[index]?.id ?? '')));
  return { begun, completed };
}

async function timed(count: number, work: (index: number) => Promise<void>): Promise<number> {
  const start = performance.now();
  let next = 0;
  const loop = async (): Promise<void> => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: atATime }, loop));
  return (performance.now() - start) / 1000;
}

/** As many pairs of requests that do nothing: what this client and GraphQL cost by themselves. */
const smallest = (stack: Stack): Promise<number> =>
  timed(pairs * 2, async () => void (await query(stack, '{ __typename }')));

function figures({ begun, completed }: Seconds, nothing: number): Figure[] {
  const perSecond = pairs / (begun + completed);
  const each = (seconds: number): string => `${Math.round(pairs / seconds)}/s`;
  return [
    {
      what: 'createUpload and completeUpload, pairs',
      measured: `${Math.round(perSecond)}/s`,
      limit: `two empty requests ${each(nothing)}`,
      ratio: percent(perSecond / (pairs / nothing)),
      target: `≥ ${targetPerSecond}/s`,
      met: perSecond >= targetPerSecond,
    },
    { what: 'createUpload alone', measured: each(begun), limit: '–', ratio: '–' },
    { what: 'completeUpload alone', measured: each(completed), limit: '–', ratio: '–' },
  ];
}
