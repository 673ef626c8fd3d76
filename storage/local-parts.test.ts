import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pattern } from './contract/bodies.ts';
import { DiskStore } from './disk-store.ts';

let directory: string;
let store: DiskStore;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'darkroom-parts-'));
  store = new DiskStore({ directory });
});
afterEach(() => rm(directory, { recursive: true }));

const write = (offset: number, bytes: Uint8Array, byteSize = bytes.length) =>
  store.clientWrites.writePart('upload', { offset, byteSize, body: Readable.from([bytes]) });

const unfinished = (): Promise<string[]> => readdir(join(directory, '.parts'));
const whole = pattern(3_000);

describe('The parts of a direct upload to the disk', () => {
  test('become one blob, in whatever order they came, and again when that is repeated.', async () => {
    await write(2_000, whole.subarray(2_000));
    await write(0, whole.subarray(0, 1_000));
    await write(1_000, whole.subarray(1_000, 2_000));
    await store.clientWrites.complete('upload', 'a/blob');
    await store.clientWrites.complete('upload', 'a/blob');
    expect(await buffer((await store.open('a/blob')).body)).toEqual(Buffer.from(whole));
    expect(await unfinished()).toEqual([]);
  });

  test('have an ETag that tells two writes apart.', async () => {
    const [one, same, other] = [await write(0, whole), await write(0, whole), await write(0, pattern(2_999))];
    expect(one).toEqual(same);
    expect(one).not.toEqual(other);
  });

  test('are refused when they are shorter or longer than they should be.', async () => {
    await expect(write(0, whole, 2_999)).rejects.toMatchObject({ code: 'SIZE_MISMATCH' });
    await expect(write(0, whole, 3_001)).rejects.toMatchObject({ code: 'SIZE_MISMATCH' });
  });

  test('of a slow sender cannot change a blob any more.', async () => {
    await write(0, whole);
    async function* slowly() {
      yield pattern(600_000).fill(1);
      await store.clientWrites.complete('upload', 'a/blob');
      yield pattern(600_000).fill(1);
    }
    const late = store.clientWrites.writePart('upload', {
      offset: 0,
      byteSize: 1_200_000,
      body: Readable.from(slowly(), { objectMode: false }),
    });
    await expect(late).rejects.toMatchObject({
      code: expect.stringMatching(/^(UPLOAD_SEALED|STORAGE_UNAVAILABLE)$/),
    });
    expect(await buffer((await store.open('a/blob')).body)).toEqual(Buffer.from(whole));
  });

  test('that a crash left are swept when nobody has touched them for long enough.', async () => {
    await write(0, whole);
    const old = new Date(Date.now() - 100_000);
    expect(await store.removeLeftovers(old, old)).toBe(0);
    await utimes(join(directory, '.parts', 'upload', 'data'), old, old);
    expect(await store.removeLeftovers(old, new Date(Date.now() - 50_000))).toBe(1);
    expect(await unfinished()).toEqual([]);
  });
});
