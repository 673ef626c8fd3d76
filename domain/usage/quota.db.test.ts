import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '../../platform/database/sql.ts';
import { AppError } from '../../platform/errors.ts';
import { type Harness, openHarness } from '../../test/harness.ts';
import { anonymous } from '../access/viewer.ts';
import { profileOf } from '../profiles/load-profiles.ts';
import { claimUpload } from '../uploads/claim-upload.ts';
import { failUpload } from '../uploads/fail-upload.ts';
import { sweepUploads } from '../uploads/sweep-uploads.ts';
import { holdQuota, type Quotas, quotasOf, refund, releaseQuota, settleQuota, usageOf } from './quota.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness.close());

const unlimited: Quotas = { bytes: undefined, images: undefined };

const hold = (ownerId: string, byteSize: number | undefined, quotas: Quotas = unlimited) =>
  harness.database.transaction((manager) => holdQuota(manager, { ownerId, byteSize }, quotas));

async function claim(ownerId: string, byteSize: number, quotas: Quotas = unlimited) {
  const { upload } = await claimUpload(harness.database.manager, {
    viewer: anonymous,
    ownerId,
    profile: profileOf(harness.profiles, {}),
    quotas,
    filename: 'photo.jpg',
    status: 'PENDING',
    byteSize,
  });
  return upload;
}

const used = (ownerId: string) => usageOf(harness.database, ownerId);
const nothing = { bytes: 0, images: 0, uploadsToday: 0 };

describe('what an upload holds', () => {
  it('is nothing before the first', async () => {
    expect(await used('nobody')).toEqual(nothing);
  });

  it('is exact when two hundred race for what fits fifty, whatever they announced', async () => {
    const quotas = { bytes: 50_000, images: undefined };
    const outcomes = await Promise.allSettled(
      Array.from({ length: 200 }, () => claim('racer', 1_000, quotas)),
    );
    const refused = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason as AppError] : []));
    expect(refused.map(({ code }) => code)).toEqual(Array(150).fill('QUOTA_EXCEEDED'));
    expect(await used('racer')).toEqual({ bytes: 50_000, images: 50, uploadsToday: 50 });
    expect(await sql(harness.database, `SELECT 1 FROM uploads WHERE owner_id = 'racer'`)).toHaveLength(50);
  });

  it('is settled with what the image takes', async () => {
    const held = await hold('settler', 1_000);
    await harness.database.transaction((manager) =>
      settleQuota(manager, { ownerId: 'settler', hold: held, byteSize: 700 }, unlimited),
    );
    expect(await used('settler')).toEqual({ bytes: 700, images: 1, uploadsToday: 1 });
  });

  it('is a promise: a quota that shrinks meanwhile takes only what goes beyond it', async () => {
    const held = await hold('promised', 1_000);
    const settle = (byteSize: number) =>
      harness.database.transaction((manager) =>
        settleQuota(manager, { ownerId: 'promised', hold: held, byteSize }, { bytes: 10, images: undefined }),
      );
    await expect(settle(1_001)).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED' });
    await expect(settle(1_000)).resolves.toBeUndefined();
  });

  it('is given back once when the upload fails, however often that is reported', async () => {
    const upload = await claim('failing', 500);
    expect(await used('failing')).toEqual({ bytes: 500, images: 1, uploadsToday: 1 });
    const failure = new AppError('FILE_EMPTY');
    await Promise.all([1, 2, 3, 4].map(() => failUpload(harness, upload, failure)));
    await sweepUploads(harness, { graceSeconds: 0, expireSeconds: 0 });
    expect(await used('failing')).toEqual(nothing);
  });

  it('is given back once when the server dies, also where two sweepers and a failure meet', async () => {
    const upload = await claim('crashed', 500);
    const stays = await claim('crashed', 30);
    await sql(harness.database, `UPDATE uploads SET updated_at = now() - interval '1 day' WHERE id = $1`, [
      upload.id,
    ]);
    await Promise.all([
      sweepUploads(harness, { graceSeconds: 3_600, expireSeconds: 0 }),
      sweepUploads(harness, { graceSeconds: 3_600, expireSeconds: 0 }),
      failUpload(harness, upload, new AppError('FILE_EMPTY')),
    ]);
    expect(await used('crashed')).toEqual({ bytes: 30, images: 1, uploadsToday: 1 });
    await failUpload(harness, stays, new AppError('FILE_EMPTY'));
    expect(await used('crashed')).toEqual(nothing);
  });

  it('is given back by the sweeper when somebody ended the row and nothing else', async () => {
    const upload = await claim('by-hand', 500);
    await sql(harness.database, `UPDATE uploads SET status = 'ABORTED' WHERE id = $1`, [upload.id]);
    await sweepUploads(harness, { graceSeconds: 3_600, expireSeconds: 0 });
    await sweepUploads(harness, { graceSeconds: 3_600, expireSeconds: 0 });
    expect(await used('by-hand')).toEqual(nothing);
  });

  it('leaves the count of the next day alone when it is given back after midnight', async () => {
    const held = await hold('nightly', 5);
    await hold('nightly', 5);
    const yesterday = { ...held, heldOn: '2000-01-01' };
    await harness.database.transaction((manager) => releaseQuota(manager, 'nightly', [yesterday]));
    expect(await used('nightly')).toEqual({ bytes: 5, images: 1, uploadsToday: 2 });
  });

  it('never falls below nothing: giving back twice is an error, not a gift', async () => {
    const held = await hold('twice', 7);
    const back = () => harness.database.transaction((manager) => releaseQuota(manager, 'twice', [held]));
    await back();
    await expect(back()).rejects.toThrow('owner_usage');
    await expect(
      harness.database.transaction((manager) => refund(manager, 'twice', { bytes: 1, images: 1 })),
    ).rejects.toThrow('owner_usage');
  });

  it('stays exact beyond what 32 bits hold', async () => {
    await hold('large', 3_000_000_000_001);
    expect((await used('large')).bytes).toBe(3_000_000_000_001);
  });
});

describe('a quota', () => {
  it('of uploads a day begins anew with the day', async () => {
    const quotas = { ...unlimited, uploadsPerDay: 1 };
    await hold('daily', 1, quotas);
    await expect(hold('daily', 1, quotas)).rejects.toMatchObject({ code: 'DAILY_QUOTA_EXCEEDED' });
    await sql(
      harness.database,
      `UPDATE owner_usage SET uploads_on = uploads_on - 1 WHERE owner_id = 'daily'`,
    );
    expect((await used('daily')).uploadsToday).toBe(0);
    await expect(hold('daily', 1, quotas)).resolves.toBeDefined();
  });

  it('of one owner stands in place of what is configured, as far as it is set', async () => {
    await sql(harness.database, `INSERT INTO owner_quotas (owner_id, bytes) VALUES ('special', 2000)`);
    const quotas = { bytes: 10, images: 1 };
    expect(await quotasOf(harness.database, 'special', quotas)).toEqual({
      bytes: 2_000,
      images: 1,
      uploadsPerDay: null,
    });
    await expect(hold('ordinary', 2_000, quotas)).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED' });
    await expect(hold('special', 2_000, quotas)).resolves.toBeDefined();
    await expect(hold('special', undefined, quotas)).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED' });
  });
});
