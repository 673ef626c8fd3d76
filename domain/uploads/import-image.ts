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
import { checkOutputs } from '../renditions/outputs.ts';
import { claimUpload } from './claim-upload.ts';
import { type Idempotency, idempotently, settledUpload } from './idempotency.ts';
import { checkAttributes, type ImageAttributes } from './image-attributes.ts';
import { importJob } from './import-job.ts';
import { sourceFilename } from './source-filename.ts';
import type { UploadEntity } from './upload.entity.ts';

interface Dependencies {
  readonly database: DataSource;
  readonly queue: Pick<Queue, 'send'>;
  readonly profiles: Profiles;
  readonly quotas: Quotas;
  readonly idempotency: Idempotency;
  readonly outbound: Pick<Outbound, 'check'>;
}

export interface ImportRequest extends ImageAttributes {
  readonly viewer: Viewer;
  readonly url: string;
  readonly profile?: string | null | undefined;
  readonly visibility?: Visibility | null | undefined;
  /** The same key again answers the upload of the first request, however far it is by then. */
  readonly idempotencyKey?: string | null | undefined;
  /** Specs of what is made beside the profile's variants. */
  readonly outputs?: readonly string[] | null | undefined;
  readonly requestId: string;
}

/** @throws AppError when the request alone shows that it cannot succeed; what only the source shows ends the upload. */
export async function importImage(dependencies: Dependencies, request: ImportRequest): Promise<UploadEntity> {
  const { database, queue, profiles, quotas, outbound } = dependencies;
  const ownerId = requireScope(request.viewer, 'UPLOAD');
  const profile = profileOf(profiles, request);
  const url = outbound.check(request.url);
  const attributes = {
    ...checkAttributes({
      title: request.title,
      description: request.description,
      tags: request.tags,
      namespace: request.namespace,
    }),
    visibility: request.visibility ?? 'PRIVATE',
    outputs: checkOutputs(request.outputs, profile),
  };
  const input = { url: url.href, profile: profile.name, attributes };
  return idempotently(
    dependencies,
    { ownerId, key: request.idempotencyKey, operation: 'importImage', input },
    {
      run: (settle) =>
        database.transaction(async (manager) => {
          const { upload } = await claimUpload(manager, {
            ownerId,
            viewer: request.viewer,
            profile,
            quotas,
            filename: sourceFilename(url),
            status: 'PENDING',
            sourceUrl: url.href,
            attributes,
            namespace: attributes.namespace,
            settle,
          });
          const job = { uploadId: upload.id, requestId: request.requestId };
          await queue.send(importJob, job, { manager, group: ownerId });
          return upload;
        }),
      replay: (settled) => settledUpload(database, settled),
    },
  );
}
