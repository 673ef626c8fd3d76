/** What a put promises when it succeeds, and that nothing is ever overwritten. */
import { describe, expect, test } from '@jest/globals';
import { Readable } from 'node:stream';
import { chunked, digestOf, megabyte, megabytes, pattern, sha256 } from './bodies.ts';
import { type Place, type } from './place.ts';

export function describePuts(place: Place): void {
  describe('a put', () => {
    test('stores bytes that come back as they were, with their size and a time near now.', async () => {
      const bytes = pattern(100_000);
      const put = await place.store.put(place.key('a'), bytes, type);
      expect(sha256(await place.read('a'))).toBe(sha256(bytes));
      expect(put).toMatchObject({ key: place.key('a'), byteSize: 100_000 });
      // A minute either way: stores keep whole seconds, by a clock of their own.
      expect(Math.abs(put.lastModified.getTime() - Date.now())).toBeLessThan(60_000);
    });

    test('stores a stream of declared size.', async () => {
      const bytes = pattern(300_000);
      const body = Readable.from(chunked(bytes, 7_777));
      await place.store.put(place.key('a'), body, { ...type, byteSize: 300_000 });
      expect(sha256(await place.read('a'))).toBe(sha256(bytes));
    });

    test('stores no bytes at all, from memory and from a stream.', async () => {
      await place.store.put(place.key('memory'), new Uint8Array(0), { ...type, byteSize: 0 });
      await place.store.put(place.key('stream'), Readable.from([]), type);
      for (const name of ['memory', 'stream']) {
        expect(await place.store.head(place.key(name))).toMatchObject({ byteSize: 0 });
        expect(await place.read(name)).toHaveLength(0);
      }
    });

    test('streams twenty megabytes of unknown size.', async () => {
      const put = await place.store.put(place.key('a'), megabytes(20), type);
      expect(put.byteSize).toBe(20 * megabyte);
      expect(await place.store.head(place.key('a'))).toMatchObject({ byteSize: 20 * megabyte });
      const { body } = await place.store.open(place.key('a'));
      expect(await digestOf(body)).toBe(await digestOf(megabytes(20)));
    });

    test('stores a large body from memory.', async () => {
      const bytes = pattern(18 * megabyte + 1);
      await place.store.put(place.key('a'), bytes, type);
      const { body } = await place.store.open(place.key('a'));
      expect(await digestOf(body)).toBe(await digestOf(Readable.from([bytes])));
    });

    test('stores a stream of single bytes like any other.', async () => {
      const bytes = pattern(5_000);
      await place.store.put(place.key('a'), Readable.from(chunked(bytes, 1)), type);
      expect(sha256(await place.read('a'))).toBe(sha256(bytes));
    });
  });

  describe('a put to a key that is taken', () => {
    test('is refused, from memory, from a stream and in parts, and changes nothing.', async () => {
      await place.store.put(place.key('a'), Buffer.from('first'), type);
      for (const body of [Buffer.from('second'), Readable.from([Buffer.from('third')]), megabytes(17)]) {
        const put = place.store.put(place.key('a'), body, type);
        await expect(put).rejects.toMatchObject({ code: 'BLOB_EXISTS' });
      }
      expect(String(await place.read('a'))).toBe('first');
    });

    test('is refused even when it brings the same bytes: one put wins, and it knows.', async () => {
      for (const bytes of [Buffer.from('same'), pattern(17 * megabyte)]) {
        const key = place.key(String(bytes.length));
        await place.store.put(key, bytes, type);
        await expect(place.store.put(key, bytes, type)).rejects.toMatchObject({ code: 'BLOB_EXISTS' });
      }
    });

    test('lets go of its source.', async () => {
      await place.store.put(place.key('a'), pattern(10), type);
      const source = megabytes(17);
      const put = place.store.put(place.key('a'), source, type);
      await expect(put).rejects.toMatchObject({ code: 'BLOB_EXISTS' });
      expect(source.destroyed).toBe(true);
    });
  });

  describe('puts to one key at the same time', () => {
    test('have exactly one winner of twenty, and its bytes are the ones stored.', async () => {
      const bodies = Array.from({ length: 20 }, (_, index) => Buffer.alloc(50_000 + index, index));
      const { winners, codes } = await race(
        bodies.map((body, index) =>
          place.store.put(place.key('a'), index % 2 ? Readable.from([body]) : body, type),
        ),
      );
      expect(winners).toHaveLength(1);
      expect(codes).toEqual(Array.from({ length: 19 }, () => 'BLOB_EXISTS'));
      expect(winners.map((index) => sha256(bodies[index] ?? Buffer.alloc(0)))).toEqual([
        sha256(await place.read('a')),
      ]);
    });

    // A store that completes a multipart upload without looking lets the last one win; `put` looks just before.
    const ifConditional = place.lacks('conditional completion') ? test.skip : test;
    ifConditional('have exactly one winner of four that are stored in parts.', async () => {
      const { winners, codes } = await race(
        [1, 2, 3, 4].map((index) =>
          place.store.put(place.key('a'), megabytes(9), {
            ...type,
            byteSize: index % 2 ? 9 * megabyte : undefined,
          }),
        ),
      );
      expect(winners).toHaveLength(1);
      expect(codes).toEqual(['BLOB_EXISTS', 'BLOB_EXISTS', 'BLOB_EXISTS']);
    });
  });
}

async function race(puts: readonly Promise<unknown>[]): Promise<{ winners: number[]; codes: unknown[] }> {
  const results = await Promise.allSettled(puts);
  return {
    winners: results.flatMap((result, index) => (result.status === 'fulfilled' ? [index] : [])),
    codes: results.flatMap((result) => (result.status === 'rejected' ? [codeOf(result.reason)] : [])),
  };
}

const codeOf = (error: unknown): unknown => (error as { code?: unknown }).code ?? error;
