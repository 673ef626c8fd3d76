/** Crashes, hangs and memory hogs in a child: what happens to the job, to the next one, and to the machine. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from '@jest/globals';
import { avifBomb } from '../fixtures/bombs.ts';
import { environmentOf, isGone, niceness, peakResident } from '../fixtures/child-process.ts';
import { temporaryFolder } from '../fixtures/folder.ts';
import { photo } from '../fixtures/photo.ts';
import { video } from '../fixtures/videos.ts';
import type { Lane, RenderPool, RenderTask } from '../types.ts';
import { createRenderPool, type RenderPoolOptions } from './render-pool.ts';

const folder = temporaryFolder();
const pools: RenderPool[] = [];
const searchPath = process.env['PATH'];

async function startPool(options: Partial<RenderPoolOptions> = {}): Promise<RenderPool> {
  const defaults = { processes: 0, timeoutSeconds: 30, memoryMegabytes: 1024, recycleAfter: 500 };
  const pool = createRenderPool({ ...defaults, ...options });
  pools.push(pool);
  await pool.ready();
  return pool;
}

afterEach(async () => {
  process.env['PATH'] = searchPath;
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

const task = async (extra: Partial<RenderTask> = {}): Promise<RenderTask> => ({
  path: await folder.write(await photo({ width: 160, height: 120 })),
  geometry: { width: 40, height: 40, fit: 'inside', gravity: 'center' },
  encodings: [{ format: 'webp' }],
  background: '#ffffff',
  ...extra,
});

const quietly = { lane: 'express', onOutput: () => {} } as const;
const refusal = (code: string) => expect.objectContaining({ code });

const firstChild = (pool: RenderPool): number => pool.pids()[0] ?? NaN;

describe('a child that crashes', () => {
  it('fails its own job only', async () => {
    const pool = await startPool();
    const child = firstChild(pool);
    process.kill(child, 'SIGSTOP');
    const jobs = [pool.render(await task(), quietly), pool.render(await task(), quietly)];
    process.kill(child, 'SIGSEGV');
    process.kill(child, 'SIGCONT');
    await expect(jobs[0]).rejects.toThrow(refusal('RENDER_CRASHED'));
    expect(await jobs[1]).toBeUndefined();
  });

  it('has handed over what it had finished', async () => {
    const pool = await startPool();
    const geometry = { width: 4000, height: 3000, fit: 'fill', gravity: 'center' } as const;
    const taken: string[] = [];
    const crashing = pool.render(
      await task({ geometry, encodings: [{ format: 'jpeg' }, { format: 'avif' }] }),
      {
        lane: 'express',
        onOutput: ({ encoding }) => {
          taken.push(encoding.format);
          process.kill(firstChild(pool), 'SIGSEGV');
        },
      },
    );
    await expect(crashing).rejects.toThrow(refusal('RENDER_CRASHED'));
    expect(taken).toEqual(['jpeg']);
  });

  it('is replaced when it was idle', async () => {
    const pool = await startPool();
    const lost = firstChild(pool);
    process.kill(lost, 'SIGSEGV');
    while (firstChild(pool) === lost) await new Promise(setImmediate);
    expect(await pool.render(await task(), quietly)).toBeUndefined();
    expect(pool.pids()).not.toContain(lost);
  });
});

describe('a child that hangs', () => {
  it('over the header of a video that makes its reader count for minutes is killed sooner', async () => {
    const pool = await startPool({ inspectionSeconds: 1 });
    const file = await video();
    // So many samples to a chunk, each of which is counted.
    file.writeUInt32BE(0xffff_ffff, file.indexOf('stsc') + 16);
    await expect(pool.inspect(await folder.write(file))).rejects.toThrow(
      'Rendering took longer than 1 seconds and was stopped.',
    );
    expect(await pool.inspect(await folder.write(await video()))).toMatchObject({ format: 'mp4' });
  });

  it('is killed at the deadline, and the next job has a fresh one', async () => {
    const pool = await startPool({ timeoutSeconds: 1 });
    const hanging = firstChild(pool);
    process.kill(hanging, 'SIGSTOP');
    await expect(pool.render(await task(), quietly)).rejects.toThrow(
      'Rendering took longer than 1 seconds and was stopped.',
    );
    expect(await pool.render(await task(), quietly)).toBeUndefined();
    expect(isGone(hanging)).toBe(true);
  });

  it('is killed in the middle of an encode that no library call can stop', async () => {
    const pool = await startPool({ timeoutSeconds: 1, memoryMegabytes: 4096 });
    const geometry = { width: 6000, height: 5000, fit: 'fill', gravity: 'center' } as const;
    const slow = pool.render(
      await task({ geometry, encodings: [{ format: 'avif', quality: 100 }] }),
      quietly,
    );
    await expect(slow).rejects.toThrow(refusal('RENDER_TIMEOUT'));
    expect(await pool.render(await task(), quietly)).toBeUndefined();
  });
});

describe('a bomb that is decoded all the same', () => {
  const mebibyte = 1024 * 1024;

  it('ends in a decoder error before it has the memory', async () => {
    const pool = await startPool();
    const child = firstChild(pool);
    const path = await folder.write(avifBomb());
    await expect(pool.render(await task({ path }), quietly)).rejects.toThrow(refusal('RENDER_CRASHED'));
    expect(peakResident(child)).toBeLessThan(400 * mebibyte);
    expect(await pool.render(await task(), quietly)).toBeUndefined();
  });

  it('ends with its child where the system knows no limits', async () => {
    process.env['PATH'] = '';
    const pool = await startPool();
    const child = firstChild(pool);
    const path = await folder.write(avifBomb());
    await expect(pool.render(await task({ path }), quietly)).rejects.toThrow(refusal('RENDER_CRASHED'));
    expect(await pool.render(await task(), quietly)).toBeUndefined();
    expect(isGone(child)).toBe(true);
  });

  it('fits in the memory of a child that has enough', async () => {
    const pool = await startPool({ memoryMegabytes: 4096 });
    const path = await folder.write(avifBomb());
    expect(await pool.render(await task({ path }), quietly)).toBeUndefined();
    expect(peakResident(firstChild(pool))).toBeGreaterThan(1000 * mebibyte);
  });
});

describe('a child', () => {
  it('is replaced after its share of renders, with none lost', async () => {
    const pool = await startPool({ processes: 1, recycleAfter: 3 });
    const before = pool.pids();
    const asked = await task();
    const lanes = Array.from({ length: 20 }, (_, index): Lane => (index % 2 ? 'bulk' : 'express'));
    await Promise.all(lanes.map((lane) => pool.render(asked, { ...quietly, lane })));
    while (pool.pids().some((pid) => before.includes(pid))) await pool.inspect(asked.path);
    expect(await pool.render(asked, quietly)).toBeUndefined();
  });

  it('knows no secret of its parent', async () => {
    process.env['DARKROOM_TEST_SECRET'] = 'open sesame';
    const pool = await startPool();
    delete process.env['DARKROOM_TEST_SECRET'];
    const names = environmentOf(firstChild(pool)).map((line) => line.split('=', 1)[0]);
    const memory = ['MALLOC_ARENA_MAX', 'MALLOC_MMAP_THRESHOLD_', 'MALLOC_TRIM_THRESHOLD_'];
    const tools = ['DARKROOM_FFMPEG', 'DARKROOM_HEIF_ENC'];
    const harmless = [...memory, 'TZ', 'TMPDIR', 'LD_LIBRARY_PATH', 'LD_PRELOAD', ...tools];
    const ofNode = ['NODE_CHANNEL_FD', 'NODE_CHANNEL_SERIALIZATION_MODE'];
    expect(names.filter((name) => ![...harmless, ...ofNode].includes(name ?? ''))).toEqual([]);
  });

  it('gives way in every thread when it works in the background', async () => {
    const pool = await startPool({ processes: 1 });
    const asked = await task();
    await Promise.all([pool.render(asked, quietly), pool.render(asked, { ...quietly, lane: 'bulk' })]);
    const [express = 0, bulk = 0] = pool.pids();
    const own = niceness(process.pid)[0] ?? 0;
    expect(new Set(niceness(express))).toEqual(new Set([own]));
    expect(new Set(niceness(bulk))).toEqual(new Set([Math.min(19, own + 10)]));
  });

  it('outlives the signals that stop its parent gently', async () => {
    const pool = await startPool();
    const child = firstChild(pool);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.kill(child, signal);
    expect(await pool.render(await task(), quietly)).toBeUndefined();
    expect(pool.pids()).toEqual([child]);
  });

  it('goes when its parent is gone', async () => {
    const poolModule = new URL('render-pool.ts', import.meta.url).href;
    const script = `
      const { createRenderPool } = await import('${poolModule}');
      const pool = createRenderPool({ processes: 1, timeoutSeconds: 9, memoryMegabytes: 1024, recycleAfter: 9 });
      await pool.ready();
      console.log(pool.pids().join(' '));`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {},
    });
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const pids = line.toString().trim().split(' ').map(Number);
    parent.kill('SIGKILL');
    expect(pids).toHaveLength(2);
    for (const pid of pids) while (!isGone(pid)) await new Promise((resolve) => setTimeout(resolve, 10));
  });

  it('that cannot start makes the pool say so instead of waiting', async () => {
    const pool = createRenderPool({ processes: 0, timeoutSeconds: 9, memoryMegabytes: 64, recycleAfter: 9 });
    pools.push(pool);
    const waiting = pool.inspect('/');
    await expect(pool.ready()).rejects.toThrow('the render process does not start');
    await expect(waiting).rejects.toThrow(refusal('RENDER_FAILED'));
  });
});
