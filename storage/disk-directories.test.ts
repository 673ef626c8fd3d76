import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtemp, readdir, rm, rmdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inDirectory, pruneUpwards } from './disk-directories.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'darkroom-directories-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe('Work in a directory', () => {
  test('is done again as often as the directory is removed before its eyes.', async () => {
    const directory = join(root, 'a/b');
    let removals = 10;
    const work = async () => {
      if (removals-- > 0) await rmdir(directory).catch(() => undefined);
      await writeFile(join(directory, 'file'), 'x');
    };
    await inDirectory(directory, work);
    expect(await readdir(directory)).toEqual(['file']);
  });

  test('fails when something else than the directory is missing.', async () => {
    const never = () => Promise.reject(Object.assign(new Error('no such thing'), { code: 'ENOENT' }));
    await expect(inDirectory(root, never)).rejects.toThrow('no such thing');
  });

  test('fails when a file is in the way.', async () => {
    await writeFile(join(root, 'file'), 'x');
    const directory = join(root, 'file/a/b');
    const work = inDirectory(directory, () => writeFile(join(directory, 'c'), 'x'));
    await expect(work).rejects.toMatchObject({ code: 'ENOTDIR' });
  });
});

describe('Pruning', () => {
  test('ends at the first directory that is not empty, and at the root in any case.', async () => {
    await inDirectory(join(root, 'a/b/c'), () => writeFile(join(root, 'a/b/c/file'), 'x'));
    await pruneUpwards(join(root, 'a/b/c'), root);
    expect(await readdir(join(root, 'a/b/c'))).toEqual(['file']);
    await rm(join(root, 'a/b/c/file'));
    await pruneUpwards(join(root, 'a/b/c'), root);
    expect(await readdir(root)).toEqual([]);
  });
});
