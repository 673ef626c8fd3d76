import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { megabytes, pattern } from './contract/bodies.ts';
import { collect, type, waitUntil } from './contract/place.ts';
import { DiskStore } from './disk-store.ts';

let directory: string;
let store: DiskStore;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'darkroom-faults-'));
  store = new DiskStore({ directory });
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const temporaryFiles = () => readdir(join(directory, '.tmp')).catch(() => []);

/** Puts an endless blob into the directory that it is given. */
const endlessPut = `
  import { Readable } from 'node:stream';
  const { DiskStore } = await import(process.argv[1]);
  const endless = async function* () {
    for (;;) {
      yield Buffer.alloc(65_536, 1);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  };
  await new DiskStore({ directory: process.argv[2] }).put('a/b', Readable.from(endless()), { contentType: 'x/y' });
`;

describe('A process that is killed in the middle of a put', () => {
  test('leaves nothing visible, and a temporary file that is swept later.', async () => {
    const module = fileURLToPath(new URL('disk-store.ts', import.meta.url));
    const child = spawn(process.execPath, ['--input-type=module', '-e', endlessPut, module, directory]);
    const ended = once(child, 'exit');
    await waitUntil(async () => {
      const [name = '-'] = await temporaryFiles();
      const found = await stat(join(directory, '.tmp', name)).catch(() => undefined);
      return found !== undefined && found.size > 0;
    });
    child.kill('SIGKILL');
    await ended;
    expect(await store.head('a/b')).toBeUndefined();
    expect(await collect(store.list(''))).toEqual([]);
    expect(await temporaryFiles()).toHaveLength(1);
    await store.put('a/b', pattern(10), type);
    expect(await store.removeLeftovers(new Date(Date.now() + 60_000))).toBe(1);
    expect(await collect(store.list(''))).toHaveLength(1);
  });
});

/** Whether a file system of a megabyte can be mounted here: that takes Linux, root and not being confined. */
function mountSmall(path: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', path], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const probe = await mkdtemp(join(tmpdir(), 'darkroom-mount-'));
const canMount = mountSmall(probe);
if (canMount) execFileSync('umount', [probe]);
await rm(probe, { recursive: true });

(canMount ? describe : describe.skip)('A disk that is full', () => {
  beforeEach(() => {
    mountSmall(directory);
  });
  afterEach(() => {
    execFileSync('umount', [directory]);
  });

  test.each([
    ['in one piece', () => pattern(2_000_000)],
    ['in a stream', () => megabytes(8)],
  ])('refuses what does not fit, %s, and keeps no part of it.', async (_, body) => {
    await store.put('small', pattern(1_000), type);
    const put = store.put('large', body(), type);
    await expect(put).rejects.toMatchObject({
      code: 'STORAGE_FULL',
      retryable: true,
      cause: { code: 'ENOSPC' },
    });
    expect(await temporaryFiles()).toEqual([]);
    expect((await collect(store.list(''))).map(({ key }) => key)).toEqual(['small']);
    await store.put('also-small', pattern(500_000), type);
  });

  test('fails its check with advice.', async () => {
    await store.put('filler', pattern(1_000_000), type);
    await fillUp();
    await expect(store.check()).rejects.toMatchObject({
      code: 'STORAGE_UNAVAILABLE',
      cause: { message: expect.stringMatching(/ENOSPC.*the disk is full: make space/) },
    });
  });

  const fillUp = async (): Promise<void> => {
    for (let index = 0; ; index++) {
      const full = await store.put(`fill/${index}`, pattern(4_096), type).then(
        () => false,
        () => true,
      );
      if (full) return;
    }
  };
});
