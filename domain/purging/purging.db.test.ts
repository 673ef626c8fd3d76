import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Cdn } from '../../platform/cdn/cdn.ts';
import { AppError } from '../../platform/errors.ts';
import { newUuid, toGlobalId } from '../../platform/ids.ts';
import { sql } from '../../platform/database/sql.ts';
import { jobsOf } from '../../test/facts.ts';
import { admin, alice, bob, type Harness, openHarness, viewerOf } from '../../test/harness.ts';
import { sabotaged } from '../../test/sabotage.ts';
import { seedImage, seedImages, seedVariants } from '../../test/seed.ts';
import { until } from '../../test/until.ts';
import { anonymous } from '../access/viewer.ts';
import { deleteImages } from '../images/delete-images.ts';
import { findImage } from '../images/find-images.ts';
import { updateImage } from '../images/update-image.ts';
import { urlsOf } from './cached-entries.ts';
import { purgeJob } from './purge-job.ts';
import { purgeImages } from './purge-images.ts';
import { runPurge } from './run-purge.ts';

/** A CDN in memory: it keeps what it was told, and fails at first as often as it should. */
function recorder(by: Cdn['by'], failures = 0) {
  const told: unknown[][] = [];
  let left = failures;
  const purge = async (entries: readonly unknown[]): Promise<void> => {
    told.push([...entries]);
    left -= 1;
    if (left >= 0) throw new AppError('PURGE_FAILED', { provider: 'test', reason: 'it answered 500' });
  };
  return { told, cdn: { by, imagesPerPurge: 2, purge } as unknown as Cdn };
}

const byTag = recorder('tag', 1);

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness({ cdn: byTag.cdn });
});
afterAll(() => harness.close());

/** Those that are sent for one image, with whether they have to wait. */
const purgesOf = (imageId: string) =>
  sql<{ data: object; waits: boolean }>(
    harness.database,
    `SELECT data, start_after > created_on + interval '30 seconds' AS waits FROM pgboss.job
      WHERE name = 'purge' AND data::text LIKE '%' || $1 || '%' ORDER BY start_after`,
    [imageId],
  );

const payloadOf = (id: string, more = {}) => ({ images: [{ id, names: [] }], variantsOnly: false, ...more });

describe('purging images', () => {
  it('sends a job for as many as the CDN takes at once, and answers each once', async () => {
    const seeded = await seedImages(harness.database, [{}, {}, {}]);
    const ids = seeded.map(({ id }) => id);
    expect(await purgeImages(harness, alice, { ids: [...ids, ...ids], variantsOnly: true })).toEqual(ids);
    const jobs = (await jobsOf(harness)).filter(({ name }) => name === 'purge');
    expect(jobs.map(({ data, group }) => ({ data, group }))).toEqual(
      expect.arrayContaining([
        {
          data: { images: ids.slice(0, 2).map((id) => ({ id, names: [] })), variantsOnly: true },
          group: 'alice',
        },
        { data: { images: [{ id: ids[2], names: [] }], variantsOnly: true }, group: 'alice' },
      ]),
    );
  });

  it('is refused for what is missing or another’s, all of it', async () => {
    const image = await seedImage(harness.database);
    for (const viewer of [alice, bob]) {
      const ids = [image.id, newUuid()];
      await expect(purgeImages(harness, viewer, { ids })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    await expect(purgeImages(harness, bob, { ids: [image.id] })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await purgesOf(image.id)).toEqual([]);
    expect(await purgeImages(harness, admin, { ids: [image.id] })).toEqual([image.id]);
  });

  it('needs the scope MANAGE', async () => {
    const ids = [newUuid()];
    await expect(purgeImages(harness, anonymous, { ids })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(purgeImages(harness, viewerOf('alice', 'READ'), { ids })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it.each([[[]], [Array.from({ length: 251 }, newUuid)]])('takes 1 to 250', async (ids) => {
    await expect(purgeImages(harness, alice, { ids })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('sends nothing where there is no CDN', async () => {
    const image = await seedImage(harness.database, { visibility: 'PUBLIC' });
    const without = { ...harness, cdn: undefined };
    expect(await purgeImages(without, alice, { ids: [image.id] })).toEqual([image.id]);
    await updateImage(without, alice, { id: image.id, changes: { visibility: 'PRIVATE' } });
    await deleteImages(without, alice, [image.id]);
    expect(await purgesOf(image.id)).toEqual([]);
  });
});

describe('an image that is withdrawn', () => {
  it('is purged when it is deleted, and once more when requests from before are over', async () => {
    const { id } = await seedImage(harness.database, { visibility: 'PUBLIC' });
    await deleteImages(harness, alice, [id]);
    expect(await purgesOf(id)).toEqual([
      { data: payloadOf(id), waits: false },
      { data: payloadOf(id), waits: true },
    ]);
  });

  it('is purged when it becomes private', async () => {
    const { id } = await seedImage(harness.database, { visibility: 'PUBLIC' });
    await updateImage(harness, alice, { id, changes: { visibility: 'PRIVATE' } });
    expect(await purgesOf(id)).toEqual([
      { data: payloadOf(id), waits: false },
      { data: payloadOf(id), waits: true },
    ]);
  });

  it.each([
    ['becomes public', 'PRIVATE', { visibility: 'PUBLIC' }],
    ['stays private', 'PRIVATE', { visibility: 'PRIVATE' }],
    ['gets a title', 'PUBLIC', { title: 'New' }],
  ] as const)('is not purged when it %s', async (_, visibility, changes) => {
    const { id } = await seedImage(harness.database, { visibility });
    await updateImage(harness, alice, { id, changes });
    expect(await purgesOf(id)).toEqual([]);
  });

  it('is purged if and only if the change is committed', async () => {
    const { id } = await seedImage(harness.database, { visibility: 'PUBLIC' });
    await sabotaged(harness.database, { table: 'events', on: 'INSERT' }, async () => {
      await expect(updateImage(harness, alice, { id, changes: { visibility: 'PRIVATE' } })).rejects.toThrow(
        'sabotaged',
      );
      await expect(deleteImages(harness, alice, [id])).rejects.toThrow('sabotaged');
    });
    expect(await purgesOf(id)).toEqual([]);
    expect((await findImage(harness.database, id))?.visibility).toBe('PUBLIC');
  });
});

describe('the job', () => {
  it('is tried again after a failure, in a worker', async () => {
    const { id } = await seedImage(harness.database);
    await purgeImages(harness, alice, { ids: [id] });
    const tag = toGlobalId('image', id);
    const worker = await harness.startWorker();
    await until('it is done', async () => {
      const jobs = await jobsOf(harness);
      return jobs.some(({ name, state, data }) => {
        const { images } = data as { images?: { id: string }[] };
        return name === 'purge' && state === 'completed' && images?.some((image) => image.id === id);
      });
    });
    await worker.stop();
    expect(byTag.told.flat()).toEqual(expect.arrayContaining([tag, `${tag}-original`]));
    const jobs = (await jobsOf(harness)).filter(({ name }) => name === 'purge');
    expect(jobs.some(({ retries, state }) => retries === 1 || state === 'retry')).toBe(true);
  });

  const dependencies = (cdn: Cdn | undefined) => ({ cdn, profiles: harness.profiles, widthLadder: [320] });
  const { signal } = new AbortController();

  it('leaves the original when only variants are meant', async () => {
    const id = newUuid();
    const { told, cdn } = recorder('tag');
    await runPurge(dependencies(cdn), payloadOf(id, { variantsOnly: true }), signal);
    await runPurge(dependencies(cdn), payloadOf(id), signal);
    const tag = toGlobalId('image', id);
    expect(told).toEqual([[tag], [tag, `${tag}-original`]]);
  });

  it('names folders where the CDN knows paths', async () => {
    const id = newUuid();
    const { told, cdn } = recorder('path');
    await runPurge(dependencies(cdn), payloadOf(id), signal);
    expect(told).toEqual([[`/i/${toGlobalId('image', id)}/*`, `/images/${toGlobalId('image', id)}*`]]);
  });

  it('has nobody to tell when the CDN was taken away in the meantime', async () => {
    await expect(runPurge(dependencies(undefined), payloadOf(newUuid()), signal)).resolves.toBeUndefined();
  });

  it('names every URL where the CDN knows URLs alone: variants, stored renditions, and what anybody may ask for', async () => {
    const { id } = await seedImage(harness.database, { visibility: 'PUBLIC' });
    await seedVariants(harness.database, id, [{ name: 'x77' }]);
    await sql(
      harness.database,
      `INSERT INTO renditions (id, image_id, recipe, spec, format, width, height, quality, byte_size, digest, storage_key, processing_ms)
       VALUES ($1, $2, 'r', '300x200-q50.webp', 'webp', 300, 200, 50, 1, 'd', 'a-key', 1)`,
      [newUuid(), id],
    );
    const { told, cdn } = recorder('url');
    await deleteImages({ ...harness, cdn }, alice, [id]);
    const [job] = await purgesOf(id);
    await runPurge(dependencies(cdn), purgeJob.payload.parse(job?.data), signal);
    const paths = new Set(told.flat().map((entry) => (entry as { path: string }).path));
    const imageId = toGlobalId('image', id);
    const expected = [
      'x77.webp',
      '300x200-q50.webp',
      '300x200-q50.auto',
      'w320.jpg',
      'thumb.avif',
      'original',
    ];
    expect([...paths]).toEqual(expect.arrayContaining(expected.map((file) => `/i/${imageId}/${file}`)));
    const queries = ['', '?format=webp', '?size=thumb', '?size=x77&format=auto', '/metadata'];
    expect([...paths]).toEqual(expect.arrayContaining(queries.map((query) => `/images/${imageId}${query}`)));
  });

  it('names what is negotiated once for each kind of client', () => {
    const id = newUuid();
    const urls = urlsOf({ id, names: ['w320'], variantsOnly: true });
    const auto = urls.filter(({ path }) => path.endsWith('/w320.auto'));
    expect(new Set(auto.map(({ accept }) => accept)).size).toBe(4);
    expect(urls.filter(({ path }) => path.endsWith('/w320.webp'))).toHaveLength(1);
    expect(urls.some(({ path }) => path.endsWith('/original'))).toBe(false);
  });
});
