import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { openProcessDirectory } from './process-directory.ts';

let parent: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'darkroom-test-'));
});
afterEach(() => rm(parent, { recursive: true }));

it('is for this user alone, and goes with all that is in it', async () => {
  const directory = await openProcessDirectory(join(parent, 'new'), 'copies');
  expect((await stat(directory.path)).mode & 0o777).toBe(0o700);
  await writeFile(join(directory.path, 'a'), 'a');
  await directory.remove();
  expect(await readdir(join(parent, 'new'))).toEqual([]);
});

it('takes away what dead processes have left, and nothing of others', async () => {
  const { pid } = spawnSync('true');
  const others = [`copies-${process.ppid}-abcdef`, `else-${pid}-abcdef`, `copies-${pid}`];
  for (const name of [`copies-${pid}-abcdef`, ...others])
    await mkdir(join(parent, name, 'full'), { recursive: true });
  const own = await openProcessDirectory(parent, 'copies');
  expect((await readdir(parent)).map((name) => join(parent, name)).toSorted()).toEqual(
    [own.path, ...others.map((name) => join(parent, name))].toSorted(),
  );
});
