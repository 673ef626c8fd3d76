/** Turns the errors of the SDK into rows of the error table, and into advice for the operator. */
import { AppError } from '../platform/errors.ts';

interface Fault {
  readonly name?: string;
  readonly code?: string;
  readonly message?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

const faultOf = (error: unknown): Fault => (typeof error === 'object' && error !== null ? error : {});

export const statusOf = (error: unknown): number | undefined => faultOf(error).$metadata?.httpStatusCode;

/** A missing bucket is 404 as well and says nothing about its blobs; only the answer to HEAD cannot tell the two apart. */
export const isMissing = (error: unknown): boolean =>
  statusOf(error) === 404 && faultOf(error).name !== 'NoSuchBucket';

/**
 * Sends a request and translates its failure. It wraps only our own requests, never the reading of a caller's stream,
 * whose error must reach the caller unchanged.
 */
export async function onS3<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    throw unavailable(error);
  }
}

export const unavailable = (cause: unknown) => new AppError('STORAGE_UNAVAILABLE', undefined, { cause });

const permissions =
  's3:ListBucket, s3:ListBucketMultipartUploads, s3:GetObject, s3:PutObject, s3:DeleteObject and s3:AbortMultipartUpload';

const adviceByName: Readonly<Record<string, string>> = {
  NoSuchBucket: 'the bucket does not exist: create it or correct S3_BUCKET',
  NotFound: 'the bucket does not exist: create it or correct S3_BUCKET',
  AccessDenied: `access is denied: allow these credentials ${permissions}`,
  Forbidden: `access is denied: allow these credentials ${permissions}`,
  InvalidAccessKeyId: 'the access key is unknown: correct AWS_ACCESS_KEY_ID or the role of this machine',
  SignatureDoesNotMatch: 'the secret key is wrong: correct AWS_SECRET_ACCESS_KEY',
  CredentialsProviderError:
    'no credentials were found: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY or a role',
  ExpiredToken: 'the credentials have expired: renew them',
  PermanentRedirect: 'the bucket is in another region: correct S3_REGION',
  AuthorizationHeaderMalformed: 'the bucket is in another region: correct S3_REGION',
  RequestTimeTooSkewed: 'the clock of this machine is wrong: synchronise it',
  TimeoutError: 'nothing answers there in time: correct S3_ENDPOINT or start the store',
  NotImplemented:
    'the store lacks conditional writes (If-None-Match), which keep blobs from being overwritten',
};

const adviceByCode: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there: correct S3_ENDPOINT or start the store',
  ENOTFOUND: 'there is no such host: correct S3_ENDPOINT, or set S3_FORCE_PATH_STYLE=true',
  EAI_AGAIN: 'the host name cannot be resolved now: look at the DNS of this machine',
};

/** What the operator should do about a bucket that cannot be used; for the log, not for users. */
export function s3Advice(bucket: { name: string; endpoint: string }, error: unknown): Error {
  const { name = '', code = '', message } = faultOf(error);
  const advice = adviceByCode[code] ?? adviceByName[name] ?? `${name}: ${message}`;
  return new Error(`Blobs cannot be stored in the bucket ${bucket.name} at ${bucket.endpoint}: ${advice}.`, {
    cause: error,
  });
}
