/**
 * The S3 store that the suite runs against: the one that S3_ENDPOINT names (with S3_BUCKET and the AWS_ variables), and
 * otherwise a local one. It is reached through a front that can break. What the store lacks is found out by asking it
 * directly, so that nobody is excused from what it can do.
 */
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  HeadBucketCommand,
  ListMultipartUploadsCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { S3Options } from '../s3-bucket.ts';
import { statusOf } from '../s3-fault.ts';
import { FaultyFront } from './faulty-front.ts';
import { credentials, startMiniflare } from './miniflare.ts';
import type { Lack } from './place.ts';

export interface S3UnderTest {
  readonly name: string;
  readonly front: FaultyFront;
  readonly options: S3Options & { readonly scratchDirectory: string };
  /** Straight to the store, without the front. */
  readonly client: S3Client;
  readonly lacks: readonly Lack[];
  /** Scratch copies, and multipart uploads that were begun and neither completed nor aborted. */
  leftovers(): Promise<readonly string[]>;
  stop(): Promise<void>;
}

type Environment = Record<string, string | undefined>;

/** What nearly every store other than AWS wants. */
export const s3Defaults = { region: 'us-east-1', forcePathStyle: true, checksums: 'required' } as const;

/** Sets the AWS_ variables for a local store, since credentials are found by the SDK's default chain only. */
export async function openS3UnderTest(environment: Environment): Promise<S3UnderTest> {
  const bucket = environment['S3_BUCKET'] ?? 'darkroom-test';
  const region = environment['S3_REGION'] ?? s3Defaults.region;
  const local = environment['S3_ENDPOINT'] ? undefined : await startMiniflare(bucket);
  if (local) {
    environment['AWS_ACCESS_KEY_ID'] = credentials.accessKeyId;
    environment['AWS_SECRET_ACCESS_KEY'] = credentials.secretAccessKey;
  }
  const upstream = local?.endpoint ?? environment['S3_ENDPOINT'] ?? '';
  const client = directClient(upstream, region);
  await makeBucket(client, bucket);
  const front = new FaultyFront(upstream);
  const scratchDirectory = await mkdtemp(join(tmpdir(), 'darkroom-s3-test-'));
  const prefix = `run-${randomUUID()}/`;
  const lacks = await findLacks(client, bucket);
  const endpoint = await front.start();
  const checksums =
    environment['S3_CHECKSUMS'] === 'supported' ? ('supported' as const) : s3Defaults.checksums;
  const options = { ...s3Defaults, endpoint, bucket, region, prefix, checksums, scratchDirectory };
  return {
    name: local ? 'miniflare' : upstream,
    front,
    options,
    client,
    lacks,
    leftovers: async () => [
      ...(await readdir(join(scratchDirectory, 'darkroom-scratch')).catch(() => [])),
      ...(lacks.includes('listing uploads')
        ? front.unfinishedUploads
        : await uploads(client, bucket, prefix)),
    ],
    stop: async () => {
      client.destroy();
      await front.stop();
      await local?.stop();
      await rm(scratchDirectory, { recursive: true });
    },
  };
}

const directClient = (endpoint: string, region: string): S3Client =>
  new S3Client({
    endpoint,
    region,
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });

async function makeBucket(client: S3Client, Bucket: string): Promise<void> {
  try {
    await client.send(new HeadBucketCommand({ Bucket }));
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
    await client.send(new CreateBucketCommand({ Bucket }));
  }
}

async function findLacks(client: S3Client, bucket: string): Promise<Lack[]> {
  const lacks: Lack[] = [];
  if (!(await succeeds(uploads(client, bucket, 'none/')))) lacks.push('listing uploads');
  if (await completesOver(client, bucket)) lacks.push('conditional completion');
  return lacks;
}

async function uploads(client: S3Client, Bucket: string, Prefix: string): Promise<string[]> {
  const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket, Prefix }));
  return Uploads.map(({ UploadId = '' }) => UploadId);
}

/** Whether a multipart upload that may only create replaces what is there. */
async function completesOver(client: S3Client, Bucket: string): Promise<boolean> {
  const object = { Bucket, Key: `capabilities/${randomUUID()}` };
  await client.send(new PutObjectCommand({ ...object, Body: 'first' }));
  const { UploadId } = await client.send(new CreateMultipartUploadCommand(object));
  const upload = { ...object, UploadId };
  const { ETag } = await client.send(new UploadPartCommand({ ...upload, PartNumber: 1, Body: 'second' }));
  const whole = { ...upload, MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] }, IfNoneMatch: '*' };
  const completed = await succeeds(client.send(new CompleteMultipartUploadCommand(whole)));
  if (!completed) await client.send(new AbortMultipartUploadCommand(upload));
  return completed;
}

const succeeds = (request: Promise<unknown>): Promise<boolean> =>
  request.then(
    () => true,
    (error: unknown) => {
      if (statusOf(error) === undefined) throw error;
      return false;
    },
  );
