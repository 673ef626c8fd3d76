/** Opening blobs, whole and in ranges, and using them as local files. */
import { describe, expect, test } from '@jest/globals';
import { readFile, stat } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { megabyte, megabytes, pattern, sha256 } from './bodies.ts';
import { type Place, type } from './place.ts';

export function describeReads(place: Place): void {
  describe('reading', () => {
    test('tells the same size and time by head, open and list.', async () => {
      await place.store.put(place.key('a'), pattern(10), type);
      const { info, body } = await place.store.open(place.key('a'));
      body.destroy();
      expect(await place.store.head(place.key('a'))).toEqual(info);
      const [listed] = await place.infos();
      // A list may tell the time to the millisecond where headers tell whole seconds.
      expect(listed).toMatchObject({ key: info.key, byteSize: info.byteSize });
      expect(Math.floor(Number(listed?.lastModified) / 1000)).toBe(
        Math.floor(Number(info.lastModified) / 1000),
      );
    });

    test('what is missing is undefined to head and BLOB_MISSING to what needs its bytes.', async () => {
      expect(await place.store.head(place.key('a'))).toBeUndefined();
      const range = { start: 0, end: 1 };
      const attempts = [
        () => place.store.open(place.key('a')),
        () => place.store.open(place.key('a'), { range }),
        () => place.store.withLocalFile(place.key('a'), () => Promise.resolve('never')),
      ];
      for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: 'BLOB_MISSING' });
    });

    test('may stop early, and then lets go of the blob.', async () => {
      await place.store.put(place.key('a'), megabytes(9), type);
      const { body } = await place.store.open(place.key('a'));
      for await (const chunk of body) {
        expect(chunk).not.toHaveLength(0);
        break;
      }
      expect(body.destroyed).toBe(true);
    });

    test('ends with an error when it is aborted.', async () => {
      await place.store.put(place.key('a'), megabytes(9), type);
      const controller = new AbortController();
      const { signal } = controller;
      const { body } = await place.store.open(place.key('a'), { signal });
      controller.abort();
      await expect(buffer(body)).rejects.toMatchObject({ name: 'AbortError' });
      const again = place.store.open(place.key('a'), { signal });
      await expect(again).rejects.toMatchObject({ name: 'AbortError' });
    });

    test('gives all bytes or an error when the blob is deleted meanwhile, never a part.', async () => {
      await place.store.put(place.key('a'), megabytes(9), type);
      const { body } = await place.store.open(place.key('a'));
      await place.store.delete([place.key('a')]);
      const outcome = await buffer(body).then(
        (bytes) => bytes.length,
        () => 'an error',
      );
      expect([9 * megabyte, 'an error']).toContain(outcome);
    });
  });

  describe('a range', () => {
    const bytes = pattern(1_000);

    test.each([
      [0, 0],
      [0, 999],
      [10, 19],
      [999, 999],
      [990, 5_000],
    ])('of %d to %d is exactly these bytes, as far as there are any.', async (start, end) => {
      await place.store.put(place.key('a'), bytes, type);
      const { info, body } = await place.store.open(place.key('a'), { range: { start, end } });
      expect(await buffer(body)).toEqual(bytes.subarray(start, end + 1));
      expect(info.byteSize).toBe(1_000);
    });

    test('that begins behind the end is not satisfiable, nor is any range of an empty blob.', async () => {
      await place.store.put(place.key('a'), bytes, type);
      await place.store.put(place.key('empty'), new Uint8Array(0), type);
      const behind = place.store.open(place.key('a'), { range: { start: 1_000, end: 1_001 } });
      await expect(behind).rejects.toMatchObject({ code: 'RANGE_NOT_SATISFIABLE' });
      const none = place.store.open(place.key('empty'), { range: { start: 0, end: 0 } });
      await expect(none).rejects.toMatchObject({ code: 'RANGE_NOT_SATISFIABLE' });
    });

    test.each([
      [-1, 5],
      [5, 4],
      [0.5, 4],
      [0, Infinity],
    ])('of %d to %d is a bug and throws.', async (start, end) => {
      const open = place.store.open(place.key('a'), { range: { start, end } });
      await expect(open).rejects.toThrow(TypeError);
    });
  });

  describe('a local file', () => {
    test('holds the blob while it is used, and nobody else may read it.', async () => {
      const bytes = pattern(200_000);
      await place.store.put(place.key('a'), bytes, type);
      const answer = await place.store.withLocalFile(place.key('a'), async (path) => {
        expect(sha256(await readFile(path))).toBe(sha256(bytes));
        expect((await stat(path)).mode & 0o077).toBe(0);
        return 'used';
      });
      expect(answer).toBe('used');
    });

    test('is let go of when its use fails, and the failure comes out.', async () => {
      await place.store.put(place.key('a'), pattern(10), type);
      const fault = new Error('the decoder failed');
      const use = place.store.withLocalFile(place.key('a'), () => Promise.reject(fault));
      await expect(use).rejects.toBe(fault);
      expect(await place.read('a')).toEqual(pattern(10));
    });

    test('is not begun for a signal that was aborted.', async () => {
      await place.store.put(place.key('a'), pattern(10), type);
      const never = () => Promise.resolve('never');
      const use = place.store.withLocalFile(place.key('a'), never, AbortSignal.abort());
      await expect(use).rejects.toMatchObject({ name: 'AbortError' });
    });
  });
}
