/** Renditions are made once: in a process, in several, and whatever happens meanwhile. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { parseSpec } from '../../media/transform/spec.ts';
import { photo } from '../../media/fixtures/photo.ts';
import type { RenderPool } from '../../media/types.ts';
import { createNamedLocks, type NamedLocks } from '../../platform/database/named-locks.ts';
import { sql } from '../../platform/database/sql.ts';
import { AppError } from '../../platform/errors.ts';
import { type Harness, openHarness, silent } from '../../test/harness.ts';
import { until } from '../../test/until.ts';
import { findImage } from '../images/find-images.ts';
import { removeImageBlobs } from '../images/delete-images.ts';
import type { ImageEntity } from '../images/image.entity.ts';
import { withoutIntermediates } from './intermediates.ts';
import { createRenditions, type FoundRendition, type Renditions } from './make-rendition.ts';
import { Places } from './places.ts';
import { resolveRendition } from './rendition.ts';
import { rulesOf } from './resolve-transform.ts';

let harness: Harness;
let image: ImageEntity;
beforeAll(async () => {
  harness = await openHarness();
}, 30_000);
afterAll(() => harness.close());

interface Process {
  readonly renditions: Renditions;
  readonly locks: NamedLocks;
}

let renders = 0;
/** Holds renders up until it is opened. */
let gate: PromiseWithResolvers<void>;
const processes: Process[] = [];

beforeEach(async () => {
  renders = 0;
  gate = Promise.withResolvers();
  image = (await harness.upload(await photo({ width: 160, height: 120, seed: Math.random() * 1e9 }))).image;
});
afterEach(async () => {
  gate.resolve();
  for (const { renditions, locks } of processes.splice(0)) {
    await renditions.close();
    await locks.close();
  }
  await sql(harness.database, 'DELETE FROM images WHERE id = $1 RETURNING 1', [image.id]);
  await removeImageBlobs(harness.store, {
    imageId: image.id,
    storageKey: image.storageKey,
    variantFolder: 'variants',
  });
});

const countingPool: Pick<RenderPool, 'render'> = {
  async render(task, options) {
    renders += 1;
    const aborted = Promise.withResolvers<never>();
    options.signal?.addEventListener('abort', () => aborted.reject(options.signal?.reason as Error));
    await Promise.race([gate.promise, aborted.promise]);
    await harness.pool.render(task, options);
  },
};

/** What one server process has. */
function startProcess({
  atOnce = 10,
  queue = 10,
  slowAtOnce = 10,
  slowQueue = 10,
  waitSeconds = 20,
  pool = countingPool,
} = {}): Process {
  const locks = createNamedLocks({ url: harness.url, logger: silent });
  const { database, store } = harness;
  const renditions = createRenditions({
    database,
    store,
    pool,
    locks,
    intermediates: withoutIntermediates(store),
    slowPlaces: new Places({ places: slowAtOnce, queue: slowQueue }),
    limits: { atOnce, queue, waitSeconds },
  });
  const started = { renditions, locks };
  processes.push(started);
  return started;
}

function get(
  { renditions }: Process,
  spec = 'w60.webp',
  signal: AbortSignal = new AbortController().signal,
): Promise<FoundRendition> {
  const rules = { profile: rulesOf(harness.profiles, image), maxPixels: 50_000_000 };
  return renditions.get({ image, rendition: resolveRendition(image, parseSpec(spec), rules), signal });
}

const isRendering = (count = 1): Promise<true> => until('it renders', () => renders >= count);
const refusal = (code: string) => expect.objectContaining({ code });
const blobs = async (): Promise<string[]> =>
  (await harness.blobs()).filter((key) => key.includes(`renditions/`));
const rows = () => sql(harness.database, 'SELECT 1 FROM renditions');

describe('a rendition that many ask for', () => {
  it('is rendered once for two hundred at once', async () => {
    const server = startProcess();
    gate.resolve();
    const found = await Promise.all(Array.from({ length: 200 }, () => get(server)));
    expect(renders).toBe(1);
    expect(new Set(found.map(({ row }) => row.id)).size).toBe(1);
    expect([await rows(), await blobs()].map(({ length }) => length)).toEqual([1, 1]);
  });

  it('is rendered once for several processes, of which the others read what one has made', async () => {
    const servers = Array.from({ length: 4 }, () => startProcess());
    const asked = servers.flatMap((server) => Array.from({ length: 10 }, () => get(server)));
    await isRendering();
    gate.resolve();
    const found = await Promise.all(asked);
    expect(renders).toBe(1);
    expect(new Set(found.map(({ row }) => row.storageKey)).size).toBe(1);
    expect(found.filter(({ data }) => data).length).toBe(10);
    expect(await blobs()).toHaveLength(1);
  });

  it('is rendered by another process when the one that was at it dies', async () => {
    const [doomed, other] = [startProcess(), startProcess()];
    const lost = get(doomed).catch((error: unknown) => error);
    await isRendering();
    const waiting = get(other);
    // What Postgres sees of a process that is killed.
    await sql(
      harness.database,
      `SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
        WHERE datname = current_database() AND locktype = 'advisory' AND granted`,
    );
    await isRendering(2);
    gate.resolve();
    const [{ row }] = await Promise.all([waiting, lost]);
    expect(row.width).toBe(60);
    // The one that was taken for dead, and is not, takes what the other made; nothing of its own stays.
    expect([await rows(), await blobs()].map(({ length }) => length)).toEqual([1, 1]);
  });

  it('is tried by the next process when the first one fails', async () => {
    const [first, second] = [
      startProcess({
        pool: { render: () => isRendering().then(() => Promise.reject(new AppError('BUSY'))) },
      }),
      startProcess(),
    ];
    const failing = get(first).catch((error: unknown) => error);
    const waiting = get(second);
    renders += 1;
    gate.resolve();
    expect((await waiting).row.width).toBe(60);
    await failing;
  });

  it('of one image is nothing to another, nor another size of the same', async () => {
    const server = startProcess();
    gate.resolve();
    const [one, other] = await Promise.all([get(server, 'w60.webp'), get(server, 'w61.webp')]);
    expect(renders).toBe(2);
    expect(one.row.id).not.toBe(other.row.id);
  });

  it('is one, however it was named', async () => {
    const server = startProcess();
    gate.resolve();
    const found = [await get(server, 'thumb.webp'), await get(server, 'x40.webp')];
    expect(new Set(found.map(({ row }) => row.id)).size).toBe(1);
  });
});

describe('a client that leaves', () => {
  it('takes a render along that nobody else waits for', async () => {
    const server = startProcess();
    const left = new AbortController();
    const asked = get(server, 'w60.webp', left.signal);
    await isRendering();
    left.abort(new AppError('CLIENT_DISCONNECTED'));
    await expect(asked).rejects.toThrow(refusal('CLIENT_DISCONNECTED'));
    gate.resolve();
    // Whoever comes next begins anew, and is not given the end that was meant for the other.
    expect((await get(server)).row.width).toBe(60);
    expect(renders).toBe(2);
    expect(await blobs()).toHaveLength(1);
  });

  it('takes nothing along that another waits for', async () => {
    const server = startProcess();
    const left = new AbortController();
    const [first, second] = [get(server, 'w60.webp', left.signal), get(server)];
    await isRendering();
    left.abort(new AppError('CLIENT_DISCONNECTED'));
    await expect(first).rejects.toThrow(refusal('CLIENT_DISCONNECTED'));
    gate.resolve();
    expect((await second).row.width).toBe(60);
    expect(renders).toBe(1);
  });

  it('while another process renders is waited for by nobody', async () => {
    const [holder, waiter] = [startProcess(), startProcess()];
    const made = get(holder);
    await isRendering();
    const left = new AbortController();
    const asked = get(waiter, 'w60.webp', left.signal);
    left.abort(new AppError('CLIENT_DISCONNECTED'));
    await expect(asked).rejects.toThrow(refusal('CLIENT_DISCONNECTED'));
    gate.resolve();
    await made;
    expect(renders).toBe(1);
  });

  it('really ends the work of the render process', async () => {
    const server = startProcess({
      pool: {
        render: (task, options) => {
          renders += 1;
          return harness.pool.render(task, options);
        },
      },
    });
    await harness.pool.ready();
    const [child] = harness.pool.pids();
    process.kill(child ?? 0, 'SIGSTOP');
    const left = new AbortController();
    const asked = get(server, 'w60.webp', left.signal);
    await isRendering();
    left.abort(new AppError('CLIENT_DISCONNECTED'));
    await expect(asked).rejects.toThrow(refusal('CLIENT_DISCONNECTED'));
    await until('the child is gone', () => !harness.pool.pids().includes(child ?? 0));
    expect(await rows()).toEqual([]);
  });
});

describe('too many renditions at once', () => {
  it('are refused with BUSY, and nothing of it is remembered', async () => {
    const server = startProcess({ atOnce: 1, queue: 1 });
    const running = [get(server, 'w60.webp')];
    await isRendering();
    running.push(get(server, 'w61.webp'));
    // The second one waits: its lock is held, and nothing is rendered for it.
    await until('the second one has its lock', async () => {
      const locks = await sql(
        harness.database,
        `SELECT 1 FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
          WHERE datname = current_database() AND locktype = 'advisory'`,
      );
      return locks.length === 2;
    });
    await expect(get(server, 'w62.webp')).rejects.toThrow(refusal('BUSY'));
    // Sharing what runs takes no place.
    running.push(get(server, 'w60.webp'));
    gate.resolve();
    await Promise.all(running);
    expect((await get(server, 'w62.webp')).row.width).toBe(62);
  });

  it('or one that takes too long tell whoever waits to ask again, and it is there then', async () => {
    const server = startProcess({ waitSeconds: 0 });
    await expect(get(server)).rejects.toThrow(refusal('VARIANT_NOT_READY'));
    await isRendering();
    gate.resolve();
    await until('it is stored', async () => (await rows()).length === 1);
    expect((await get(server)).row.width).toBe(60);
    expect(renders).toBe(1);
  });

  it('end with the process, and leave nothing', async () => {
    const server = startProcess();
    const asked = get(server).catch((error: unknown) => error);
    await isRendering();
    await server.renditions.close();
    expect(await asked).toMatchObject({ code: 'SHUTTING_DOWN' });
    expect(await blobs()).toEqual([]);
  });
});

describe('renditions that are slow', () => {
  /** Widths, in the order in which they are begun. What is large is held up, and small in the end. */
  let begun: (number | undefined)[];
  const pool: typeof countingPool = {
    async render(task, options) {
      const { geometry } = task;
      begun.push(geometry.width);
      if ((geometry.width ?? 0) < 1_000) return harness.pool.render(task, options);
      return countingPool.render({ ...task, geometry: { ...geometry, width: 30 } }, options);
    },
  };
  beforeEach(() => {
    begun = [];
  });

  it('leave a render process to what is not, which overtakes those that wait', async () => {
    // As a server with two render processes has it.
    const server = startProcess({ atOnce: 4, slowAtOnce: 1, pool });
    const huge = [get(server, 'w5000-fill.avif'), get(server, 'w5001-fill.avif')];
    await isRendering();
    const [first] = begun;
    expect((await get(server, 'w60.webp')).row.width).toBe(60);
    expect(begun).toEqual([first, 60]);
    gate.resolve();
    await Promise.all(huge);
    expect(new Set(begun)).toEqual(new Set([60, 5_000, 5_001]));
  });

  it('are refused with BUSY when too many of them wait, and nothing else is', async () => {
    const server = startProcess({ slowAtOnce: 1, slowQueue: 0, pool });
    const running = get(server, 'w5000-fill.avif');
    await isRendering();
    await expect(get(server, 'w5001-fill.avif')).rejects.toThrow(refusal('BUSY'));
    expect((await get(server, 'w60.webp')).row.width).toBe(60);
    gate.resolve();
    await running;
  });
});

describe('an image that is deleted', () => {
  it('while a rendition of it is made leaves no bytes behind', async () => {
    const server = startProcess();
    const asked = get(server).catch((error: unknown) => error);
    await isRendering();
    await sql(harness.database, 'DELETE FROM images WHERE id = $1 RETURNING 1', [image.id]);
    gate.resolve();
    expect(await asked).toMatchObject({ code: 'NOT_FOUND' });
    expect([await rows(), await blobs()]).toEqual([[], []]);
  });

  it('takes its renditions along', async () => {
    const server = startProcess();
    gate.resolve();
    await get(server, 'w60.webp');
    await get(server, 'w61.jpg');
    expect(await blobs()).toHaveLength(2);
    await sql(harness.database, 'DELETE FROM images WHERE id = $1 RETURNING 1', [image.id]);
    await removeImageBlobs(harness.store, {
      imageId: image.id,
      storageKey: image.storageKey,
      variantFolder: 'variants',
    });
    expect([await rows(), await blobs()]).toEqual([[], []]);
    expect(await findImage(harness.database, image.id)).toBeUndefined();
  });
});

describe('a way to the database that is cut', () => {
  it('costs one attempt and not the service', async () => {
    const server = startProcess();
    gate.resolve();
    await get(server, 'w60.webp');
    const other = new Client({ connectionString: harness.url });
    await other.connect();
    await other.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'darkroom locks'`,
    );
    await other.end();
    const found = await until('it renders again', () => get(server, 'w61.webp').catch(() => undefined));
    expect(found.row.width).toBe(61);
  });
});
