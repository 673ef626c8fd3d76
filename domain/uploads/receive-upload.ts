/**
 * The way of the bytes that pass the server: looked at, metered, hashed and stored in one pass, then verified by
 * the decoder, then committed. Whatever fails on the way leaves a FAILED upload row and nothing else.
 */
import type { Readable } from 'node:stream';
import { sniffLength } from '../../media/sniff.ts';
import { contentTypes } from '../../media/types.ts';
import { AppError } from '../../platform/errors.ts';
import type { Logger } from '../../platform/logging.ts';
import { requireScope } from '../access/policy.ts';
import type { Viewer } from '../access/viewer.ts';
import { findImage } from '../images/find-images.ts';
import type { ImageEntity, Visibility } from '../images/image.entity.ts';
import { profileOf } from '../profiles/load-profiles.ts';
import type { Profile, Profiles } from '../profiles/profile.ts';
import { checkOutputs } from '../renditions/outputs.ts';
import { claimUpload } from './claim-upload.ts';
import { safeFilename } from './filename.ts';
import { type Idempotency, idempotently, keyReused, type Settle, type Settled } from './idempotency.ts';
import { checkAttributes, type ImageAttributes } from './image-attributes.ts';
import { digestBody, meterBody } from './metered-body.ts';
import { findUpload } from './find-upload.ts';
import { type StoreDependencies, storeUpload, undoUpload } from './store-upload.ts';
import { completedUpload, type UploadEntity } from './upload.entity.ts';
import { countCompleted, countEnded, type WayIn } from './upload-metrics.ts';
import { acceptedFormat, checkedDigest } from './verify-upload.ts';

export interface UploadDependencies extends StoreDependencies {
  readonly profiles: Profiles;
  readonly idempotency: Idempotency;
}

export interface IncomingUpload extends ImageAttributes {
  readonly way: WayIn;
  readonly viewer: Viewer;
  readonly body: Readable;
  readonly filename: string;
  readonly profile?: string | null | undefined;
  readonly visibility?: Visibility | null | undefined;
  /** Specs of what is made beside the profile's variants. */
  readonly outputs?: readonly string[] | null | undefined;
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
        async run(settle) {
          const received = await receive(dependencies, incoming, { ...accepted, settle });
          countCompleted(incoming.way, received.image.byteSize);
          return received;
        },
        replay: (settled) => repeat(dependencies, { body: incoming.body, profile, settled }),
      },
    );
  } catch (error) {
    countEnded(incoming.way, error);
    throw error;
  } finally {
    // However this ends, nobody reads on: the sender must not wait for a reader that is gone.
    incoming.body.destroy();
  }
}

/** What was said about the file, checked and with its defaults, before a byte of it is read. */
function accept({ profiles }: UploadDependencies, incoming: IncomingUpload) {
  const ownerId = requireScope(incoming.viewer, 'UPLOAD');
  const profile = profileOf(profiles, incoming);
  return {
    ownerId,
    profile,
    attributes: checkAttributes({
      title: incoming.title,
      description: incoming.description,
      tags: incoming.tags,
      namespace: incoming.namespace,
    }),
    visibility: incoming.visibility ?? 'PRIVATE',
    outputs: checkOutputs(incoming.outputs, profile),
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
  { ownerId, profile, attributes, visibility, outputs, filename, expected, settle }: Accepted,
): Promise<ReceivedUpload> {
  const { requestId, logger } = incoming;
  const body = await meterBody(incoming.body, {
    peek: sniffLength,
    limit: profile.maxBytes,
    profile: profile.name,
  });
  const format = await acceptedFormat(body.head, profile);
  const { upload, room } = await claimUpload(dependencies.database.manager, {
    ownerId,
    viewer: incoming.viewer,
    profile,
    quotas: dependencies.quotas,
    filename,
    status: 'RECEIVING',
    contentType: contentTypes[format],
    namespace: attributes.namespace,
  });
  try {
    const image = await storeUpload(dependencies, {
      upload,
      body,
      room,
      profile,
      format,
      expected,
      visibility,
      attributes,
      outputs,
      requestId,
      logger,
      settle,
    });
    return { image, upload: completedUpload(upload, image) };
  } catch (error) {
    await undoUpload(dependencies, { requestId, logger, upload, error });
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
