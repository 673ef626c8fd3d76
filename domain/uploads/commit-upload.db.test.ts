import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { photo } from '../../media/fixtures/photo.ts';
import { sql } from '../../platform/database/sql.ts';
import { AppError } from '../../platform/errors.ts';
import { factsOf, jobsOf } from '../../test/facts.ts';
import { type Harness, openHarness, silent, viewerOf } from '../../test/harness.ts';
import { sabotaged } from '../../test/sabotage.ts';
import type { Viewer } from '../access/viewer.ts';
import { type Quotas, usageOf } from '../usage/quota.ts';
import { failUpload } from './fail-upload.ts';
import { findUpload } from './find-upload.ts';
import { receiveUpload } from './receive-upload.ts';
import { sweepUploads } from './sweep-uploads.ts';

const quotaOfImages = 10;

let harness: Harness;
let picture: Buffer;
beforeAll(async () => {
  [harness, picture] = await Promise.all([
    openHarness({ quotas: { images: quotaOfImages, bytes: undefined } }),
    photo({ width: 160, height: 120 }),
  ]);
});
afterAll(() => harness.close());

const lastUpload = async (): Promise<Record<string, unknown> | undefined> => {
  const [row] = await sql<Record<string, unknown>>(
    harness.database,
    `SELECT id, status, failure_code AS code, swept_at IS NOT NULL AS swept FROM uploads ORDER BY id DESC LIMIT 1`,
  );
  return row;
};

describe('a commit that fails leaves no image, no job, no event, no charge and no blob', () => {
  it.each([
    { step: 'when the job cannot be sent', table: 'pgboss.job', at: 'now' },
    { step: 'when the variants cannot be inserted', table: 'variants', at: 'now' },
    { step: 'when the event cannot be appended', table: 'events', at: 'now' },
    { step: 'when everything succeeds and the commit itself fails', table: 'events', at: 'commit' },
  ] as const)('$step', async (sabotage) => {
    const before = await factsOf(harness);
    await sabotaged(harness.database, { on: 'INSERT', ...sabotage }, async () => {
      await expect(harness.upload(picture)).rejects.toThrow('sabotaged');
    });
    expect(await factsOf(harness)).toEqual(before);
    expect(await lastUpload()).toMatchObject({ status: 'FAILED', code: 'INTERNAL', swept: true });
  });

  it('and the sweeper finishes when even that cannot be written down at once', async () => {
    const before = await factsOf(harness);
    await sabotaged(harness.database, { table: 'uploads', on: 'UPDATE' }, async () => {
      await expect(harness.upload(picture)).rejects.toThrow('sabotaged');
    });
    expect(await lastUpload()).toMatchObject({ status: 'RECEIVING', swept: false });
    expect((await harness.blobs()).length).toBe(before.blobs.length + 1);
    expect(await sweepUploads(harness, { graceSeconds: 0, expireSeconds: 0 })).toEqual({
      expired: 1,
      removed: 1,
    });
    expect(await factsOf(harness)).toEqual(before);
  });
});

describe('an upload that was committed', () => {
  it('keeps its bytes when a failure is reported afterwards, as after an answer that was lost', async () => {
    const { image, upload } = await harness.upload(picture);
    await failUpload(harness, upload, new AppError('INTERNAL', { requestId: 'a-request' }));
    expect(await findUpload(harness.database, upload.id)).toMatchObject({
      status: 'COMPLETED',
      sweptAt: null,
    });
    expect(await harness.store.head(image.storageKey)).toBeDefined();
  });

  it('is invisible to the sweeper, however old it is', async () => {
    const { image, upload } = await harness.upload(picture);
    await sql(harness.database, `UPDATE uploads SET updated_at = now() - interval '1 year' WHERE id = $1`, [
      upload.id,
    ]);
    expect(await sweepUploads(harness, { graceSeconds: 0, expireSeconds: 0 })).toEqual({
      expired: 0,
      removed: 0,
    });
    expect(await harness.store.head(image.storageKey)).toBeDefined();
  });
});

describe('forty uploads at once against a quota of ten images', () => {
  it('are exactly ten images, with ten blobs, ten jobs and the charge of ten', async () => {
    const before = await factsOf(harness);
    const viewer = viewerOf('racer');
    const outcomes = await Promise.allSettled(
      Array.from({ length: 40 }, () => harness.upload(picture, { viewer })),
    );
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
    expect(refused.map((error) => (error as AppError).code)).toEqual(Array(30).fill('QUOTA_EXCEEDED'));
    expect(await usageOf(harness.database, 'racer')).toMatchObject({
      images: quotaOfImages,
      bytes: quotaOfImages * picture.length,
    });
    const after = await factsOf(harness);
    expect(after.images - before.images).toBe(quotaOfImages);
    expect(after.variants - before.variants).toBe(9 * quotaOfImages);
    expect(after.events - before.events).toBe(quotaOfImages);
    expect(after.blobs.length - before.blobs.length).toBe(quotaOfImages);
    expect(after.temporaryFiles).toEqual([]);
    expect((await jobsOf(harness)).filter(({ group }) => group === 'racer')).toHaveLength(quotaOfImages);
  });
});

describe('two hundred uploads at once against a quota that fits fifty', () => {
  const received = (viewer: Viewer, quotas: Quotas) =>
    receiveUpload(
      { ...harness, quotas },
      {
        way: 'graphql',
        viewer,
        body: Readable.from([picture]),
        filename: 'a.jpg',
        requestId: 'r',
        logger: silent,
      },
    );

  it.each([
    { quota: 'images', of: () => ({ images: 50, bytes: undefined }) },
    { quota: 'bytes', of: () => ({ images: undefined, bytes: 50 * picture.length + picture.length - 1 }) },
    { quota: 'uploads a day', of: () => ({ images: undefined, bytes: undefined, uploadsPerDay: 50 }) },
  ])(
    'are exactly fifty where the quota is of $quota, and use Σ bytes',
    async ({ quota, of }) => {
      const subject = `rush-of-${quota}`;
      const outcomes = await Promise.allSettled(
        Array.from({ length: 200 }, () => received(viewerOf(subject), of())),
      );
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(50);
      expect(await usageOf(harness.database, subject)).toEqual({
        images: 50,
        bytes: 50 * picture.length,
        uploadsToday: 50,
      });
      const held = await sql(
        harness.database,
        'SELECT 1 FROM owner_usage WHERE owner_id = $1 AND (held_images <> 0 OR held_bytes <> 0)',
        [subject],
      );
      expect(held).toEqual([]);
    },
    60_000,
  );
});
