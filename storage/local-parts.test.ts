import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { mkdtemp, readdir, rm, utimes, chmod } from 'node:fs/promises';
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
    const [one, other] = [await write(0, whole), await write(0, whole)];
    expect(one.etag).toMatch(/^"[^"]+"$/);
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

describe('Bytes that are appended', () => {
  const append = async (offset: number, ...chunks: Uint8Array[]): Promise<number[]> => {
    const durable: number[] = [];
    for await (const position of store.clientWrites.append('upload', { offset, body: Readable.from(chunks) }))
      durable.push(position);
    return durable;
  };

  test('go on where those before them ended, and become one blob.', async () => {
    expect(await append(0, whole.subarray(0, 1_000))).toEqual([1_000]);
    expect(await append(1_000, whole.subarray(1_000, 1_001), whole.subarray(1_001))).toEqual([3_000]);
    await store.clientWrites.complete('upload', 'a/b');
    expect(await buffer((await store.open('a/b')).body)).toEqual(Buffer.from(whole));
  });

  test('write over what was written and never counted.', async () => {
    await append(0, new Uint8Array(2_000));
    await append(500, whole.subarray(500));
    await append(0, whole.subarray(0, 500));
    await store.clientWrites.complete('upload', 'a/b');
    expect(await buffer((await store.open('a/b')).body)).toEqual(Buffer.from(whole));
  });

  test('are told to be durable now and then while many come.', async () => {
    const megabytes = Array.from({ length: 70 }, () => new Uint8Array(1024 * 1024));
    // A slow disk is told of them sooner as well: here no time passes.
    const clock = jest.spyOn(performance, 'now').mockReturnValue(0);
    const durable = await append(0, ...megabytes).finally(() => clock.mockRestore());
    expect(durable.map((bytes) => bytes / 1024 / 1024)).toEqual([32, 64, 70]);
  });

  test('leave no hole where those before them were lost.', async () => {
    await append(0, whole.subarray(0, 999));
    await expect(append(1_000, whole.subarray(1_000))).rejects.toMatchObject({ code: 'UPLOAD_EXPIRED' });
  });

  test('are refused once the upload is being completed.', async () => {
    await append(0, whole);
    await chmod(join(directory, '.parts', 'upload', 'data'), 0o400);
    await expect(append(3_000, whole)).rejects.toMatchObject({ code: 'UPLOAD_SEALED' });
  });
});
