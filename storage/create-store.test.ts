import { describe, expect, test } from '@jest/globals';
import { s3Defaults } from './contract/s3-under-test.ts';
import { createStore } from './create-store.ts';
import { DiskStore } from './disk-store.ts';
import { S3Store } from './s3-store.ts';

const slice = { ...s3Defaults, directory: '/unused', scratchDirectory: '/unused', prefix: '' };

describe('What is configured', () => {
  test('means files without a bucket, even where an endpoint is named.', async () => {
    expect(await createStore({ ...slice, endpoint: 'http://127.0.0.1:1' })).toBeInstanceOf(DiskStore);
    expect(await createStore({ ...slice, bucket: '' })).toBeInstanceOf(DiskStore);
  });

  test('means S3 with a bucket.', async () => {
    expect(await createStore({ ...slice, bucket: 'blobs' })).toBeInstanceOf(S3Store);
  });

  test.each(['/darkroom', '../', 'dark room/', '.hidden/', 'n'.repeat(250)])(
    'cannot put %j before keys.',
    async (prefix) => {
      await expect(createStore({ ...slice, bucket: 'blobs', prefix })).rejects.toMatchObject({
        code: 'START_FAILED',
        message: expect.stringContaining('S3_PREFIX'),
      });
    },
  );
});
