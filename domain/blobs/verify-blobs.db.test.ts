/** Damage that is done by hand, on a disk and in a bucket: all of it is found, and what was derived is made again. */
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import '../../storage/contract/one-realm.ts';
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { photo } from '../../media/fixtures/photo.ts';
import { sql } from '../../platform/database/sql.ts';
import { newUuid } from '../../platform/ids.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import { openS3UnderTest } from '../../storage/contract/s3-under-test.ts';
import { DiskStore } from '../../storage/disk-store.ts';
import { S3Store } from '../../storage/s3-store.ts';
import { type Harness, openHarness } from '../../test/harness.ts';
import { renderBoth, variantsOf } from '../../test/rendering.ts';
import { until } from '../../test/until.ts';
import type { ImageEntity } from '../images/image.entity.ts';
import { repairBlobs } from './repair-blobs.ts';
import { type Verification, verifyBlobs, type VerifyOptions } from './verify-blobs.ts';

/** A store that somebody can get at from behind. */
interface Place {
  readonly store: BlobStore;
  overwrite(key: string, bytes: Uint8Array): Promise<void>;
  remove(key: string): Promise<void>;
  close(): Promise<void>;
}

async function onDisk(): Promise<Place> {
  const directory = await mkdtemp(join(tmpdir(), 'darkroom-verify-'));
  return {
    store: new DiskStore({ directory }),
    overwrite: (key, bytes) => writeFile(join(directory, key), bytes),
    remove: (key) => rm(join(directory, key)),
    close: () => rm(directory, { recursive: true }),
  };
}

const s3 = await openS3UnderTest(process.env);
afterAll(() => s3.stop());

async function inBucket(): Promise<Place> {
  const { bucket: Bucket } = s3.options;
  const prefix = `${s3.options.prefix}${newUuid()}/`;
  return {
    store: new S3Store({ ...s3.options, prefix }),
    overwrite: async (key, Body) =>
      void (await s3.client.send(new PutObjectCommand({ Bucket, Key: prefix + key, Body }))),
    remove: async (key) =>
      void (await s3.client.send(new DeleteObjectCommand({ Bucket, Key: prefix + key }))),
    close: () => Promise.resolve(),
  };
}

describe.each([
  ['on a disk', onDisk],
  ['in a bucket', inBucket],
])('blobs %s', (_where, open) => {
  let place: Place;
  let harness: Harness;
  let image: ImageEntity;
  beforeEach(async () => {
    place = await open();
    harness = await openHarness({ store: place.store });
    image = (await harness.upload(await photo({ width: 160, height: 120 }))).image;
    await renderBoth(harness, image.id);
  });
  afterEach(async () => {
    await harness.close();
    await place.close();
  });

  const verify = (more: Partial<VerifyOptions> = {}): Promise<Verification> =>
    verifyBlobs(harness, { storedBefore: new Date(Date.now() + 60_000), digestShare: 0, ...more });
  const found = ({ faults }: Verification): string[] =>
    faults.map(({ kind, name, problem }) => `${kind} ${name}: ${problem}`).toSorted();
  const keyOf = async (name: string, format: string): Promise<string> =>
    (await variantsOf(harness, image.id)).find((row) => row.name === name && row.format === format)
      ?.storageKey ?? '';
  const bytesOf = async (key: string): Promise<Buffer> => buffer((await place.store.open(key)).body);

  async function flipBit(key: string): Promise<void> {
    const bytes = await bytesOf(key);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    await place.overwrite(key, bytes);
  }

  async function addRendition(): Promise<string> {
    const id = newUuid();
    const key = `renditions/00/${image.id}/${id}.webp`;
    const bytes = Buffer.from('made on demand');
    await place.store.put(key, bytes, { contentType: 'image/webp' });
    await sql(
      harness.database,
      `INSERT INTO renditions (id, image_id, recipe, spec, format, width, height, quality, byte_size, digest,
                               storage_key, processing_ms)
       VALUES ($1, $2, 'recipe', 'w64.webp', 'webp', 64, 48, 80, $3, encode(sha256($4), 'hex'), $5, 1)`,
      [id, image.id, bytes.byteLength, bytes, key],
    );
    return key;
  }

  it('are all there, whole, and nobody else’s, when nobody has touched them', async () => {
    await addRendition();
    const sizes = await Promise.all((await harness.blobs()).map(async (key) => (await bytesOf(key)).length));
    expect(await verify({ digestShare: 1 })).toEqual({
      blobs: 11,
      bytes: sizes.reduce((sum, size) => sum + size, 0),
      named: { original: 1, variant: 9, rendition: 1 },
      read: { blobs: 11, bytes: sizes.reduce((sum, size) => sum + size, 0) },
      faults: [],
      hasMore: false,
      orphans: [],
      orphanBytes: 0,
    });
  });

  it('are missed, and found too short, without one of them being read', async () => {
    await place.remove(await keyOf('thumb', 'webp'));
    const medium = await keyOf('medium', 'avif');
    await place.overwrite(medium, (await bytesOf(medium)).subarray(1));
    await place.remove(image.storageKey);
    await place.overwrite(await addRendition(), Buffer.from('made'));
    const verified = await verify();
    expect(found(verified)).toEqual([
      'original original: missing',
      'rendition w64.webp: wrong size',
      'variant medium.avif: wrong size',
      'variant thumb.webp: missing',
    ]);
    expect(verified).toMatchObject({ read: { blobs: 0 }, hasMore: false });
    expect(verified.faults.find(({ kind }) => kind === 'original')).toMatchObject({
      imageId: image.id,
      key: image.storageKey,
      byteSize: image.byteSize,
    });
  });

  it('give a single wrong bit away when they are read, and only then', async () => {
    await flipBit(image.storageKey);
    await flipBit(await keyOf('full', 'jpeg'));
    await flipBit(await addRendition());
    await place.remove(await keyOf('full', 'webp'));
    expect(found(await verify())).toEqual(['variant full.webp: missing']);
    expect(found(await verify({ digestShare: 1 }))).toEqual([
      'original original: wrong bytes',
      'rendition w64.webp: wrong bytes',
      'variant full.jpeg: wrong bytes',
      'variant full.webp: missing',
    ]);
  });

  it('that no row names are listed, and stay', async () => {
    const key = `originals/00/${newUuid()}`;
    await place.store.put(key, Buffer.from('nobody’s'), { contentType: 'image/jpeg' });
    expect(await verify()).toMatchObject({ faults: [], orphans: [{ key, byteSize: 10 }], orphanBytes: 10 });
    expect(await harness.blobs()).toContain(key);
  });

  it('that were derived are made again, with the same bytes, by the worker', async () => {
    const before = await Promise.all(
      (await variantsOf(harness, image.id)).map(async ({ digest, storageKey }) => ({ digest, storageKey })),
    );
    await place.remove(await keyOf('thumb', 'webp'));
    await flipBit(await keyOf('medium', 'webp'));
    await place.remove(await addRendition());
    const { faults } = await verify({ digestShare: 1 });
    expect(faults).toHaveLength(3);
    expect(await repairBlobs(harness, faults, 'a-request')).toEqual({
      repaired: expect.arrayContaining([...faults]),
      left: [],
    });
    const worker = await harness.startWorker();
    await until('all variants are ready again', async () =>
      (await variantsOf(harness, image.id)).every(({ status }) => status === 'READY'),
    );
    await worker.stop();
    expect(found(await verify({ digestShare: 1 }))).toEqual([]);
    expect(
      (await variantsOf(harness, image.id)).map(({ digest, storageKey }) => ({ digest, storageKey })),
    ).toEqual(before);
  });

  it('that somebody uploaded are never touched, nor what would be made of a damaged one', async () => {
    await flipBit(image.storageKey);
    await place.remove(await keyOf('thumb', 'webp'));
    const { faults } = await verify({ digestShare: 1 });
    const blobs = await harness.blobs();
    expect(await repairBlobs(harness, faults, 'a-request')).toMatchObject({ repaired: [], left: faults });
    expect(await harness.blobs()).toEqual(blobs);
    expect((await variantsOf(harness, image.id)).every(({ status }) => status === 'READY')).toBe(true);
  });
});

describe('verifying a running system', () => {
  let place: Place;
  let harness: Harness;
  beforeEach(async () => {
    place = await onDisk();
    harness = await openHarness({ store: place.store });
  });
  afterEach(async () => {
    await harness.close();
    await place.close();
  });
  const options = { storedBefore: new Date(0), digestShare: 1 };

  it('takes an image that is deleted meanwhile for no fault', async () => {
    const { image } = await harness.upload(await photo({ width: 160, height: 120 }));
    const { store } = place;
    const deleting = {
      ...harness,
      store: {
        list: (prefix: string) => store.list(prefix),
        head: (key: string) => store.head(key),
        // Between the look at its row and the look for its blob.
        open: async (key: string) => {
          await sql(harness.database, 'DELETE FROM images WHERE id = $1', [image.id]);
          await place.remove(key);
          return store.open(key);
        },
      },
    };
    expect(await verifyBlobs(deleting, options)).toMatchObject({ named: { original: 1 }, faults: [] });
  });

  it('reads about as many as were asked for, and says how far it is', async () => {
    for (let count = 0; count < 40; count += 1)
      await harness.upload(await photo({ width: 120, height: 100 }));
    const told: { read: number; of: number }[] = [];
    const { read } = await verifyBlobs(harness, {
      ...options,
      digestShare: 0.5,
      onRead: (progress) => told.push(progress),
    });
    // Fewer than 3 of 40, or more than 37: once in a hundred million runs.
    expect(read.blobs).toBeGreaterThanOrEqual(3);
    expect(read.blobs).toBeLessThanOrEqual(37);
    expect(told.map((progress) => progress.read)).toEqual(told.map((_, n) => n + 1));
    expect(told.every(({ of }) => of === 20)).toBe(true);
  });

  it('ends when it is asked to', async () => {
    await harness.upload(await photo({ width: 120, height: 100 }));
    const signal = AbortSignal.abort(new Error('stopping'));
    await expect(verifyBlobs(harness, { ...options, signal })).rejects.toThrow('stopping');
  });
});
