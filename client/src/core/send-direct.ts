/** The bytes straight to the storage: in one signed request, or in parts, several at a time, each tried again by itself. */
import {
  DarkroomAbortUploadDocument,
  DarkroomCompleteUploadDocument,
  DarkroomCreateUploadDocument,
  type TargetFragment,
} from './generated/graphql.ts';
import { unlessRefused } from './api.ts';
import { contentTypeOf } from './content-type.ts';
import { DarkroomError } from './failure.ts';
import { type Job, type Sender, uploadedImage } from './job.ts';
import { persist } from './patience.ts';
import { sendParts } from './send-parts.ts';
import { putSigned, unlessUnreachable } from './signed-request.ts';

/** How often to look for what is still missing, should the storage have lost a part. */
const completions = 3;

export const sendDirect: Sender = async (job) => {
  const { upload, target } = await createUpload(job);
  if (upload.image) return uploadedImage(upload.image);
  job.onBegun(() => abandon(job, upload.id));
  if (!target) throw new DarkroomError('UPLOAD_FAILED', 'The upload is over: begin again.');
  for (let round = 1; ; round += 1) {
    if (target.multipart) await sendParts(job, { uploadId: upload.id, ...target.multipart });
    else if (target.single) await sendWhole(job, target.single);
    job.onVerifying();
    try {
      return await complete(job, upload.id);
    } catch (fault) {
      const isIncomplete = fault instanceof DarkroomError && fault.code === 'UPLOAD_INCOMPLETE';
      if (!isIncomplete || round === completions) throw fault;
    }
  }
};

async function createUpload({ api, file, filename, input, idempotencyKey, patience, signal }: Job) {
  const contentType = (await contentTypeOf(file)) || 'application/octet-stream';
  const about = { ...input, filename, contentType, byteSize: file.size, idempotencyKey };
  const { createUpload } = await persist(
    () => api.ask(DarkroomCreateUploadDocument, { input: about }, { signal }),
    patience,
  );
  unlessRefused(createUpload.userErrors);
  const { upload, target } = createUpload;
  if (!upload) throw new DarkroomError('UNEXPECTED_ANSWER', 'The server answered without an upload.');
  return { upload, target };
}

async function sendWhole(job: Job, request: TargetFragment): Promise<void> {
  const { api, file: body, signal, onProgress } = job;
  const attempt = () => putSigned(request, { body, signal, onProgress });
  await persist(attempt, job.patience).catch((fault: unknown) =>
    unlessUnreachable(fault, { url: request.url, api }),
  );
  job.onProgress(job.file.size);
}

/** Repeatable: asked again after a lost answer, it answers the same image. */
async function complete({ api, patience, signal }: Job, uploadId: string) {
  const { completeUpload } = await persist(
    () => api.ask(DarkroomCompleteUploadDocument, { input: { uploadId } }, { signal }),
    patience,
  );
  unlessRefused(completeUpload.userErrors);
  if (!completeUpload.image)
    throw new DarkroomError('UNEXPECTED_ANSWER', 'The server answered without an image.');
  return uploadedImage(completeUpload.image);
}

async function abandon({ api }: Job, uploadId: string): Promise<void> {
  await api.ask(DarkroomAbortUploadDocument, { input: { uploadId } });
}
