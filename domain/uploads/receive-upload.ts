/**
 * The way of the bytes that pass the server: looked at, metered, hashed and stored in one pass, then verified by
 * the decoder, then committed. Whatever fails on the way leaves a FAILED upload row and nothing else.
 */
import type { Readable } from 'node:stream';
import { sniffLength } from '../../media/sniff.ts';
import { AppError } from '../../platform/errors.ts';
import type { Logger } from '../../platform/logging.ts';
import { requireScope } from '../access/policy.ts';
import type { Viewer } from '../access/viewer.ts';
import type { ImageEntity, Visibility } from '../images/image.entity.ts';
import { profileNamed } from '../profiles/load-profiles.ts';
import type { Profiles } from '../profiles/profile.ts';
import { claimUpload } from './claim-upload.ts';
import { checkAttributes, type ImageAttributes } from './image-attributes.ts';
import { meterBody } from './metered-body.ts';
import { type StoreDependencies, storeUpload, undoUpload } from './store-upload.ts';
import type { UploadEntity } from './upload.entity.ts';
import { acceptedFormat } from './verify-upload.ts';

export interface UploadDependencies extends StoreDependencies {
  readonly profiles: Profiles;
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
    const upload = await claimUpload(dependencies.database.manager, {
      ownerId,
      profile,
      filename: incoming.filename,
      status: 'RECEIVING',
    });
    try {
      const image = await storeUpload(dependencies, {
        upload,
        body,
        profile,
        format,
        expected,
        visibility: incoming.visibility ?? 'PRIVATE',
        attributes,
        requestId: incoming.requestId,
        logger: incoming.logger,
      });
      return {
        image,
        upload: Object.assign(upload, {
          status: 'COMPLETED',
          imageId: image.id,
          receivedBytes: image.byteSize,
        }),
      };
    } catch (error) {
      await undoUpload(dependencies, { ...incoming, upload, error });
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
