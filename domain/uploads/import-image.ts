/** Takes an image from a URL: writes down what is wanted and answers; a worker fetches it. */
import type { DataSource } from 'typeorm';
import type { Outbound } from '../../platform/outbound/outbound.ts';
import type { Queue } from '../../platform/queue/queue.ts';
import { requireScope } from '../access/policy.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Visibility } from '../images/image.entity.ts';
import { profileOf } from '../profiles/load-profiles.ts';
import type { Profiles } from '../profiles/profile.ts';
import type { Quotas } from '../usage/quota.ts';
import { claimUpload } from './claim-upload.ts';
import { checkAttributes, type ImageAttributes } from './image-attributes.ts';
import { importJob } from './import-job.ts';
import { sourceFilename } from './source-filename.ts';
import type { UploadEntity } from './upload.entity.ts';

interface Dependencies {
  readonly database: DataSource;
  readonly queue: Pick<Queue, 'send'>;
  readonly profiles: Profiles;
  readonly quotas: Quotas;
  readonly outbound: Pick<Outbound, 'check'>;
}

export interface ImportRequest extends ImageAttributes {
  readonly viewer: Viewer;
  readonly url: string;
  readonly profile?: string | null | undefined;
  readonly visibility?: Visibility | null | undefined;
  readonly requestId: string;
}

/** @throws AppError when the request alone shows that it cannot succeed; what only the source shows ends the upload. */
export function importImage(
  { database, queue, profiles, quotas, outbound }: Dependencies,
  request: ImportRequest,
): Promise<UploadEntity> {
  const { viewer, visibility, requestId } = request;
  const ownerId = requireScope(viewer, 'UPLOAD');
  const profile = profileOf(profiles, request);
  const attributes = checkAttributes({
    title: request.title,
    description: request.description,
    tags: request.tags,
    namespace: request.namespace,
  });
  const url = outbound.check(request.url);
  return database.transaction(async (manager) => {
    const upload = await claimUpload(manager, {
      ownerId,
      profile,
      quotas,
      filename: sourceFilename(url),
      status: 'PENDING',
      sourceUrl: url.href,
      attributes: { ...attributes, visibility: visibility ?? 'PRIVATE' },
      namespace: attributes.namespace,
    });
    await queue.send(importJob, { uploadId: upload.id, requestId }, { manager, group: ownerId });
    return upload;
  });
}
