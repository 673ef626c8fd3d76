/**
 * The way of the bytes that pass the server: looked at, metered, hashed and stored in one pass, then verified by
 * the decoder, then committed. Whatever fails on the way leaves a FAILED upload row and nothing else.
 */
import type { Readable } from 'node:stream';
import type { DataSource } from 'typeorm';
import { sniffLength } from '../../media/sniff.ts';
import type { RenderPool, SourceFormat, SourceInfo } from '../../media/types.ts';
import { contentTypes } from '../../media/types.ts';
import { AppError, isAppError } from '../../platform/errors.ts';
import type { Logger } from '../../platform/logging.ts';
import type { Queue } from '../../platform/queue/queue.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import { requireScope } from '../access/policy.ts';
import type { Viewer } from '../access/viewer.ts';
import { findImage } from '../images/find-images.ts';
import type { ImageEntity, Visibility } from '../images/image.entity.ts';
import { profileOf } from '../profiles/load-profiles.ts';
import type { Profile, Profiles } from '../profiles/profile.ts';
import { type Quotas, roomFor } from '../usage/quota.ts';
import { claimUpload } from './claim-upload.ts';
import { commitUpload } from './commit-upload.ts';
import { failUpload } from './fail-upload.ts';
import { safeFilename } from './filename.ts';
import { type Idempotency, idempotently, keyReused, type Settle, type Settled } from './idempotency.ts';
import { checkAttributes, type ImageAttributes } from './image-attributes.ts';
import { digestBody, type MeteredBody, meterBody } from './metered-body.ts';
import { findUpload } from './find-upload.ts';
import { reportReceived } from './report-received.ts';
import type { UploadEntity } from './upload.entity.ts';
import { acceptedFormat, checkedDigest, inspectAs } from './verify-upload.ts';

export interface UploadDependencies {
  readonly database: DataSource;
  readonly store: BlobStore;
  readonly pool: RenderPool;
  readonly queue: Pick<Queue, 'send'>;
  readonly profiles: Profiles;
  readonly quotas: Quotas;
  readonly idempotency: Idempotency;
}

export interface IncomingUpload extends ImageAttributes {
  readonly viewer: Viewer;
  readonly body: Readable;
  readonly filename: string;
  readonly profile?: string | null | undefined;
  readonly visibility?: Visibility | null | undefined;
  /** What the client says the SHA-256 is, in hexadecimal; checked when given. */
  readonly sha256?: string | null | undefined;
  /** The same key again has the same result. */
  readonly idempotencyKey?: string | null | undefined;
  readonly requestId: string;
  readonly logger: Logger;
}

export interface ReceivedUpload {
  readonly image: ImageEntity;
  readonly upload: UploadEntity;
}

/** @throws AppError with the code of the refusal; nothing is then left in storage or charged. */
export async function receiveUpload(
  dependencies: UploadDependencies,
  incoming: IncomingUpload,
): Promise<ReceivedUpload> {
  try {
    const accepted = accept(dependencies, incoming);
    const { ownerId, profile, ...input } = accepted;
    return await idempotently(
      dependencies,
      {
        ownerId,
        key: incoming.idempotencyKey,
        operation: 'uploadImage',
        input: { ...input, profile: profile.name },
      },
      {
        run: (settle) => receive(dependencies, incoming, { ...accepted, settle }),
        replay: (settled) => repeat(dependencies, { body: incoming.body, profile, settled }),
      },
    );
  } finally {
    // However this ends, nobody reads on: the sender must not wait for a reader that is gone.
    incoming.body.destroy();
  }
}

/** What was said about the file, checked and with its defaults, before a byte of it is read. */
function accept({ profiles }: UploadDependencies, incoming: IncomingUpload) {
  return {
    ownerId: requireScope(incoming.viewer, 'UPLOAD'),
    profile: profileOf(profiles, incoming),
    attributes: checkAttributes({
      title: incoming.title,
      description: incoming.description,
      tags: incoming.tags,
      namespace: incoming.namespace,
    }),
    visibility: incoming.visibility ?? 'PRIVATE',
    filename: safeFilename(incoming.filename),
    expected: checkedDigest(incoming.sha256),
  };
}

interface Accepted extends ReturnType<typeof accept> {
  readonly settle: Settle;
}

async function receive(
  dependencies: UploadDependencies,
  incoming: IncomingUpload,
  { ownerId, profile, attributes, visibility, filename, expected, settle }: Accepted,
): Promise<ReceivedUpload> {
  const { requestId, logger } = incoming;
  const body = await meterBody(incoming.body, {
    peek: sniffLength,
    limit: profile.maxBytes,
    profile: profile.name,
  });
  const format = await acceptedFormat(body.head, profile);
  const room = await roomFor(dependencies.database, ownerId, dependencies.quotas);
  if (room) body.restrict(room.bytes, new AppError('QUOTA_EXCEEDED', { limit: room.limit, what: 'bytes' }));
  const upload = await claimUpload(dependencies.database.manager, {
    ownerId,
    profile,
    quotas: dependencies.quotas,
    filename,
    status: 'RECEIVING',
    contentType: contentTypes[format],
    namespace: attributes.namespace,
  });
  try {
    const source = await storeAndVerify(dependencies, { upload, body, profile, format, expected });
    const { byteSize, sha256 } = body.measured();
    const image = await commitUpload(dependencies, {
      upload,
      profile,
      source,
      byteSize,
      sha256,
      visibility,
      attributes,
      requestId,
      settle,
    });
    logger.info({ imageId: image.id, uploadId: upload.id, byteSize }, 'an image was uploaded');
    return {
      image,
      upload: Object.assign(upload, { status: 'COMPLETED', imageId: image.id, receivedBytes: byteSize }),
    };
  } catch (error) {
    await undo(dependencies, { requestId, logger, upload, error });
    throw error;
  }
}

interface Repeated {
  readonly body: Readable;
  readonly profile: Profile;
  readonly settled: Settled;
}

/** The result of the first request, once its bytes came again. Nothing of them is stored. */
async function repeat(
  { database }: UploadDependencies,
  { body, profile, settled }: Repeated,
): Promise<ReceivedUpload> {
  const sha256 = await digestBody(body, { limit: profile.maxBytes, profile: profile.name });
  if (sha256 !== settled.sha256) throw keyReused();
  const upload = await findUpload(database, settled.uploadId);
  const image = upload?.imageId ? await findImage(database, upload.imageId) : undefined;
  if (!upload || !image) throw new AppError('NOT_FOUND', { what: 'The image of this idempotency key' });
  return { image, upload };
}

interface Incoming {
  readonly upload: UploadEntity;
  readonly body: MeteredBody;
  readonly profile: Profile;
  readonly format: SourceFormat;
  readonly expected: string | undefined;
}

async function storeAndVerify(
  { database, store, pool }: UploadDependencies,
  incoming: Incoming,
): Promise<SourceInfo> {
  const { upload, body, profile, format, expected } = incoming;
  const stopReporting = reportReceived(database, upload.id, body);
  await store
    .put(upload.storageKey, body.stream, { contentType: contentTypes[format] })
    .finally(stopReporting);
  const { sha256: actual } = body.measured();
  if (expected && expected !== actual) throw new AppError('CHECKSUM_MISMATCH', { actual, expected });
  return store.withLocalFile(upload.storageKey, (path) => inspectAs(pool, path, { profile, format }));
}

interface Undone extends Pick<IncomingUpload, 'requestId' | 'logger'> {
  readonly upload: UploadEntity;
  readonly error: unknown;
}

async function undo(
  dependencies: UploadDependencies,
  { upload, error, requestId, logger }: Undone,
): Promise<void> {
  const failure = isAppError(error) ? error : new AppError('INTERNAL', { requestId });
  try {
    await failUpload(dependencies, upload, failure);
  } catch (cause) {
    // The sweeper finds the row and finishes this.
    logger.error({ err: cause, uploadId: upload.id }, 'a failed upload could not be cleaned up yet');
  }
}
