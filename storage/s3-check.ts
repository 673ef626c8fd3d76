/** Finds out whether a bucket can hold blobs, and says what to do when it cannot. */
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { randomUUID } from 'node:crypto';
import type { S3Bucket } from './s3-bucket.ts';
import { s3Advice, statusOf, unavailable } from './s3-fault.ts';

/** Begins with a dot, so it is no key and appears in no list. */
export const probePrefix = '.check-';

const content = 'darkroom';

/** @throws AppError STORAGE_UNAVAILABLE whose cause is advice for the operator. */
export async function probe(bucket: S3Bucket, { write }: { readonly write: boolean }): Promise<void> {
  try {
    await list(bucket);
    if (write) await writeReadDelete(bucket);
  } catch (error) {
    throw unavailable(error instanceof ProbeError ? error : s3Advice(bucket, error));
  }
}

class ProbeError extends Error {}

async function list({ client, name, prefix }: S3Bucket): Promise<void> {
  await client.send(new ListObjectsV2Command({ Bucket: name, Prefix: prefix, MaxKeys: 1 }));
}

async function writeReadDelete(bucket: S3Bucket): Promise<void> {
  const object = { Bucket: bucket.name, Key: `${bucket.prefix}${probePrefix}${randomUUID()}` };
  const put = () => bucket.client.send(new PutObjectCommand({ ...object, Body: content, IfNoneMatch: '*' }));
  await put();
  try {
    const { Body } = await bucket.client.send(new GetObjectCommand(object));
    if ((await Body?.transformToString()) !== content) throw new ProbeError(altered(bucket));
    if (await overwrites(put)) throw new ProbeError(overwriting(bucket));
  } finally {
    await bucket.client.send(new DeleteObjectCommand(object));
  }
}

const overwrites = (put: () => Promise<unknown>): Promise<boolean> =>
  put().then(
    () => true,
    (error: unknown) => {
      if (statusOf(error) !== 412) throw error;
      return false;
    },
  );

const altered = ({ name, endpoint }: S3Bucket) =>
  `The bucket ${name} at ${endpoint} does not give back what was stored: it does not understand the SDK’s checksums. Set S3_CHECKSUMS=required or use another store.`;

const overwriting = ({ name, endpoint }: S3Bucket) =>
  `The store at ${endpoint} ignores If-None-Match, so that blobs in ${name} could be overwritten: use one that has conditional writes.`;
