/**
 * One attempt to fetch what `importImage` asked for: from the URL through the same checks as an upload that is
 * sent. It may be repeated at every step; at the end there is one image, or a FAILED upload and nothing else.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { sniffLength } from '../../media/sniff.ts';
import { AppError, isAppError } from '../../platform/errors.ts';
import type { Logger } from '../../platform/logging.ts';
import { inSpan } from '../../platform/tracing/span.ts';
import type { Outbound } from '../../platform/outbound/outbound.ts';
import { isPassingStatus } from '../../platform/outbound/passing-status.ts';
import { profileOf } from '../profiles/load-profiles.ts';
import type { Profiles } from '../profiles/profile.ts';
import { roomFor } from '../usage/quota.ts';
import { failUpload } from './fail-upload.ts';
import { safeFilename } from './filename.ts';
import { beginAttempt, describeAttempt, pauseAttempt } from './import-attempt.ts';
import { meterBody } from './metered-body.ts';
import { sourceFilename } from './source-filename.ts';
import { type StoreDependencies, storeUpload } from './store-upload.ts';
import { announcedAttributes, type UploadEntity } from './upload.entity.ts';
import { countCompleted, countEnded } from './upload-metrics.ts';
import { acceptedFormat } from './verify-upload.ts';

export interface ImportDependencies extends StoreDependencies {
  readonly profiles: Profiles;
  readonly outbound: Outbound;
}

export interface ImportAttempt {
  readonly uploadId: string;
  readonly requestId: string;
  readonly signal: AbortSignal;
  readonly logger: Logger;
}

/** Rejects with a failure that may pass; one that cannot ends the upload, and is no rejection. */
export async function receiveImport(dependencies: ImportDependencies, attempt: ImportAttempt): Promise<void> {
  const { logger } = attempt;
  const upload = await beginAttempt(dependencies, attempt.uploadId);
  if (!upload) return;
  try {
    await fetchAndStore(dependencies, upload, attempt);
  } catch (error) {
    if (isFinal(error)) {
      logger.info({ code: error.code }, 'an import was refused');
      countEnded('import', error);
      await failUpload(dependencies, upload, error);
      return;
    }
    await pauseAttempt(dependencies, upload).catch((cause: unknown) =>
      // The next attempt removes what is left of this one.
      logger.warn({ err: cause }, 'an interrupted import could not be cleaned up yet'),
    );
    throw error;
  }
}

/** A quota may pass as well, but only when somebody deletes images: that is not worth the wait. */
const isFinal = (error: unknown): error is AppError =>
  isAppError(error) && (!error.retryable || error.kind === 'limited' || error.kind === 'gone');

async function fetchAndStore(
  dependencies: ImportDependencies,
  upload: UploadEntity,
  { requestId, signal, logger }: ImportAttempt,
): Promise<void> {
  const profile = profileOf(dependencies.profiles, { profile: upload.profile });
  const url = upload.sourceUrl ?? '';
  const response = await inSpan(
    'open source',
    { kind: 'CLIENT', attributes: { 'server.address': URL.parse(url)?.hostname ?? '' } },
    () => dependencies.outbound.open(url, signal),
  );
  try {
    assertFetched(response.status);
    const byteSize = announcedSize(response.headers);
    if (byteSize !== null && byteSize > profile.maxBytes)
      throw new AppError('FILE_TOO_LARGE', { limit: profile.maxBytes, profile: profile.name });
    const filename = safeFilename(sourceFilename(response.url, response.headers['content-disposition']));
    await describeAttempt(dependencies.database, upload, { filename, byteSize });
    const body = await meterBody(response.body, {
      peek: sniffLength,
      limit: profile.maxBytes,
      profile: profile.name,
    });
    const format = await acceptedFormat(body.head, profile);
    const image = await storeUpload(dependencies, {
      upload,
      body,
      room: await roomFor(dependencies.database, upload.ownerId, dependencies.quotas),
      profile,
      format,
      ...announcedAttributes(upload),
      requestId,
      logger,
    });
    countCompleted('import', image.byteSize);
  } finally {
    response.body.destroy();
  }
}

const missing = new Set([404, 410]);

function assertFetched(status: number): void {
  if (status === 200) return;
  if (isPassingStatus(status))
    throw new AppError('SOURCE_UNREACHABLE', { reason: `its source answered ${status}` });
  throw new AppError(missing.has(status) ? 'SOURCE_NOT_FOUND' : 'SOURCE_REFUSED', { status });
}

/** Of what is compressed on the way the length says nothing about the file. */
function announcedSize(headers: IncomingHttpHeaders): number | null {
  if (headers['content-encoding'] !== undefined && headers['content-encoding'] !== 'identity') return null;
  const length = headers['content-length'];
  return length !== undefined && /^\d{1,15}$/.test(length) ? Number(length) : null;
}
