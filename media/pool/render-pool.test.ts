import { afterEach, describe, expect, it } from '@jest/globals';
import { AppError, isAppError } from '../../platform/errors.ts';
import { isGone } from '../fixtures/child-process.ts';
import { temporaryFolder } from '../fixtures/folder.ts';
import { heic } from '../fixtures/heic.ts';
import { photo } from '../fixtures/photo.ts';
import type { Placeholder, RenderedOutput, RenderPool, RenderTask } from '../types.ts';
import { createRenderPool, type RenderPoolOptions } from './render-pool.ts';

const folder = temporaryFolder();
const pools: RenderPool[] = [];

function startPool(options: Partial<RenderPoolOptions> = {}): RenderPool {
  const defaults = { processes: 0, timeoutSeconds: 30, memoryMegabytes: 1536, recycleAfter: 500 };
  const pool = createRenderPool({ ...defaults, ...options });
  pools.push(pool);
  return pool;
}

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

const task = async (extra: Partial<RenderTask> = {}): Promise<RenderTask> => ({
  path: await folder.write(await photo({ width: 160, height: 120 })),
  geometry: { width: 40, height: 40, fit: 'inside', gravity: 'center' },
  encodings: [{ format: 'webp' }],
  background: '#ffffff',
  ...extra,
});

const express = { lane: 'express', onOutput: () => {} } as const;
const bulk = { lane: 'bulk', onOutput: () => {} } as const;

const refusal = (code: string) => expect.objectContaining({ code });

/** Frozen, a child keeps the job that it is given and answers nothing. */
const freeze = (pid: number | undefined): void => void process.kill(pid ?? NaN, 'SIGSTOP');
const thaw = (pid: number | undefined): void => void process.kill(pid ?? NaN, 'SIGCONT');

describe('the render pool', () => {
  it('inspects and renders in a child', async () => {
    const pool = startPool();
    const asked = await task({ encodings: [{ format: 'webp' }, { format: 'jpeg' }], placeholder: true });
    const outputs: RenderedOutput[] = [];
    const placeholders: Placeholder[] = [];
    expect(await pool.inspect(asked.path)).toMatchObject({ format: 'jpeg', width: 160, height: 120 });
    await pool.render(asked, {
      lane: 'express',
      onPlaceholder: (placeholder) => void placeholders.push(placeholder),
      onOutput: (output) => void outputs.push(output),
    });
    expect(placeholders[0]?.dominantColor).toMatch(/^#[0-9a-f]{6}$/);
    expect(outputs.map(({ encoding, width, height }) => [encoding.format, width, height])).toEqual([
      ['webp', 40, 30],
      ['jpeg', 40, 30],
    ]);
    expect(Buffer.from(outputs[0]?.data ?? []).toString('latin1', 8, 12)).toBe('WEBP');
  });

  it('inspects and renders a HEIC in a child, whose memory does not grow with their number', async () => {
    const pool = startPool({ memoryMegabytes: 900 });
    const path = await folder.write(heic());
    expect(await pool.inspect(path)).toMatchObject({ format: 'heic', width: 160, height: 120 });
    const widths: number[] = [];
    for (let round = 0; round < 12; round += 1)
      await pool.render(await task({ path }), {
        lane: 'express',
        onOutput: ({ width }) => void widths.push(width),
      });
    expect(widths).toEqual(Array.from({ length: 12 }, () => 40));
  });

  it('hands over each output as it is ready, one at a time, and resolves after the last is taken', async () => {
    const pool = startPool();
    const events: string[] = [];
    const encodings = [{ format: 'webp' }, { format: 'jpeg' }, { format: 'png' }] as const;
    await pool.render(await task({ encodings }), {
      lane: 'express',
      onOutput: async ({ encoding }) => {
        events.push(`${encoding.format} comes`);
        await new Promise(setImmediate);
        events.push(`${encoding.format} is taken`);
      },
    });
    expect(events).toEqual(
      ['webp', 'jpeg', 'png'].flatMap((format) => [`${format} comes`, `${format} is taken`]),
    );
  });

  it('brings errors across with code and detail', async () => {
    const pool = startPool();
    const svg = await folder.write('<svg xmlns="http://www.w3.org/2000/svg"/>');
    const error: unknown = await pool.inspect(svg).catch((reason: unknown) => reason);
    expect(isAppError(error)).toBe(true);
    expect(error).toMatchObject({ code: 'UNSUPPORTED_MEDIA_TYPE', detail: { type: 'image/svg+xml' } });
    const torn = await folder.write((await photo({ width: 160, height: 120 })).subarray(0, 2000));
    await expect(pool.render(await task({ path: torn }), express)).rejects.toThrow(refusal('IMAGE_CORRUPT'));
  });

  it('works off a queue longer than its children', async () => {
    const pool = startPool({ processes: 2 });
    const asked = await task();
    const lanes = Array.from({ length: 24 }, (_, index) => (index % 3 ? bulk : express));
    const results = await Promise.all(lanes.map((lane) => pool.render(asked, lane)));
    expect(results).toHaveLength(24);
  });

  it('renders on the express lane what asks for a lane that has no children', async () => {
    expect(await startPool({ processes: 0 }).render(await task(), bulk)).toBeUndefined();
  });
});

describe('the lanes', () => {
  it('keep a child free for what somebody waits for', async () => {
    const pool = startPool({ processes: 1 });
    await pool.ready();
    const [, bulkChild] = pool.pids();
    freeze(bulkChild);
    const asked = await task();
    const done: string[] = [];
    const background = ['first', 'second'].map((name) =>
      pool.render(asked, bulk).then(() => done.push(name)),
    );
    await pool.render(asked, express);
    expect(done).toEqual([]);
    thaw(bulkChild);
    await Promise.all(background);
    expect(done).toEqual(['first', 'second']);
  });

  it('do what is in the background when nothing else waits, whatever was asked for first', async () => {
    const pool = startPool({ processes: 1 });
    await pool.ready();
    const [, bulkChild] = pool.pids();
    freeze(bulkChild);
    const asked = await task();
    const done: string[] = [];
    const render = (name: string, lane: 'bulk' | 'background') =>
      pool.render(asked, { ...bulk, lane }).then(() => done.push(name));
    // The first is with the child already.
    const all = [
      render('begun', 'background'),
      render('background', 'background'),
      render('one', 'bulk'),
      render('two', 'bulk'),
    ];
    thaw(bulkChild);
    await Promise.all(all);
    expect(done).toEqual(['begun', 'one', 'two', 'background']);
  });

  it('lend an idle bulk child to the express lane', async () => {
    const pool = startPool({ processes: 1 });
    await pool.ready();
    const [expressChild] = pool.pids();
    freeze(expressChild);
    const asked = await task();
    const first = pool.render(asked, express);
    expect(await pool.render(asked, express)).toBeUndefined();
    thaw(expressChild);
    await first;
  });
});

describe('giving up', () => {
  it('drops an aborted job that waits', async () => {
    const pool = startPool();
    await pool.ready();
    const [child] = pool.pids();
    freeze(child);
    const asked = await task();
    const outputs: string[] = [];
    const running = pool.render(asked, express);
    const abort = new AbortController();
    const waiting = pool.render(asked, {
      lane: 'express',
      onOutput: () => void outputs.push('late'),
      signal: abort.signal,
    });
    abort.abort(new Error('the viewer left'));
    await expect(waiting).rejects.toThrow('the viewer left');
    thaw(child);
    await running;
    await pool.render(asked, express);
    expect(outputs).toEqual([]);
  });

  it('refuses a job whose signal is aborted already', async () => {
    const reason = new Error('too late');
    await expect(startPool().inspect('/', AbortSignal.abort(reason))).rejects.toBe(reason);
  });

  it('takes the child from an aborted job that does not end by itself', async () => {
    const pool = startPool();
    await pool.ready();
    freeze(pool.pids()[0]);
    const abort = new AbortController();
    const stuck = pool.inspect((await task()).path, abort.signal);
    abort.abort(new Error('the server stops'));
    await expect(stuck).rejects.toThrow('the server stops');
    expect(await pool.render(await task(), express)).toBeUndefined();
  });

  it('rejects with what the receiver of an output throws, and goes on', async () => {
    const pool = startPool();
    const full = async (): Promise<void> => {
      await Promise.resolve();
      throw new Error('disk full');
    };
    const encodings = [{ format: 'webp' }, { format: 'jpeg' }] as const;
    const failing = pool.render(await task({ encodings }), { lane: 'express', onOutput: full });
    await expect(failing).rejects.toThrow('disk full');
    expect(await pool.render(await task(), express)).toBeUndefined();
  });

  it('refuses more than may wait', async () => {
    const pool = startPool({ maxQueue: 1 });
    const asked = await task();
    await pool.ready();
    freeze(pool.pids()[0]);
    const [running, waiting] = [pool.render(asked, express), pool.render(asked, express)];
    await expect(pool.render(asked, express)).rejects.toThrow(refusal('BUSY'));
    thaw(pool.pids()[0]);
    await Promise.all([running, waiting]);
  });
});

describe('closing', () => {
  it('ends the children and whatever runs or waits', async () => {
    const pool = startPool({ processes: 1 });
    await pool.ready();
    const pids = pool.pids();
    for (const pid of pids) freeze(pid);
    const asked = await task();
    const jobs = [pool.render(asked, bulk), pool.render(asked, bulk), pool.inspect(asked.path)];
    const outcomes = Promise.all(jobs.map((job) => job.catch((error: AppError) => error.code)));
    await pool.close();
    expect(await outcomes).toEqual(['BUSY', 'BUSY', 'BUSY']);
    expect(pids.filter((pid) => !isGone(pid))).toEqual([]);
    expect(pool.pids()).toEqual([]);
  });

  it('refuses everything afterwards, and may be repeated', async () => {
    const pool = startPool();
    await pool.close();
    await pool.close();
    await expect(pool.inspect('/')).rejects.toThrow(refusal('BUSY'));
    await expect(pool.ready()).rejects.toThrow(refusal('BUSY'));
  });
});
