/**
 * The way of the bytes that pass the server: looked at, metered, hashed and stored in one pass, then verified by
 * the decoder, then committed. Whatever fails on the way leaves a FAILED upload row and nothing else.
 */
import type { Readable } from 'node:stream';
import type { DataSource } from 'typeorm';
import { checkLimits } from '../../media/limits.ts';
import { sniff, sniffLength } from '../../media/sniff.ts';
import type { RenderPool, SourceFormat, SourceInfo } from '../../media/types.ts';
import { contentTypes } from '../../media/types.ts';
import { AppError, isAppError } from '../../platform/errors.ts';
import { newUuid } from '../../platform/ids.ts';
import type { Logger } from '../../platform/logging.ts';
import type { Queue } from '../../platform/queue/queue.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import { requireScope } from '../access/policy.ts';
import type { Viewer } from '../access/viewer.ts';
import type { ImageEntity, Visibility } from '../images/image.entity.ts';
import { profileNamed } from '../profiles/load-profiles.ts';
import type { Profile, Profiles } from '../profiles/profile.ts';
import type { Quotas } from '../usage/charge.ts';
import { commitUpload } from './commit-upload.ts';
import { failUpload } from './fail-upload.ts';
import { safeFilename } from './filename.ts';
import { checkAttributes, type ImageAttributes } from './image-attributes.ts';
import { type MeteredBody, meterBody } from './metered-body.ts';
import { reportReceived } from './report-received.ts';
import { UploadEntity } from './upload.entity.ts';

export interface UploadDependencies {
  readonly database: DataSource;
  readonly store: BlobStore;
  readonly pool: RenderPool;
  readonly queue: Pick<Queue, 'send'>;
  readonly profiles: Profiles;
  readonly quotas: Quotas;
}

export interface IncomingUpload extends ImageAttributes {
  readonly viewer: Viewer;
  readonly body: Readable;
  readonly filename: string;
  readonly profile?: string | null | undefined;
  readonly visibility?: Visibility | null | undefined;
  /** What the client says the SHA-256 is, in hexadecimal; checked when given. */
  readonly sha256?: string | null | undefined;
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
    const ownerId = requireScope(incoming.viewer, 'UPLOAD');
    const profile = profileNamed(dependencies.profiles, incoming.profile);
    const attributes = checkAttributes({
      title: incoming.title,
      description: incoming.description,
      tags: incoming.tags,
      namespace: incoming.namespace,
    });
    const expected = checkedDigest(incoming.sha256);
    const body = await meterBody(incoming.body, {
      peek: sniffLength,
      limit: profile.maxBytes,
      profile: profile.name,
    });
    const format = await acceptedFormat(body.head, profile);
    const upload = await claim(dependencies.database, { ownerId, profile, filename: incoming.filename });
    try {
      const source = await storeAndVerify(dependencies, { upload, body, profile, format, expected });
      const image = await commitUpload(dependencies, {
        upload,
        profile,
        source,
        ...body.measured(),
        visibility: incoming.visibility ?? 'PRIVATE',
        attributes,
        requestId: incoming.requestId,
      });
      incoming.logger.info(
        { imageId: image.id, uploadId: upload.id, byteSize: image.byteSize },
        'an image was uploaded',
      );
      return {
        image,
        upload: Object.assign(upload, {
          status: 'COMPLETED',
          imageId: image.id,
          receivedBytes: image.byteSize,
        }),
      };
    } catch (error) {
      await undo(dependencies, { ...incoming, upload, error });
      throw error;
    }
  } finally {
    // However this ends, nobody reads on: the sender must not wait for a reader that is gone.
    incoming.body.destroy();
  }
}

function checkedDigest(sha256: string | null | undefined): string | undefined {
  if (sha256 === null || sha256 === undefined) return undefined;
  if (!/^[0-9a-f]{64}$/i.test(sha256))
    throw new AppError('INVALID_INPUT', { field: 'sha256', reason: 'give 64 hexadecimal digits' });
  return sha256.toLowerCase();
}

async function acceptedFormat(head: Uint8Array, profile: Profile): Promise<SourceFormat> {
  if (head.length === 0) throw new AppError('FILE_EMPTY');
  const { format, mime } = await sniff(head);
  if (format && profile.allowedContentTypes.includes(contentTypes[format])) return format;
  throw new AppError('UNSUPPORTED_MEDIA_TYPE', {
    type: mime,
    profile: profile.name,
    allowed: profile.allowedContentTypes.join(', '),
  });
}

/** The row comes before the first stored byte, so that bytes without an image can always be found and swept. */
async function claim(
  database: DataSource,
  { ownerId, profile, filename }: { ownerId: string; profile: Profile; filename: string },
): Promise<UploadEntity> {
  const id = newUuid();
  const upload = Object.assign(new UploadEntity(), {
    id,
    ownerId,
    status: 'RECEIVING',
    profile: profile.name,
    filename: safeFilename(filename),
    // The random end of a UUIDv7 spreads keys evenly; its beginning is a clock.
    storageKey: `originals/${id.slice(-2)}/${id}`,
    receivedBytes: 0,
    byteSize: null,
    imageId: null,
    failureCode: null,
    failureMessage: null,
    createdAt: new Date(),
    updatedAt: new Date(),
    expiresAt: null,
    sweptAt: null,
  } satisfies UploadEntity);
  await database.manager.insert(UploadEntity, upload);
  return upload;
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
  const source = await store.withLocalFile(upload.storageKey, (path) => pool.inspect(path));
  if (source.format !== format)
    throw new AppError('MIME_MISMATCH', {
      sniffed: contentTypes[format],
      decoded: contentTypes[source.format],
    });
  checkLimits(source, { ...profile, profile: profile.name, maxTotalPixels: profile.maxAnimationPixels });
  return source;
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
