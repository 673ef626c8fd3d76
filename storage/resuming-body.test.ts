import { describe, expect, test } from '@jest/globals';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pattern } from './contract/bodies.ts';
import { waitUntil } from './contract/place.ts';
import { ResumingBody } from './resuming-body.ts';

const bytes = pattern(1_000);

/** Gives this many bytes from where it begins, and then breaks, or ends as if that were all. */
function source(from: number, count: number, ending: 'break' | 'end'): Readable {
  return Readable.from(
    (function* () {
      if (count > 0) yield bytes.subarray(from, from + count);
      if (ending === 'break') throw new Error('connection reset');
    })(),
  );
}

describe('A body over connections that break', () => {
  test.each(['break', 'end'] as const)(
    'is whole, however often they %s early, if each brings a byte.',
    async (ending) => {
      let connections = 1;
      const body = new ResumingBody({
        first: source(0, 100, ending),
        byteSize: 1_000,
        reopen: async (arrived) => {
          connections++;
          return source(arrived, 100, ending);
        },
      });
      expect(await buffer(body)).toEqual(bytes);
      expect(connections).toBe(10);
    },
  );

  test('fails when connections bring nothing any more.', async () => {
    let connections = 1;
    const body = new ResumingBody({
      first: source(0, 100, 'break'),
      byteSize: 1_000,
      reopen: async (arrived) => {
        connections++;
        return source(arrived, 0, 'break');
      },
    });
    await expect(buffer(body)).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    expect(connections).toBe(4);
  });

  test('fails when it cannot be opened again.', async () => {
    const fault = new Error('deleted meanwhile');
    const body = new ResumingBody({
      first: source(0, 100, 'break'),
      byteSize: 1_000,
      reopen: () => Promise.reject(fault),
    });
    await expect(buffer(body)).rejects.toBe(fault);
  });

  test('is opened again only when somebody wants to read on.', async () => {
    let connections = 1;
    const first = new PassThrough();
    const body = new ResumingBody({
      first,
      byteSize: 1_000_000,
      reopen: async () => {
        connections++;
        return Readable.from([Buffer.alloc(1_000_000 - 600_000)]);
      },
    });
    first.write(Buffer.alloc(600_000));
    body.read(0);
    await waitUntil(() => body.readableLength === 600_000);
    first.destroy(new Error('connection reset'));
    await new Promise((resolve) => first.once('close', resolve));
    expect(connections).toBe(1);
    expect((await buffer(body)).length).toBe(1_000_000);
    expect(connections).toBe(2);
  });

  test('does not take more from a connection than its reader wants.', async () => {
    let given = 0;
    const first = new Readable({
      highWaterMark: 65_536,
      read() {
        given += 65_536;
        this.push(Buffer.alloc(65_536));
      },
    });
    const body = new ResumingBody({
      first,
      byteSize: 2 ** 40,
      reopen: () => Promise.reject(new Error('never')),
    });
    body.read(0);
    await waitUntil(() => body.readableLength >= body.readableHighWaterMark);
    for (let turn = 0; turn < 100; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(given).toBeLessThan(1_000_000);
    body.destroy();
    expect(first.destroyed).toBe(true);
  });

  test('lets go of a connection that comes after it was destroyed.', async () => {
    const late = new PassThrough();
    let open: (() => void) | undefined;
    const body = new ResumingBody({
      first: source(0, 100, 'break'),
      byteSize: 1_000,
      reopen: () => new Promise((resolve) => (open = () => resolve(late))),
    });
    body.resume();
    await waitUntil(() => open !== undefined);
    body.destroy();
    open?.();
    await waitUntil(() => late.destroyed);
    expect(late.destroyed).toBe(true);
  });
});
