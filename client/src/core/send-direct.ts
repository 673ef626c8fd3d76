/** The bytes straight to the storage: in one signed request, or in parts, several at a time, each tried again by itself. */
import {
  type CompleteUploadInput,
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
import { type PartsTarget, sendParts } from './send-parts.ts';
import { orSignedAnew, putSigned, StorageContact } from './signed-request.ts';

/** How often to look for what is still missing, should the storage have lost a part. */
const completions = 3;

export const sendDirect: Sender = async (job) => {
  const { upload, target } = await createUpload(job);
  if (upload.image) return uploadedImage(upload.image);
  job.onBegun(() => abandon(job, upload.id));
  if (!target) throw new DarkroomError('UPLOAD_FAILED', 'The upload is over: begin again.');
  for (let round = 1; ; round += 1) {
    const parts = target.multipart && { uploadId: upload.id, ...target.multipart };
    if (parts) await sendParts(job, parts);
    else if (target.single) await sendWhole(job, target.single);
    job.onVerifying();
    try {
      return await complete(job, { uploadId: upload.id, ...(parts && receipts(job, parts)) });
    } catch (fault) {
      const isIncomplete = fault instanceof DarkroomError && fault.code === 'UPLOAD_INCOMPLETE';
      if (!isIncomplete || round === completions) throw fault;
      // What is remembered is wrong then.
      job.onEtags({});
    }
  }
};

async function createUpload({ api, file, filename, input, idempotencyKey, patience }: Job) {
  const contentType = (await contentTypeOf(file)) || 'application/octet-stream';
  const about = { ...input, filename, contentType, byteSize: file.size, idempotencyKey };
  const { createUpload } = await persist(
    // Not ended by the signal: what has begun has to be known, to be freed.
    () => api.ask(DarkroomCreateUploadDocument, { input: about }),
    patience,
  );
  unlessRefused(createUpload.userErrors);
  const { upload, target } = createUpload;
  if (!upload) throw new DarkroomError('UNEXPECTED_ANSWER', 'The server answered without an upload.');
  return { upload, target };
}

async function sendWhole(job: Job, target: TargetFragment): Promise<void> {
  const { api, file: body, signal } = job;
  let request = target;
  const contact = new StorageContact(api);
  const onProgress = (sent: number) => {
    contact.note(sent);
    job.onProgress(sent);
  };
  const attempt = () => putSigned(request, { body, signal, onProgress });
  const signAnew = async () => {
    onProgress(0);
    // With its own key it is the same upload, whose target is signed again.
    request = (await createUpload(job)).target?.single ?? request;
  };
  const { patience } = job;
  await contact.persist(() => orSignedAnew(attempt, signAnew), { patience, url: target.url });
  job.onProgress(body.size);
}

/** Nothing where one is not known, as of a bucket that does not show them: then what the storage lists counts. */
function receipts(job: Job, { partCount }: PartsTarget): Pick<CompleteUploadInput, 'parts'> {
  const parts = Object.entries(job.etags()).map(([part, etag]) => ({ partNumber: Number(part), etag }));
  return parts.length === partCount ? { parts } : {};
}

/** Repeatable: asked again after a lost answer, it answers the same image. */
async function complete({ api, patience, signal }: Job, input: CompleteUploadInput) {
  const { completeUpload } = await persist(
    () => api.ask(DarkroomCompleteUploadDocument, { input }, { signal }),
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
