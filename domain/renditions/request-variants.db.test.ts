import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { photo } from '../../media/fixtures/photo.ts';
import { sql } from '../../platform/database/sql.ts';
import { AppError } from '../../platform/errors.ts';
import { eventsOf, jobsOf } from '../../test/facts.ts';
import { openGraphql } from '../../test/graphql.ts';
import { alice, bob, type Harness, openHarness, silent } from '../../test/harness.ts';
import { toGlobalId } from '../../platform/ids.ts';
import { deleteImages, removeImageBlobs } from '../images/delete-images.ts';
import { findImage, findVariantsOfImages } from '../images/find-images.ts';
import type { VariantEntity } from '../images/variant.entity.ts';
import { awaitVariant } from './await-variant.ts';
import { renderVariants } from './render-variants.ts';
import { requestVariants } from './request-variants.ts';

const profiles = `
profiles:
  default:
    allowed_mimes: [image/jpeg]
    size_max_bytes: 200000
    storage_path: '{namespace}/{year}/{key_base}.{ext}'
    thumb_folder: thumbs
    variants:
      - { name: large, lazy: true, formats: [webp, jpeg] }
      - { name: thumb, size: 40x40, formats: [webp] }
      - { name: huge, lazy: true, formats: [webp] }
  later:
    allowed_mimes: [image/jpeg]
    size_max_bytes: 200000
    variants:
      - { name: only, lazy: true, formats: [webp] }
`;

let harness: Harness;
let picture: Buffer;
beforeAll(async () => {
  [harness, picture] = await Promise.all([openHarness({ profiles }), photo({ width: 160, height: 120 })]);
});
afterAll(() => harness.close());

const render = (imageId: string, part: 'first' | 'rest' | 'lazy') =>
  renderVariants(harness, {
    imageId,
    part,
    requestId: 'a-request',
    signal: new AbortController().signal,
    logger: silent,
  });

const variantsOf = (imageId: string): Promise<VariantEntity[]> =>
  findVariantsOfImages(harness.database, [imageId]);

const statesOf = async (imageId: string): Promise<string[]> =>
  (await variantsOf(imageId)).map(({ name, format, status }) => `${name}.${format} ${status}`).sort();

const lazyJobsOf = async (imageId: string) =>
  (await jobsOf(harness)).filter(({ name, data }) => name === 'render-lazy' && data.imageId === imageId);

const ask = (imageId: string, name: string) => requestVariants(harness, [{ imageId, name }], 'a-request');

describe('an image with lazy variants', () => {
  it('is READY without them', async () => {
    const { image } = await harness.upload(picture);
    await render(image.id, 'first');
    await render(image.id, 'rest');
    expect(await findImage(harness.database, image.id)).toMatchObject({ status: 'READY' });
    expect(await statesOf(image.id)).toEqual([
      'huge.webp PENDING',
      'large.jpeg PENDING',
      'large.webp PENDING',
      'thumb.webp READY',
    ]);
  });

  it('is READY at once, and without a job, when it has no others', async () => {
    const before = (await jobsOf(harness)).length;
    const { image } = await harness.upload(picture, { profile: 'later' });
    expect(image.status).toBe('READY');
    expect((await jobsOf(harness)).length).toBe(before);
  });

  it('gets all formats of the one that is asked for and no other, however many ask at once', async () => {
    const { image } = await harness.upload(picture);
    await Promise.all(Array.from({ length: 8 }, () => ask(image.id, 'large')));
    expect(await lazyJobsOf(image.id)).toHaveLength(1);
    await render(image.id, 'lazy');
    await render(image.id, 'lazy');
    await ask(image.id, 'large');
    expect(await lazyJobsOf(image.id)).toHaveLength(1);
    expect(await statesOf(image.id)).toEqual([
      'huge.webp PENDING',
      'large.jpeg READY',
      'large.webp READY',
      'thumb.webp PENDING',
    ]);
    const ready = (await eventsOf(harness, image.id)).filter(({ type }) => type === 'VARIANT_READY');
    expect(ready).toHaveLength(2);
  });

  it('changes nothing for an eager variant, a name that is none, or an image that is gone', async () => {
    const { image } = await harness.upload(picture);
    const before = await variantsOf(image.id);
    await ask(image.id, 'thumb');
    await ask(image.id, 'nothing');
    await ask('00000000-0000-7000-8000-000000000000', 'large');
    expect(await variantsOf(image.id)).toEqual(before);
    expect(await lazyJobsOf(image.id)).toEqual([]);
  });

  it('has its lazy variants failed with it when the original cannot be read', async () => {
    const { image } = await harness.upload(picture);
    await harness.store.delete([image.storageKey]);
    await render(image.id, 'first');
    expect(await findImage(harness.database, image.id)).toMatchObject({ status: 'FAILED' });
    expect((await variantsOf(image.id)).every(({ status }) => status === 'FAILED')).toBe(true);
  });

  it('stays READY when a lazy one cannot be made, and says why', async () => {
    const { image } = await harness.upload(picture, { profile: 'later' });
    await harness.store.delete([image.storageKey]);
    await ask(image.id, 'only');
    await render(image.id, 'lazy');
    expect(await findImage(harness.database, image.id)).toMatchObject({ status: 'READY' });
    expect(await variantsOf(image.id)).toMatchObject([{ status: 'FAILED', failureCode: 'BLOB_MISSING' }]);
  });

  it('keeps original and variants where its profile says, and loses all with its deletion', async () => {
    const { image } = await harness.upload(picture, { namespace: 'shop' });
    await render(image.id, 'first');
    expect(image.storageKey).toMatch(/^shop\/\d{4}\/[0-9a-f-]{36}\.jpg$/);
    const own = (await harness.blobs()).filter((key) => key.includes(image.id));
    expect(own).toEqual([expect.stringMatching(/^thumbs\/[0-9a-f]{2}\/[0-9a-f-]{36}\/[0-9a-f]{64}\.webp$/)]);
    await deleteImages(harness, alice, [image.id]);
    const job = (await jobsOf(harness)).find(
      ({ name, data }) => name === 'delete-blobs' && data.imageId === image.id,
    );
    await removeImageBlobs(harness.store, job?.data as Parameters<typeof removeImageBlobs>[1]);
    const left = await harness.blobs();
    expect(left.filter((key) => key.includes(image.id) || key === image.storageKey)).toEqual([]);
  });
});

describe('who fetches a lazy variant', () => {
  const fetched = (imageId: string, waitSeconds: number, beforeMaking?: () => void) =>
    awaitVariant(harness, {
      imageId,
      choose: (variants) => variants.find(({ name }) => name === 'only'),
      waitSeconds,
      signal: new AbortController().signal,
      requestId: 'a-request',
      ...(beforeMaking && { beforeMaking }),
    });

  it('gets it from the first request, which waits', async () => {
    const worker = await harness.startWorker();
    try {
      const { image } = await harness.upload(picture, { profile: 'later' });
      expect(await fetched(image.id, 20)).toMatchObject({ status: 'READY', name: 'only' });
    } finally {
      await worker.stop();
    }
  });

  it('has begun it also when it does not wait', async () => {
    const { image } = await harness.upload(picture, { profile: 'later' });
    await expect(fetched(image.id, 0)).rejects.toMatchObject({ code: 'VARIANT_NOT_READY' });
    expect(await lazyJobsOf(image.id)).toHaveLength(1);
  });

  it('is asked for before it is made, once, and not for one that is on its way', async () => {
    const { image } = await harness.upload(picture, { profile: 'later' });
    let asked = 0;
    const refuse = (): void => {
      asked += 1;
      throw new AppError('RATE_LIMITED', { budget: 'renditions', limit: 1, window: 60, seconds: 60 });
    };
    await expect(fetched(image.id, 0, refuse)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    expect(await lazyJobsOf(image.id)).toEqual([]);
    await expect(fetched(image.id, 0)).rejects.toMatchObject({ code: 'VARIANT_NOT_READY' });
    await expect(fetched(image.id, 0, refuse)).rejects.toMatchObject({ code: 'VARIANT_NOT_READY' });
    expect(asked).toBe(1);
  });
});

describe('Image.variant', () => {
  const query = `query ($ids: [ID!]!) {
    nodes(ids: $ids) { ... on Image { id variants { name } variant(name: "only") { status lazy } } } }`;

  it('begins the lazy variants of a whole page in one transaction, and only for who may see them', async () => {
    const images = await Promise.all(
      [1, 2, 3].map(async () => (await harness.upload(picture, { profile: 'later' })).image),
    );
    const ids = images.map(({ id }) => toGlobalId('image', id));
    const graphql = await openGraphql(harness);
    await graphql.run(query, { ids }, bob);
    expect((await Promise.all(images.map(({ id }) => lazyJobsOf(id)))).flat()).toEqual([]);
    const { data, codes } = await graphql.run(query, { ids });
    expect(codes).toEqual([]);
    expect(data.nodes[0].variant).toEqual({ status: 'PENDING', lazy: true });
    for (const { id } of images) expect(await lazyJobsOf(id)).toHaveLength(1);
    const times = await sql<{ at: Date }>(
      harness.database,
      'SELECT DISTINCT requested_at AS at FROM variants WHERE image_id = ANY($1::uuid[])',
      [images.map(({ id }) => id)],
    );
    expect(times).toHaveLength(1);
  });
});
