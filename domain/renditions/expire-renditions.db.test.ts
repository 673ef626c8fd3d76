import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { photo } from '../../media/fixtures/photo.ts';
import { sql } from '../../platform/database/sql.ts';
import { newUuid } from '../../platform/ids.ts';
import { type Harness, openHarness } from '../../test/harness.ts';
import { sweepOrphans } from '../blobs/sweep-orphans.ts';
import type { ImageEntity } from '../images/image.entity.ts';
import { expireRenditions } from './expire-renditions.ts';
import { findRendition, renditionPrefix } from './store-rendition.ts';

let harness: Harness;
let image: ImageEntity;
beforeAll(async () => {
  harness = await openHarness();
  ({ image } = await harness.upload(await photo({ width: 160, height: 120 })));
});
afterAll(() => harness.close());
beforeEach(async () => {
  await expireRenditions(harness, { retentionDays: 0, maxBytes: 0 });
});

/** One that was last asked for so many days ago. */
async function kept(recipe: string, days: number): Promise<string> {
  const id = newUuid();
  const key = `${renditionPrefix(image.id)}${id}.webp`;
  await harness.store.put(key, Buffer.alloc(100), { contentType: 'image/webp' });
  await sql(
    harness.database,
    `INSERT INTO renditions (id, image_id, recipe, spec, format, width, height, quality, byte_size, digest, storage_key,
                             processing_ms, used_at)
     VALUES ($1, $2, $3, 'w1.webp', 'webp', 1, 1, 80, 100, '', $4, 1, now() - $5 * interval '1 day') RETURNING 1`,
    [id, image.id, recipe, key, days],
  );
  return key;
}

const left = async (): Promise<string[]> =>
  (await harness.blobs()).filter((key) => key.startsWith('renditions/'));
const rowsLeft = async (): Promise<string[]> =>
  (await sql<{ recipe: string }>(harness.database, 'SELECT recipe FROM renditions ORDER BY recipe')).map(
    ({ recipe }) => recipe,
  );

describe('renditions', () => {
  it('go when nobody has asked for them for long enough, rows and bytes', async () => {
    await kept('old', 31);
    const key = await kept('young', 29);
    expect(await expireRenditions(harness, { retentionDays: 30, maxBytes: 1_000 })).toBe(1);
    expect([await rowsLeft(), await left()]).toEqual([['young'], [key]]);
  });

  it('beyond their bound go in the order in which they were last asked for', async () => {
    for (const [recipe, days] of [
      ['a', 3],
      ['b', 1],
      ['c', 2],
      ['d', 4],
    ] as const)
      await kept(recipe, days);
    expect(await expireRenditions(harness, { retentionDays: 30, maxBytes: 250 })).toBe(2);
    expect(await rowsLeft()).toEqual(['b', 'c']);
    expect(await left()).toHaveLength(2);
  });

  it('stay when they are asked for', async () => {
    await kept('asked', 20);
    await findRendition(harness.database, image.id, { recipe: 'asked' });
    expect(await expireRenditions(harness, { retentionDays: 10, maxBytes: 1_000 })).toBe(0);
  });

  it('are no orphans while they have a row, and are when they have none', async () => {
    await kept('known', 1);
    const lost = `${renditionPrefix(image.id)}${newUuid()}.webp`;
    await harness.store.put(lost, Buffer.alloc(1), { contentType: 'image/webp' });
    await sql(harness.database, `UPDATE variants SET status = 'FAILED' RETURNING 1`);
    const { orphans, missing } = await sweepOrphans(harness, { graceHours: -1 });
    expect(orphans.map(({ key }) => key)).toEqual([lost]);
    expect(missing).toEqual([]);
    expect(await left()).toHaveLength(1);
  });
});
