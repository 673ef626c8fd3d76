/** What a hundred uploads at once cost the server's memory. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bench, Benchmark, Figure } from '../benchmark.ts';
import { upload } from '../client/upload.ts';
import { largeProfile, tiff } from '../inputs/large-tiff.ts';
import { growthDuring } from '../machine/memory.ts';
import { type Stack, withStack } from '../stack/stack.ts';
import { megabytes } from '../statistics.ts';

const uploads = 100;
/** Pixels of each side: 20 MB at six bytes each. */
const side = 1_870;
const target = 100 * 1024 * 1024;

const file = tiff(side);

export const manyUploads: Benchmark = {
  name: 'many-uploads',
  async run(bench) {
    const profiles = join(bench.folder, 'large.yaml');
    await writeFile(profiles, largeProfile);
    return withStack({ ...bench, environment: { PROFILES_PATH: profiles } }, (stack) =>
      measure(bench, stack),
    );
  },
};

async function measure({ progress }: Bench, stack: Stack): Promise<Figure[]> {
  // What every upload loads and compiles is no part of the growth.
  await upload(stack, tiff(128));
  progress(`many-uploads: ${uploads} of ${megabytes(file.length)} at once`);
  const { growth } = await growthDuring(stack.serverPid, () =>
    Promise.all(Array.from({ length: uploads }, () => upload(stack, file))),
  );
  return [
    {
      what: `${uploads} uploads of ${megabytes(file.length)} at once, growth of the server`,
      measured: growth === undefined ? 'not known on this system' : megabytes(growth),
      limit: `all of them ${megabytes(uploads * file.length)}`,
      ratio: growth === undefined ? '–' : `${((growth / (uploads * file.length)) * 100).toFixed(1)} %`,
      ...(growth !== undefined && { target: `< ${megabytes(target)}`, met: growth < target }),
    },
  ];
}
