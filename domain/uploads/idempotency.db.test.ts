import { setTimeout as sleep } from 'node:timers/promises';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { photo } from '../../media/fixtures/photo.ts';
import { sql } from '../../platform/database/sql.ts';
import { AppError } from '../../platform/errors.ts';
import { newUuid } from '../../platform/ids.ts';
import { factsOf } from '../../test/facts.ts';
import { admin, bob, type Harness, openHarness, viewerOf } from '../../test/harness.ts';
import { sabotaged } from '../../test/sabotage.ts';
import { until } from '../../test/until.ts';
import { deleteImages } from '../images/delete-images.ts';
import { type IncomingUpload, receiveUpload } from './receive-upload.ts';
import { expireIdempotencyKeys, idempotently, type Settle } from './idempotency.ts';

let harness: Harness;
let picture: Buffer;
let other: Buffer;
beforeAll(async () => {
  [harness, picture, other] = await Promise.all([
    openHarness(),
    photo({ width: 160, height: 120 }),
    photo({ width: 120, height: 160 }),
  ]);
});
afterAll(() => harness.close());

const once = (body: Uint8Array | Readable, idempotencyKey: string, more?: Partial<IncomingUpload>) =>
  harness.upload(body, { idempotencyKey, ...more });

/** The same with a server that waits as long as it is told for the first request. */
const impatient = (waitSeconds: number, idempotencyKey: string) =>
  receiveUpload(
    { ...harness, idempotency: { ...harness.config.idempotency, waitSeconds } },
    {
      way: 'graphql',
      viewer: viewerOf('alice'),
      body: Readable.from([picture]),
      filename: 'photo.jpg',
      requestId: 'a-request',
      logger: harness.logger,
      idempotencyKey,
    },
  );

const rowOf = async (key: string) =>
  (
    await sql<{ uploadId: string | null; owner: string }>(
      harness.database,
      'SELECT upload_id AS "uploadId", owner_id AS owner FROM idempotency_keys WHERE key = $1',
      [key],
    )
  )[0];

/** An upload that has begun and does not end before it is told to. */
async function begun(key: string) {
  const body = new Readable({ read() {} });
  body.push(picture);
  const outcome = once(body, key);
  outcome.catch(() => undefined);
  await until('the key is held', () => rowOf(key));
  return { outcome, finish: () => body.push(null), fail: () => body.destroy(new Error('gone')) };
}

describe('an upload with an idempotency key', () => {
  it('that is sent twenty times at once is one image, and everybody gets it', async () => {
    const before = await factsOf(harness);
    const received = await Promise.all(Array.from({ length: 20 }, () => once(picture, 'twenty')));
    expect(new Set(received.map(({ image }) => image.id)).size).toBe(1);
    expect(new Set(received.map(({ upload }) => upload.id)).size).toBe(1);
    const after = await factsOf(harness);
    expect(after).toMatchObject({
      images: before.images + 1,
      events: before.events + 1,
      jobs: before.jobs + 1,
      temporaryFiles: [],
    });
    expect(after.blobs.length).toBe(before.blobs.length + 1);
  });

  it('has the first result when it is sent again later, from another place with the same words', async () => {
    const said = { title: 'A', tags: ['x', 'y'], visibility: 'PRIVATE' } as const;
    const first = await once(picture, 'later', said);
    const { visibility: _, ...unsaid } = said;
    const again = await once(picture, 'later', { ...unsaid, namespace: null, requestId: 'another' });
    expect(again.image.id).toBe(first.image.id);
    expect(again.upload).toMatchObject({ id: first.upload.id, status: 'COMPLETED' });
  });

  it('waits for the first while that still runs', async () => {
    const { outcome, finish } = await begun('running');
    const again = once(picture, 'running');
    expect(await Promise.race([again.then(() => 'answered'), sleep(100, 'waiting')])).toBe('waiting');
    finish();
    expect((await again).image.id).toBe((await outcome).image.id);
  });

  it('is told to come back when the first runs for too long', async () => {
    const { outcome, finish } = await begun('slow');
    await expect(impatient(0, 'slow')).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_IN_USE',
      retryable: true,
    });
    finish();
    await outcome;
  });

  it.each([
    ['another title', { title: 'B' }],
    ['another profile', { profile: 'bare' }],
    ['another visibility', { visibility: 'PUBLIC' }],
    ['another file name', { filename: 'b.jpg' }],
  ] as const)('is refused with %s', async (what, more) => {
    const key = what.replaceAll(' ', '-');
    await once(picture, key);
    const before = await factsOf(harness);
    await expect(once(picture, key, more)).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    expect(await factsOf(harness)).toEqual(before);
  });

  it('is refused with other words while the first still runs, without waiting for it', async () => {
    const { outcome, finish } = await begun('other-words');
    await expect(once(picture, 'other-words', { title: 'B' })).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
    finish();
    await outcome;
  });

  it('is refused with other bytes, or with a part of the same', async () => {
    await once(picture, 'other-bytes');
    const before = await factsOf(harness);
    for (const bytes of [other, picture.subarray(0, -1), Buffer.concat([picture, Buffer.alloc(1)])])
      await expect(once(bytes, 'other-bytes')).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    expect(await factsOf(harness)).toEqual(before);
  });

  it('is one of its owner: another may use the same text', async () => {
    const mine = await once(picture, 'shared');
    const theirs = await once(picture, 'shared', { viewer: bob });
    expect(theirs.image).toMatchObject({ ownerId: 'bob' });
    expect(theirs.image.id).not.toBe(mine.image.id);
  });

  it('that was refused may be mended and sent again', async () => {
    await expect(once(Buffer.from('no picture'), 'mended')).rejects.toMatchObject({
      code: 'UNSUPPORTED_MEDIA_TYPE',
    });
    expect(await rowOf('mended')).toBeUndefined();
    expect((await once(picture, 'mended')).image.byteSize).toBe(picture.length);
  });

  it('whose connection broke may be sent again', async () => {
    const { outcome, fail } = await begun('broken');
    fail();
    await expect(outcome).rejects.toThrow('gone');
    await expect(once(picture, 'broken')).resolves.toBeDefined();
  });

  it('whose commit failed may be sent again', async () => {
    await sabotaged(harness.database, { table: 'events', on: 'INSERT', at: 'commit' }, () =>
      expect(once(picture, 'uncommitted')).rejects.toThrow('sabotaged'),
    );
    await expect(once(picture, 'uncommitted')).resolves.toBeDefined();
  });

  it('is not answered with another image when its own was deleted', async () => {
    const { image } = await once(picture, 'deleted');
    await deleteImages(harness, admin, [image.id]);
    await expect(once(picture, 'deleted')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it.each(['', 'a b', 'ü', 'a'.repeat(256), 'a\n'])('is refused when the key is %j', async (key) => {
    await expect(once(picture, key)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      detail: { field: 'idempotencyKey' },
    });
  });
});

describe('an attempt that died', () => {
  const lapse = (key: string) =>
    sql(
      harness.database,
      `UPDATE idempotency_keys SET held_until = now() - interval '1 second' WHERE key = $1`,
      [key],
    );

  it('does not hold its key for longer than its lease', async () => {
    const { outcome, fail } = await begun('dead');
    await lapse('dead');
    const second = await once(picture, 'dead');
    expect((await once(picture, 'dead')).image.id).toBe(second.image.id);
    fail();
    await expect(outcome).rejects.toThrow('gone');
    // What the dead one gives back is not the key of the living.
    expect(await rowOf('dead')).toMatchObject({ uploadId: second.upload.id });
  });

  it('and wakes when its key was taken over commits nothing', async () => {
    const { outcome, finish } = await begun('zombie');
    await lapse('zombie');
    await once(picture, 'zombie');
    const before = await factsOf(harness);
    finish();
    await expect(outcome).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_IN_USE' });
    const after = await factsOf(harness);
    expect(after).toEqual({ ...before, blobs: after.blobs });
    expect(after.blobs.length).toBeLessThanOrEqual(before.blobs.length);
  });
});

describe('any work that is made idempotent', () => {
  const request = (key: string) => ({ ownerId: 'alice', key, operation: 'test', input: { a: 1, b: [null] } });
  const dependencies = () => ({ database: harness.database, idempotency: harness.config.idempotency });

  it('runs as it is without a key', async () => {
    const run = async (settle: Settle) => {
      await settle(harness.database.manager, { uploadId: newUuid() });
      return 'ran';
    };
    const replay = async () => 'replayed';
    const work = () => idempotently(dependencies(), { ...request('-'), key: null }, { run, replay });
    expect([await work(), await work()]).toEqual(['ran', 'ran']);
  });

  it('is another than that of another operation', async () => {
    const uploadId = newUuid();
    const run = (settle: Settle) =>
      harness.database.transaction(async (manager) => {
        await settle(manager, { uploadId });
        return uploadId;
      });
    const replay = async (settled: { uploadId: string }) => settled.uploadId;
    expect(await idempotently(dependencies(), request('operation'), { run, replay })).toBe(uploadId);
    expect(await idempotently(dependencies(), request('operation'), { run, replay })).toBe(uploadId);
    await expect(
      idempotently(dependencies(), { ...request('operation'), operation: 'other' }, { run, replay }),
    ).rejects.toBeInstanceOf(AppError);
  });

  it('is forgotten when its time has come, and not before', async () => {
    await once(picture, 'old');
    await once(picture, 'young');
    await sql(
      harness.database,
      `UPDATE idempotency_keys SET held_until = now() - interval '1 second' WHERE key = 'old'`,
    );
    await expireIdempotencyKeys(harness.database);
    expect([await rowOf('old'), await rowOf('young')]).toEqual([undefined, expect.anything()]);
    const [{ hours } = { hours: 0 }] = await sql<{ hours: number }>(
      harness.database,
      `SELECT extract(epoch FROM held_until - now())::float8 / 3600 AS hours FROM idempotency_keys WHERE key = 'young'`,
    );
    expect(hours).toBeGreaterThan(23.9);
  });
});
