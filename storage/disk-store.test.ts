import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdir, mkdtemp, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeStore } from './contract.ts';
import { megabytes, pattern } from './contract/bodies.ts';
import { collect, type } from './contract/place.ts';
import { DiskStore } from './disk-store.ts';

let directory: string;
let store: DiskStore;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'darkroom-blobs-'));
  store = new DiskStore({ directory });
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const temporaryFiles = () => readdir(join(directory, '.tmp')).catch(() => []);

describeStore(() => ({ store, leftovers: temporaryFiles }));

describe('On disk', () => {
  test('a directory goes with its last blob, and others stay.', async () => {
    await store.put('prune/a/1', pattern(1), type);
    await store.put('prune/b/2', pattern(1), type);
    await store.delete(['prune/a/1']);
    expect(await readdir(join(directory, 'prune'))).toEqual(['b']);
    await store.delete(['prune/b/2']);
    expect(await readdir(directory)).not.toContain('prune');
  });

  test('directories may come and go under the hands of many puts.', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `come/and/go/${index}`);
    const rounds = names.map(async (key) => {
      for (let round = 0; round < 40; round++) {
        await store.put(key, pattern(1), type);
        await store.delete([key]);
      }
    });
    await Promise.all(rounds);
    expect(await readdir(directory)).toEqual(['.tmp']);
  });

  test('a put that cannot begin lets go of its source.', async () => {
    await writeFile(join(directory, 'plain-file'), 'x');
    const broken = new DiskStore({ directory: join(directory, 'plain-file') });
    const source = megabytes(1);
    await expect(broken.put('a', source, type)).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    expect(source.destroyed).toBe(true);
    await rm(join(directory, 'plain-file'));
  });

  test('a key below a blob is taken, since the blob’s name cannot also be a directory.', async () => {
    await store.put('file', pattern(1), type);
    for (const key of ['file/below', 'file/far/below']) {
      await expect(store.put(key, pattern(1), type)).rejects.toMatchObject({ code: 'BLOB_EXISTS' });
    }
    await store.delete(['file']);
  });

  test('what is no blob is not listed: links, hidden files and names outside the grammar.', async () => {
    await store.put('odd/blob', pattern(1), type);
    await writeFile(join(directory, 'odd/with space'), 'x');
    await writeFile(join(directory, '.hidden'), 'x');
    await mkdir(join(directory, 'lost+found'));
    await writeFile(join(directory, 'lost+found/file'), 'x');
    await symlink('/etc/hostname', join(directory, 'odd/link'));
    const keys = (await collect(store.list(''))).map(({ key }) => key);
    expect(keys).toEqual(['odd/blob']);
  });

  test('the temporary file of a crashed process is swept, and one that is being written is not.', async () => {
    await mkdir(join(directory, '.tmp'), { recursive: true });
    await writeFile(join(directory, '.tmp/stale'), 'x');
    await writeFile(join(directory, '.tmp/fresh'), 'x');
    const hoursAgo = new Date(Date.now() - 2 * 3_600_000);
    await utimes(join(directory, '.tmp/stale'), hoursAgo, hoursAgo);
    expect(await store.removeLeftovers(new Date(Date.now() - 3_600_000))).toBe(1);
    expect(await temporaryFiles()).toEqual(['fresh']);
    await rm(join(directory, '.tmp/fresh'));
  });

  test('sweeping a store that was never written to finds nothing.', async () => {
    const unused = new DiskStore({ directory: join(directory, 'never-made') });
    expect(await unused.removeLeftovers(new Date())).toBe(0);
    expect(await collect(unused.list(''))).toEqual([]);
  });

  test('a check of a directory that cannot be one says which and what to do.', async () => {
    await writeFile(join(directory, 'plain-file'), 'x');
    const broken = new DiskStore({ directory: join(directory, 'plain-file') });
    await expect(broken.check()).rejects.toMatchObject({
      code: 'STORAGE_UNAVAILABLE',
      cause: { message: expect.stringMatching(/plain-file .*ENOTDIR.*set STORAGE_DIR to a directory/) },
    });
    await rm(join(directory, 'plain-file'));
  });
});
