import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import './contract/one-realm.ts';
import { PassThrough, Readable } from 'node:stream';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { digestOf, megabyte, megabytes, pattern, sha256 } from './contract/bodies.ts';
import { type, waitUntil } from './contract/place.ts';
import { openS3UnderTest } from './contract/s3-under-test.ts';
import { S3Store } from './s3-store.ts';

const s3 = await openS3UnderTest(process.env);
const { front } = s3;
const withPatience = (idleMs: number) =>
  new S3Store({ ...s3.options, timeouts: { connectMs: 5_000, idleMs } });
const store = withPatience(30_000);
/** Soon sure that nothing comes any more; for what moves few bytes only, on a machine that may be busy. */
const impatient = withPatience(1_000);
afterAll(() => s3.stop());

let key: string;
beforeEach(() => {
  front.reset();
  key = `faults/${randomUUID()}`;
});

const requests = (method: string, on = '') =>
  front.seen.filter((line) => line.startsWith(`${method} `) && line.includes(on)).length;
const digest = async () => digestOf((await store.open(key)).body);
const visible = async () => (await store.head(key)) !== undefined;

describe('A store that fails for a moment', () => {
  test.each(['unavailable', 'reset'] as const)(
    '(%s) is asked again, and the put succeeds.',
    async (fault) => {
      front.plan(fault, 'PUT', { on: key });
      await store.put(key, pattern(100_000), type);
      expect(requests('PUT', key)).toBe(2);
      expect(await digest()).toBe(sha256(pattern(100_000)));
    },
  );

  test('by saying nothing is asked again, and the put succeeds.', async () => {
    front.plan('silence', 'PUT', { on: key });
    await impatient.put(key, pattern(100_000), type);
    expect(requests('PUT', key)).toBeGreaterThan(1);
    expect(await digest()).toBe(sha256(pattern(100_000)));
  });

  test.each(['unavailable', 'reset', 'lost'] as const)(
    '(%s) is asked again for one part of many.',
    async (fault) => {
      front.plan(fault, 'PUT', { on: 'partNumber=2' });
      await store.put(key, megabytes(20), type);
      expect(requests('PUT', 'partNumber=2')).toBe(2);
      const { body } = await store.open(key);
      expect(await digestOf(body)).toBe(await digestOf(megabytes(20)));
      expect(await s3.leftovers()).toEqual([]);
    },
  );

  test.each(['unavailable', 'lost', 'cut'] as const)('(%s) does not disturb a read.', async (fault) => {
    await store.put(key, pattern(500_000), type);
    front.plan(fault, 'GET', { on: key });
    expect(await digest()).toBe(sha256(pattern(500_000)));
    expect(requests('GET', key)).toBe(2);
  });

  test('does not disturb the read of a range, nor a local file.', async () => {
    await store.put(key, pattern(500_000), type);
    front.plan('cut', 'GET', { on: key, times: 2 });
    const { body } = await store.open(key, { range: { start: 1_000, end: 400_000 } });
    expect(await digestOf(body)).toBe(sha256(pattern(500_000).subarray(1_000, 400_001)));
    expect(requests('GET', key)).toBe(3);
    front.plan('cut', 'GET', { on: key });
    const copy = await store.withLocalFile(key, (path) => readFile(path));
    expect(sha256(copy)).toBe(sha256(pattern(500_000)));
  });
});

describe('A write that is stored but not answered', () => {
  test('is recognised as our own, although its retry is refused.', async () => {
    front.plan('lost', 'PUT', { on: key });
    await store.put(key, pattern(1_000), type);
    expect(requests('PUT', key)).toBe(2);
    expect(await digest()).toBe(sha256(pattern(1_000)));
  });

  test('is recognised as our own when no attempt was ever answered.', async () => {
    front.plan('lost', 'PUT', { on: key, times: 3 });
    await store.put(key, pattern(1_000), type);
    expect(requests('PUT', key)).toBe(3);
    expect(await digest()).toBe(sha256(pattern(1_000)));
  });

  test('is not confused with equal bytes of somebody else.', async () => {
    await store.put(key, pattern(1_000), type);
    front.plan('lost', 'PUT', { on: key });
    await expect(store.put(key, pattern(1_000), type)).rejects.toMatchObject({ code: 'BLOB_EXISTS' });
  });

  test('is recognised as our own when it was the completion of many parts.', async () => {
    front.plan('lost', 'POST', { on: 'uploadId=' });
    await store.put(key, megabytes(17), type);
    expect(requests('POST', 'uploadId=')).toBe(2);
    expect(await digest()).toBe(await digestOf(megabytes(17)));
    expect(await s3.leftovers()).toEqual([]);
  });

  test('has one winner of several whose answers are lost.', async () => {
    front.plan('lost', 'PUT', { on: key, times: 6 });
    const bodies = [1, 2, 3, 4].map((index) => pattern(1_000 + index));
    const results = await Promise.allSettled(bodies.map((body) => store.put(key, body, type)));
    const winners = bodies.filter((_, index) => results[index]?.status === 'fulfilled');
    expect(winners.map(sha256)).toEqual([await digest()]);
    for (const result of results.filter(({ status }) => status === 'rejected')) {
      expect(result).toMatchObject({ reason: { code: 'BLOB_EXISTS' } });
    }
  });
});

describe('A store that stays away', () => {
  test.each(['unavailable', 'reset', 'silence'] as const)(
    '(%s) is an error that may be retried, and nothing is stored.',
    async (fault) => {
      front.plan(fault, 'PUT', { on: key, times: 3 });
      const put = (fault === 'silence' ? impatient : store).put(key, pattern(100_000), type);
      await expect(put).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE', retryable: true });
      expect(requests('PUT', key)).toBe(3);
      expect(await visible()).toBe(false);
    },
  );

  test('in the middle of many parts ends the put at once: the source is not read on, and no part remains.', async () => {
    front.plan('unavailable', 'PUT', { on: 'partNumber=1', times: 3 });
    // It stalls after the first parts, so that only the failure can end the put.
    const source = new PassThrough({ highWaterMark: 64 * megabyte });
    for (let index = 0; index < 10; index++) source.write(pattern(megabyte));
    await expect(store.put(key, source, type)).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    expect(source.destroyed).toBe(true);
    expect(await visible()).toBe(false);
    expect(await s3.leftovers()).toEqual([]);
  });

  test('at the beginning of many parts lets go of the source.', async () => {
    front.plan('unavailable', 'POST', { on: '?uploads', times: 3 });
    const source = megabytes(17);
    await expect(store.put(key, source, type)).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    expect(source.destroyed).toBe(true);
  });

  test('at the completion of many parts leaves nothing.', async () => {
    front.plan('unavailable', 'POST', { on: 'uploadId=', times: 3 });
    await expect(store.put(key, megabytes(17), type)).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    expect(await visible()).toBe(false);
    expect(await s3.leftovers()).toEqual([]);
  });

  test('in the middle of a read is an error, never a short body.', async () => {
    await store.put(key, pattern(500_000), type);
    front.plan('cut', 'GET', { on: key });
    front.plan('unavailable', 'GET', { on: key, times: 3 });
    await expect(digest()).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
  });

  test('is neither a missing blob nor an empty list.', async () => {
    front.plan('unavailable', 'HEAD', { times: 3 });
    await expect(store.head(key)).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    front.plan('unavailable', 'GET', { times: 3 });
    await expect(store.open(key)).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    front.plan('unavailable', 'GET', { times: 3 });
    await expect(store.list('faults/')[Symbol.asyncIterator]().next()).rejects.toMatchObject({
      code: 'STORAGE_UNAVAILABLE',
    });
    front.plan('unavailable', 'POST', { times: 3 });
    await expect(store.delete([key])).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
  });
});

describe('A reader that stops early', () => {
  test('frees its connection.', async () => {
    await store.put(key, pattern(16 * megabyte), type);
    const { body } = await store.open(key);
    for await (const chunk of body) {
      expect(chunk).not.toHaveLength(0);
      break;
    }
    await waitUntil(() => front.brokenAnswers > 0);
  });
});

describe('A reader whose connection breaks while it pauses', () => {
  test('gets every byte all the same.', async () => {
    const bytes = pattern(16 * megabyte);
    await store.put(key, bytes, type);
    const { body } = await store.open(key);
    const read = async function* () {
      for await (const chunk of body) {
        yield chunk as Buffer;
        front.breakAnswers();
        await waitUntil(() => front.brokenAnswers > 0);
      }
    };
    expect(await digestOf(Readable.from(read()))).toBe(sha256(bytes));
    expect(requests('GET', key)).toBeGreaterThan(1);
  });
});
