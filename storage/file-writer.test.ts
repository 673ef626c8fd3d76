import { describe, expect, test } from '@jest/globals';
import { open } from 'node:fs/promises';
import { pattern } from './contract/bodies.ts';
import { FileWriter, type WritableFile } from './file-writer.ts';

const megabyte = 1024 * 1024;

/** A file that writes a few bytes at a time and remembers what was done to it. */
class SlowFile implements WritableFile {
  readonly written: Buffer[] = [];
  readonly calls: string[] = [];
  /** Each write waits for the previous value of this. */
  gate: Promise<unknown> = Promise.resolve();
  readonly #atMost: number;

  constructor(atMost = Infinity) {
    this.#atMost = atMost;
  }

  async writev(buffers: readonly Uint8Array[]): Promise<{ bytesWritten: number }> {
    await this.gate;
    const bytes = Buffer.concat(buffers).subarray(0, this.#atMost);
    this.written.push(bytes);
    this.calls.push('write');
    return { bytesWritten: bytes.length };
  }

  async sync(): Promise<void> {
    this.calls.push('sync');
  }

  async datasync(): Promise<void> {
    this.calls.push('datasync');
  }
}

describe('A file writer', () => {
  test.each([1, 7, 999, 1_000, 100_000])(
    'writes everything although the file takes %d bytes at a time.',
    async (atMost) => {
      const bytes = pattern(3_000);
      const file = new SlowFile(atMost);
      const writer = new FileWriter(file);
      for (let start = 0; start < bytes.length; start += 1_000)
        await writer.add(bytes.subarray(start, start + 1_000));
      await writer.add(new Uint8Array(0));
      await writer.finish();
      expect(Buffer.concat(file.written)).toEqual(bytes);
    },
  );

  test('syncs the file at the end, after the last write.', async () => {
    const file = new SlowFile();
    const writer = new FileWriter(file);
    await writer.add(pattern(10));
    await writer.finish();
    expect(file.calls).toEqual(['write', 'sync']);
  });

  test('makes few writes of many small chunks.', async () => {
    const file = new SlowFile();
    const writer = new FileWriter(file);
    const chunk = Buffer.alloc(16 * 1024);
    for (let index = 0; index < 640; index++) await writer.add(chunk);
    await writer.finish();
    expect(file.calls.filter((call) => call === 'write')).toHaveLength(10);
  });

  test('lets the device begin before the end of a large file.', async () => {
    const file = new SlowFile();
    const writer = new FileWriter(file);
    const chunk = Buffer.alloc(megabyte);
    for (let index = 0; index < 100; index++) await writer.add(chunk);
    await writer.finish();
    expect(file.calls.filter((call) => call === 'datasync')).toHaveLength(3);
  });

  test.each([
    ['large', 256 * 1024, 100, 8],
    ['tiny', 1, 3_000, 1_024],
  ])('stops taking %s chunks while the file is slow.', async (_, size, count, limit) => {
    const file = new SlowFile();
    let release = (): void => undefined;
    file.gate = new Promise<void>((resolve) => (release = resolve));
    const writer = new FileWriter(file);
    let taken = 0;
    const adding = (async () => {
      for (let index = 0; index < count; index++) {
        await writer.add(Buffer.alloc(size));
        taken++;
      }
    })();
    await new Promise((resolve) => setImmediate(resolve));
    expect(taken).toBeLessThan(limit);
    release();
    await adding;
    await writer.finish();
  });

  test('reports a failed write to whoever adds next, once, and not to nobody.', async () => {
    const file = new SlowFile();
    file.gate = Promise.reject(Object.assign(new Error('broken'), { code: 'EIO' }));
    file.gate.catch(() => undefined);
    const writer = new FileWriter(file);
    await writer.add(Buffer.alloc(megabyte));
    await new Promise((resolve) => setImmediate(resolve));
    await expect(writer.add(Buffer.alloc(megabyte))).rejects.toMatchObject({
      code: 'STORAGE_UNAVAILABLE',
      cause: { code: 'EIO' },
    });
    await writer.settle();
  });
});

const onLinux = process.platform === 'linux' ? describe : describe.skip;
onLinux('A device that is full', () => {
  test('is STORAGE_FULL, and the writer settles.', async () => {
    const full = await open('/dev/full', 'w');
    const writer = new FileWriter(full);
    await writer.add(pattern(10));
    await expect(writer.finish()).rejects.toMatchObject({ code: 'STORAGE_FULL', retryable: true });
    await writer.settle();
    await full.close();
  });

  test('holds less where many are at work, and as much as before when they have ended.', async () => {
    const file = new SlowFile();
    const writers = Array.from({ length: 100 }, () => new FileWriter(file));
    const [one] = writers;
    for (let size = 0; size < 256 * 1024; size += 32 * 1024) await one?.add(pattern(32 * 1024));
    expect(file.calls).toContain('write');
    for (const writer of writers) await writer.settle();
    await one?.settle();

    const quiet = new SlowFile();
    const alone = new FileWriter(quiet);
    for (let size = 0; size < megabyte / 2; size += 32 * 1024) await alone.add(pattern(32 * 1024));
    expect(quiet.calls).toEqual([]);
    await alone.finish();
    await alone.settle();
  });
});
