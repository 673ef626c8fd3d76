import { afterAll, describe, expect, test } from '@jest/globals';
import './contract/one-realm.ts';
import {
  AbortMultipartUploadCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
} from '@aws-sdk/client-s3';
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeStore } from './contract.ts';
import { megabytes, pattern } from './contract/bodies.ts';
import { collect, type } from './contract/place.ts';
import { openS3UnderTest } from './contract/s3-under-test.ts';
import { S3Store } from './s3-store.ts';

const s3 = await openS3UnderTest(process.env);
const store = new S3Store(s3.options);
const { bucket: Bucket, prefix } = s3.options;
afterAll(() => s3.stop());

describeStore(() => ({ store, lacks: s3.lacks, leftovers: () => s3.leftovers() }));

describe('In S3', () => {
  test('an object carries its content type, whichever way it was written.', async () => {
    await store.put('typed/whole', pattern(10), { contentType: 'image/webp' });
    await store.put('typed/parts', megabytes(9), { contentType: 'image/webp' });
    for (const key of ['typed/whole', 'typed/parts']) {
      const head = await s3.client.send(new HeadObjectCommand({ Bucket, Key: prefix + key }));
      expect(head.ContentType).toBe('image/webp');
    }
    await store.delete(['typed/whole', 'typed/parts']);
  });

  test('stores with different prefixes share a bucket without seeing each other.', async () => {
    const other = new S3Store({ ...s3.options, prefix: `${prefix}other/` });
    await store.put('shared', pattern(10), type);
    await other.put('shared', pattern(20), type);
    expect((await collect(other.list(''))).map(({ key }) => key)).toEqual(['shared']);
    await other.delete(['shared']);
    expect(await store.head('shared')).toMatchObject({ byteSize: 10 });
    await store.delete(['shared']);
  });

  test('the scratch copies of a crashed process are swept, and others’ files are not.', async () => {
    const { scratchDirectory } = s3.options;
    const ours = join(scratchDirectory, 'darkroom-scratch');
    const hoursAgo = new Date(Date.now() - 2 * 3_600_000);
    await mkdir(ours, { recursive: true });
    for (const path of [join(ours, 'stale'), join(scratchDirectory, 'foreign')]) {
      await writeFile(path, 'x');
      await utimes(path, hoursAgo, hoursAgo);
    }
    expect(await store.removeLeftovers(new Date(Date.now() - 3_600_000))).toBe(1);
    expect(await readdir(ours)).toEqual([]);
    expect(await readdir(scratchDirectory)).toContain('foreign');
  });
});

(s3.lacks.includes('listing uploads') ? describe.skip : describe)('In S3 that lists its uploads', () => {
  test('those of a crashed process are aborted, under our prefix only.', async () => {
    const foreign = { Bucket, Key: 'foreign/upload' };
    await s3.client.send(new CreateMultipartUploadCommand({ Bucket, Key: `${prefix}crashed` }));
    const { UploadId } = await s3.client.send(new CreateMultipartUploadCommand(foreign));
    expect(await store.removeLeftovers(new Date(Date.now() - 3_600_000))).toBe(0);
    expect(await store.removeLeftovers(new Date(Date.now() + 3_600_000))).toBe(1);
    expect(await s3.leftovers()).toEqual([]);
    await s3.client.send(new AbortMultipartUploadCommand({ ...foreign, UploadId }));
  });
});
