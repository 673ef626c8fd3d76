/** Removes what crashed processes left in a bucket: multipart uploads that nobody finishes, and probes. */
import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandOutput,
  ListObjectsV2Command,
  type MultipartUpload,
} from '@aws-sdk/client-s3';
import type { S3Bucket } from './s3-bucket.ts';
import { probePrefix } from './s3-check.ts';
import { isMissing, onS3, statusOf, unavailable } from './s3-fault.ts';

/** Aborts the uploads and deletes the probes that were begun before the given moment; says how many. */
export async function removeUnfinished(bucket: S3Bucket, olderThan: Date): Promise<number> {
  let removed = 0;
  for await (const upload of uploadsIn(bucket)) {
    if (!isOlder(upload.Initiated, olderThan)) continue;
    await abort(bucket, upload);
    removed++;
  }
  return removed + (await removeProbes(bucket, olderThan));
}

/** The unfinished uploads under the bucket's prefix. */
async function* uploadsIn(bucket: S3Bucket): AsyncGenerator<MultipartUpload> {
  let markers: { KeyMarker?: string | undefined; UploadIdMarker?: string | undefined } = {};
  let page: ListMultipartUploadsCommandOutput | undefined;
  do {
    page = await uploadsPage(bucket, markers);
    yield* page?.Uploads ?? [];
    markers = { KeyMarker: page?.NextKeyMarker, UploadIdMarker: page?.NextUploadIdMarker };
  } while (page?.IsTruncated);
}

/** A store that cannot list its uploads (501) has to expire them by itself. */
async function uploadsPage(
  { client, name, prefix }: S3Bucket,
  markers: { KeyMarker?: string | undefined; UploadIdMarker?: string | undefined },
): Promise<ListMultipartUploadsCommandOutput | undefined> {
  try {
    return await client.send(new ListMultipartUploadsCommand({ Bucket: name, Prefix: prefix, ...markers }));
  } catch (error) {
    if (statusOf(error) === 501) return undefined;
    throw unavailable(error);
  }
}

/** It may have been finished or aborted meanwhile. */
async function abort({ client, name }: S3Bucket, { Key, UploadId }: MultipartUpload): Promise<void> {
  try {
    await client.send(new AbortMultipartUploadCommand({ Bucket: name, Key, UploadId }));
  } catch (error) {
    if (!isMissing(error)) throw unavailable(error);
  }
}

async function removeProbes({ client, name, prefix }: S3Bucket, olderThan: Date): Promise<number> {
  const list = new ListObjectsV2Command({ Bucket: name, Prefix: prefix + probePrefix });
  const { Contents = [] } = await onS3(() => client.send(list));
  const stale = Contents.filter(({ LastModified }) => isOlder(LastModified, olderThan));
  for (const { Key } of stale) {
    await onS3(() => client.send(new DeleteObjectCommand({ Bucket: name, Key })));
  }
  return stale.length;
}

const isOlder = (moment: Date | undefined, than: Date): boolean => moment !== undefined && moment < than;
