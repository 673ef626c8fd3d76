import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { PathLike } from 'node:fs';
import * as real from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

/** What reaches the device, in order; losing power can only be reasoned about, and this is what to reason with. */
const log: string[] = [];
let directory: string;
const named = (path: PathLike) => relative(directory, String(path)).replace(/[0-9a-f-]{36}/, '*') || '.';

jest.unstable_mockModule('node:fs/promises', () => ({
  ...real,
  open: async (path: PathLike, flags?: string, mode?: number) => {
    const handle = await real.open(path, flags, mode);
    const sync = handle.sync.bind(handle);
    handle.sync = async () => {
      log.push(`sync ${named(path)}`);
      await sync();
    };
    return handle;
  },
  link: async (from: PathLike, to: PathLike) => {
    await real.link(from, to);
    log.push(`link ${named(from)} ${named(to)}`);
  },
}));
const { DiskStore } = await import('./disk-store.ts');

beforeAll(async () => {
  directory = await real.mkdtemp(join(tmpdir(), 'darkroom-durable-'));
});
afterAll(() => real.rm(directory, { recursive: true }));

test('A blob gets its name after its bytes are on the device, and is acknowledged after all its directories are.', async () => {
  await new DiskStore({ directory }).put('a/b/c', Buffer.from('bytes'), { contentType: 'text/plain' });
  expect(log.slice(0, 2)).toEqual(['sync .tmp/*', 'link .tmp/* a/b/c']);
  // All at once, in no order.
  expect(log.slice(2).toSorted()).toEqual(['sync .', 'sync a', 'sync a/b']);
});
