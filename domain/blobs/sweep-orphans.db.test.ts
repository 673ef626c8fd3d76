import { rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { photo } from '../../media/fixtures/photo.ts';
import { sql } from '../../platform/database/sql.ts';
import { newUuid } from '../../platform/ids.ts';
import { type Harness, openHarness } from '../../test/harness.ts';
import { renderBoth } from '../../test/rendering.ts';
import { forgetUploads } from '../uploads/forget-uploads.ts';
import { sweepOrphans } from './sweep-orphans.ts';

let harness: Harness;
const graceHours = 24;

beforeEach(async () => {
  await harness?.close();
  harness = await openHarness();
});
afterAll(() => harness.close());

async function store(key: string, { hoursOld = 48 } = {}): Promise<string> {
  await harness.store.put(key, Buffer.from('bytes'), { contentType: 'image/jpeg' });
  await age(key, hoursOld);
  return key;
}

async function age(key: string, hours: number): Promise<void> {
  const then = new Date(Date.now() - hours * 3_600_000);
  await utimes(join(harness.config.storage.directory, key), then, then);
}

async function ageAll(): Promise<void> {
  for (const key of await harness.blobs()) await age(key, 48);
}

const original = (): string => `originals/ab/${newUuid()}`;
const variant = (imageId: string): string => `variants/ab/${imageId}/${'0'.repeat(64)}.webp`;

const sweep = (more: { dryRun?: boolean; force?: boolean } = {}) =>
  sweepOrphans(harness, { graceHours, ...more });

async function finishedImage() {
  const { image } = await harness.upload(await photo({ width: 160, height: 120 }));
  await renderBoth(harness, image.id);
  return image;
}

describe('the sweep of orphans', () => {
  it('removes blobs that no row names, and nothing else', async () => {
    await finishedImage();
    const named = await harness.blobs();
    await ageAll();
    const orphans = [await store(original()), await store(variant(newUuid()))];
    expect(await sweep()).toMatchObject({
      blobs: named.length + 2,
      orphans: orphans.toSorted().map((key) => ({ key, byteSize: 5 })),
      orphanBytes: 10,
      missing: [],
      removed: 2,
      refused: false,
    });
    expect(await harness.blobs()).toEqual(named);
  });

  it('finds and removes nothing in a dry run', async () => {
    const key = await store(original());
    expect(await sweep({ dryRun: true })).toMatchObject({ orphans: [{ key }], removed: 0, refused: false });
    expect(await harness.blobs()).toEqual([key]);
  });

  it('leaves young blobs, whose row may be about to be written', async () => {
    await store(original(), { hoursOld: 23 });
    expect(await sweep()).toMatchObject({ blobs: 1, orphans: [], removed: 0 });
  });

  it('leaves what somebody else keeps in the same place', async () => {
    await store('backup/2026-11-22.tar.gz');
    expect(await sweep()).toMatchObject({ blobs: 0, orphans: [] });
    expect(await harness.blobs()).toEqual(['backup/2026-11-22.tar.gz']);
  });

  it('leaves the bytes of an upload that has not ended, or that the sweeper of uploads has still to see', async () => {
    for (const status of ['RECEIVING', 'VERIFYING', 'PENDING', 'FAILED', 'EXPIRED'])
      await sql(
        harness.database,
        `INSERT INTO uploads (id, owner_id, status, profile, filename, storage_key)
         VALUES ($1, 'alice', $2, 'default', 'photo.jpg', $3)`,
        [newUuid(), status, await store(original())],
      );
    expect(await sweep()).toMatchObject({ blobs: 5, orphans: [] });
  });

  it('leaves the rest of an upload that may be resumed, however old it is', async () => {
    const key = original();
    const rest = await store(`${key}.rest-${newUuid()}`);
    await sql(
      harness.database,
      `INSERT INTO uploads (id, owner_id, status, profile, filename, storage_key, rest_keys)
       VALUES ($1, 'alice', 'PENDING', 'default', 'photo.jpg', $2, ARRAY[$3])`,
      [newUuid(), key, rest],
    );
    expect(await sweep()).toMatchObject({ orphans: [] });
    await sql(harness.database, `UPDATE uploads SET status = 'EXPIRED', swept_at = now()`);
    expect(await sweep()).toMatchObject({ orphans: [{ key: rest }], removed: 1 });
  });

  it('takes what a late request wrote after its upload was swept', async () => {
    const key = await store(original());
    await sql(
      harness.database,
      `INSERT INTO uploads (id, owner_id, status, profile, filename, storage_key, swept_at)
       VALUES ($1, 'alice', 'ABORTED', 'default', 'photo.jpg', $2, now())`,
      [newUuid(), key],
    );
    expect(await sweep()).toMatchObject({ orphans: [{ key }], removed: 1 });
  });

  it('leaves the variants of an image that is in work: their rows may be about to be written', async () => {
    const { image } = await harness.upload(await photo({ width: 160, height: 120 }));
    await store(variant(image.id));
    expect(await sweep()).toMatchObject({ orphans: [] });
    await renderBoth(harness, image.id);
    await ageAll();
    expect(await sweep()).toMatchObject({ orphans: [{ key: variant(image.id) }], removed: 1 });
  });

  it('refuses to remove a large part of what is stored, until somebody insists', async () => {
    for (let count = 0; count < 21; count += 1) await store(original());
    expect(await sweep()).toMatchObject({ refused: true, removed: 0 });
    expect(await harness.blobs()).toHaveLength(21);
    expect(await sweep({ force: true })).toMatchObject({ refused: false, removed: 21 });
    expect(await harness.blobs()).toEqual([]);
  });

  it('reports what rows name and nobody has', async () => {
    const image = await finishedImage();
    await ageAll();
    const lost = (await harness.blobs()).filter((key) => key.endsWith('.avif'));
    for (const key of [...lost, image.storageKey]) await rm(join(harness.config.storage.directory, key));
    expect((await sweep()).missing).toEqual([...lost, image.storageKey].toSorted());
  });

  it('ends when it is asked to, and leaves no table behind', async () => {
    await store(original());
    const stop = sweepOrphans(harness, { graceHours, signal: AbortSignal.abort(new Error('stopping')) });
    await expect(stop).rejects.toThrow('stopping');
    expect(await sweep()).toMatchObject({ removed: 1 });
  });
});

describe('uploads that nobody asks for any more', () => {
  const kept = async (): Promise<string[]> =>
    (await sql<{ status: string }>(harness.database, 'SELECT status FROM uploads ORDER BY status')).map(
      ({ status }) => status,
    );

  it('are forgotten when they came to nothing and are swept, not before their time', async () => {
    const upload = (status: string, days: number, swept: boolean) =>
      sql(
        harness.database,
        `INSERT INTO uploads (id, owner_id, status, profile, filename, storage_key, updated_at, swept_at)
         VALUES ($1, 'alice', $2, 'default', 'photo.jpg', $3, now() - $4 * interval '1 day',
                 CASE WHEN $5 THEN now() END)`,
        [newUuid(), status, original(), days, swept],
      );
    await upload('FAILED', 31, true);
    await upload('ABORTED', 31, false);
    await upload('EXPIRED', 29, true);
    await upload('RECEIVING', 31, false);
    expect(await forgetUploads(harness.database, 30)).toBe(1);
    expect(await kept()).toEqual(['ABORTED', 'EXPIRED', 'RECEIVING']);
  });

  it('stay as long as their image', async () => {
    const image = await finishedImage();
    await sql(harness.database, `UPDATE uploads SET updated_at = now() - interval '31 days'`);
    expect(await forgetUploads(harness.database, 30)).toBe(0);
    await sql(harness.database, 'DELETE FROM images WHERE id = $1', [image.id]);
    expect(await forgetUploads(harness.database, 30)).toBe(1);
    expect(await kept()).toEqual([]);
  });
});
