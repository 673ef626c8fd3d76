import { utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { photo } from '../../media/fixtures/photo.ts';
import { sql } from '../../platform/database/sql.ts';
import { newUuid } from '../../platform/ids.ts';
import { factsOf } from '../../test/facts.ts';
import { alice, type Harness, openHarness } from '../../test/harness.ts';
import { until } from '../../test/until.ts';
import { findUpload } from './find-upload.ts';
import { importImage } from './import-image.ts';
import { sweepUploads } from './sweep-uploads.ts';
import type { UploadStatus } from './upload.entity.ts';

let harness: Harness;
let picture: Buffer;
beforeAll(async () => {
  [harness, picture] = await Promise.all([openHarness(), photo({ width: 160, height: 120 })]);
});
afterAll(() => harness.close());

const graceSeconds = 60;

/** What a server leaves that is killed before it can commit: a row that no longer moves, and perhaps the bytes. */
async function abandoned(
  seconds: number,
  { stored = true, status = 'RECEIVING' }: { stored?: boolean; status?: UploadStatus } = {},
): Promise<{ id: string; storageKey: string }> {
  const id = newUuid();
  const storageKey = `originals/${id.slice(-2)}/${id}`;
  await sql(
    harness.database,
    `INSERT INTO uploads (id, owner_id, status, profile, filename, storage_key, updated_at)
     VALUES ($1, 'alice', $2, 'default', 'photo.jpg', $3, now() - $4 * interval '1 second')`,
    [id, status, storageKey, seconds],
  );
  if (stored) await harness.store.put(storageKey, picture, { contentType: 'image/jpeg' });
  return { id, storageKey };
}

/** An upload that has begun and waits for the test before it sends the rest. */
async function paused() {
  const body = new Readable({ read() {} });
  body.push(Buffer.concat([picture, Buffer.alloc(20_000)]));
  const filename = `${newUuid()}.jpg`;
  const outcome = harness.upload(body, { filename });
  outcome.catch(() => undefined);
  const id = await until('the upload has a row', async () => {
    const [row] = await sql<{ id: string }>(harness.database, 'SELECT id FROM uploads WHERE filename = $1', [
      filename,
    ]);
    return row?.id;
  });
  return { id, outcome, finish: () => body.push(null) };
}

describe('the sweeper', () => {
  it('expires an upload that a killed server left, and removes its bytes', async () => {
    const { id, storageKey } = await abandoned(graceSeconds + 1);
    expect(await sweepUploads(harness, { graceSeconds, expireSeconds: 0 })).toEqual({
      expired: 1,
      removed: 1,
    });
    expect(await findUpload(harness.database, id)).toMatchObject({
      status: 'EXPIRED',
      sweptAt: expect.any(Date),
    });
    expect(await harness.store.head(storageKey)).toBeUndefined();
  });

  it('does nothing the second time', async () => {
    await abandoned(graceSeconds + 1);
    await sweepUploads(harness, { graceSeconds, expireSeconds: 0 });
    expect(await sweepUploads(harness, { graceSeconds, expireSeconds: 0 })).toEqual({
      expired: 0,
      removed: 0,
    });
  });

  it('expires also where no byte was stored yet', async () => {
    const { id } = await abandoned(graceSeconds + 1, { stored: false, status: 'PENDING' });
    await sweepUploads(harness, { graceSeconds, expireSeconds: 0 });
    expect(await findUpload(harness.database, id)).toMatchObject({ status: 'EXPIRED' });
  });

  it('leaves alone what moved within the grace period', async () => {
    const { id, storageKey } = await abandoned(graceSeconds - 5);
    expect(await sweepUploads(harness, { graceSeconds, expireSeconds: 0 })).toEqual({
      expired: 0,
      removed: 0,
    });
    expect(await findUpload(harness.database, id)).toMatchObject({ status: 'RECEIVING' });
    expect(await harness.store.head(storageKey)).toBeDefined();
    await sweepUploads(harness, { graceSeconds: 0, expireSeconds: 0 });
  });

  it('removes the bytes of a failed upload that could not be removed when it failed', async () => {
    const { id, storageKey } = await abandoned(0, { status: 'FAILED' });
    expect(await sweepUploads(harness, { graceSeconds, expireSeconds: 0 })).toEqual({
      expired: 0,
      removed: 1,
    });
    expect(await harness.store.head(storageKey)).toBeUndefined();
    expect(await findUpload(harness.database, id)).toMatchObject({ status: 'FAILED' });
  });

  it('works through more than one batch', async () => {
    await sql(
      harness.database,
      `INSERT INTO uploads (id, owner_id, status, profile, filename, storage_key, updated_at)
       SELECT gen_random_uuid(), 'many', 'RECEIVING', 'default', 'x', 'originals/many/' || n, now() - interval '1 day'
         FROM generate_series(1, 450) AS n`,
    );
    expect(await sweepUploads(harness, { graceSeconds, expireSeconds: 0 })).toEqual({
      expired: 450,
      removed: 450,
    });
  });

  it('stops between batches when its process ends', async () => {
    await abandoned(graceSeconds + 1);
    expect(
      await sweepUploads(harness, { graceSeconds, expireSeconds: 0, signal: AbortSignal.abort() }),
    ).toEqual({
      expired: 1,
      removed: 0,
    });
    await sweepUploads(harness, { graceSeconds, expireSeconds: 0 });
  });

  it('removes an unfinished file of a server that was killed long ago, and none that may still be written', async () => {
    await harness.store.check();
    const temporary = join(harness.config.storage.directory, '.tmp');
    const [old, young] = [join(temporary, 'old'), join(temporary, 'young')];
    await Promise.all([writeFile(old, 'half'), writeFile(young, 'half')]);
    const twoHoursAgo = new Date(Date.now() - 7_200_000);
    await utimes(old, twoHoursAgo, twoHoursAgo);
    await sweepUploads(harness, { graceSeconds, expireSeconds: 0 });
    expect(await harness.temporaryFiles()).toEqual(['young']);
    await utimes(young, twoHoursAgo, twoHoursAgo);
    await sweepUploads(harness, { graceSeconds, expireSeconds: 0 });
  });

  it('runs in the worker from its start', async () => {
    const { id, storageKey } = await abandoned(harness.config.uploads.graceSeconds + 1);
    const worker = await harness.startWorker();
    try {
      await until('the upload is swept', async () => (await findUpload(harness.database, id))?.sweptAt);
    } finally {
      await worker.stop();
    }
    expect(await harness.store.head(storageKey)).toBeUndefined();
  });
});

describe('an upload whose server wakes after the sweeper has given it up', () => {
  it('is refused, and leaves neither an image nor bytes', async () => {
    const before = await factsOf(harness);
    const { id, outcome, finish } = await paused();
    await sweepUploads(harness, { graceSeconds: 0, expireSeconds: 0 });
    finish();
    await expect(outcome).rejects.toMatchObject({ code: 'UPLOAD_EXPIRED' });
    expect(await factsOf(harness)).toEqual(before);
    expect(await findUpload(harness.database, id)).toMatchObject({ status: 'EXPIRED' });
  });
});

describe('an upload that is slow and moves', () => {
  afterEach(() => {
    jest.useRealTimers();
  });

  it('says so now and then, which keeps the sweeper away', async () => {
    jest.useFakeTimers({ now: Date.now(), doNotFake: allTimersBut('setInterval', 'clearInterval') });
    const { id, outcome, finish } = await paused();
    await sql(harness.database, `UPDATE uploads SET updated_at = now() - interval '1 hour' WHERE id = $1`, [
      id,
    ]);
    const moved = await until('the row moves', async () => {
      jest.advanceTimersByTime(10_000);
      const upload = await findUpload(harness.database, id);
      return upload && upload.updatedAt.getTime() > Date.now() - 60_000 && upload;
    });
    expect(moved.receivedBytes).toBeGreaterThan(0);
    expect(await sweepUploads(harness, { graceSeconds, expireSeconds: 0 })).toEqual({
      expired: 0,
      removed: 0,
    });
    finish();
    await expect(outcome).resolves.toMatchObject({ upload: { status: 'COMPLETED' } });
  });

  it('stops saying so when it has ended', async () => {
    jest.useFakeTimers({ doNotFake: allTimersBut('setInterval', 'clearInterval') });
    const { outcome, finish } = await paused();
    expect(jest.getTimerCount()).toBe(1);
    finish();
    await outcome;
    expect(jest.getTimerCount()).toBe(0);
  });
});

const timers = [
  'Date',
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
  'setTimeout',
  'clearTimeout',
] as const;

const allTimersBut = (...faked: (typeof timers)[number][]) =>
  timers.filter((timer) => !faked.includes(timer));

describe('an import that waits for a worker', () => {
  it('may stand still for longer than others, but not for ever', async () => {
    const { id } = await importImage(harness, {
      viewer: alice,
      url: 'https://images.example/',
      requestId: 'a-request',
    });
    const sweptAfter = async (seconds: number) => {
      await sql(
        harness.database,
        `UPDATE uploads SET updated_at = now() - $2 * interval '1 second' WHERE id = $1`,
        [id, seconds],
      );
      await sweepUploads(harness, { graceSeconds, expireSeconds: 0 });
      return (await findUpload(harness.database, id))?.status;
    };
    expect(await sweptAfter(7_200)).toBe('PENDING');
    expect(await sweptAfter(15 * 86_400)).toBe('EXPIRED');
  });
});
