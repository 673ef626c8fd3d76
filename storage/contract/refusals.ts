/** What is left of a put that does not succeed: nothing, and its own error comes out. */
import { describe, expect, test } from '@jest/globals';
import { PassThrough, Readable } from 'node:stream';
import { AppError } from '../../platform/errors.ts';
import { chunked, failingAfter, megabyte, megabytes, pattern } from './bodies.ts';
import { type Place, type, waitUntil } from './place.ts';

export function describeRefusals(place: Place): void {
  describe('a put that is aborted', () => {
    test.each([
      ['within the first part', 1],
      ['after several parts', 21],
    ])('%s leaves nothing and rejects with the reason.', async (_, sent) => {
      const controller = new AbortController();
      const source = new PassThrough({ highWaterMark: 64 * megabyte });
      for (let index = 0; index < sent; index++) source.write(pattern(megabyte));
      // The source stalls and never ends, so that only the signal can end the put.
      const put = place.store.put(place.key('a'), source, { ...type, signal: controller.signal });
      await Promise.race([put, waitUntil(() => source.readableLength === 0)]);
      controller.abort(new Error('changed my mind'));
      await expect(put).rejects.toThrow('changed my mind');
      expect(source.destroyed).toBe(true);
      expect(await place.remains()).toEqual([]);
    });

    test('before it begins does not begin.', async () => {
      const signal = AbortSignal.abort(new Error('changed my mind'));
      for (const body of [pattern(10), megabytes(1)]) {
        const put = place.store.put(place.key('a'), body, { ...type, signal });
        await expect(put).rejects.toThrow('changed my mind');
      }
      expect(await place.remains()).toEqual([]);
    });
  });

  describe('a source that fails', () => {
    test.each([
      ['at once', 0],
      ['within the first part', 100_000],
      ['after several parts', 21 * megabyte],
    ])('%s leaves nothing, and its own error is what comes out.', async (_, bytes) => {
      const fault = Object.assign(new Error('the client is gone'), { code: 'ENOSPC' });
      const put = place.store.put(place.key('a'), failingAfter(bytes, fault), type);
      await expect(put).rejects.toBe(fault);
      expect(await place.remains()).toEqual([]);
    });

    test('with an error of the table passes it through unchanged.', async () => {
      const fault = new AppError('FILE_TOO_LARGE', { limit: 5, profile: 'default' });
      const put = place.store.put(place.key('a'), failingAfter(10, fault), type);
      await expect(put).rejects.toBe(fault);
      expect(await place.remains()).toEqual([]);
    });

    test('because it was destroyed before the put is not taken for an empty body.', async () => {
      const source = megabytes(1).destroy();
      await expect(place.store.put(place.key('a'), source, type)).rejects.toThrow(/premature|aborted/i);
      expect(await place.remains()).toEqual([]);
    });
  });

  describe('a body of another size than declared', () => {
    test.each([
      ['shorter', 99_999],
      ['longer', 100_001],
      ['empty', 0],
    ])('(%s) is refused and leaves nothing.', async (_, bytes) => {
      for (const body of [pattern(bytes), Readable.from(chunked(pattern(bytes), 10_000))]) {
        const put = place.store.put(place.key('a'), body, { ...type, byteSize: 100_000 });
        await expect(put).rejects.toMatchObject({ code: 'SIZE_MISMATCH' });
      }
      expect(await place.remains()).toEqual([]);
    });

    test.each([
      ['shorter', 17],
      ['longer', 19],
    ])('(%s) is refused when it is large, too.', async (_, count) => {
      const put = place.store.put(place.key('a'), megabytes(count), { ...type, byteSize: 18 * megabyte });
      await expect(put).rejects.toMatchObject({ code: 'SIZE_MISMATCH' });
      expect(await place.remains()).toEqual([]);
    });
  });
}
