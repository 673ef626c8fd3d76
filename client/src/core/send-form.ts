/** A small file in one GraphQL request: no other is quicker. */
import { DarkroomUploadImageDocument } from './generated/graphql.ts';
import { unlessRefused } from './api.ts';
import { DarkroomError } from './failure.ts';
import { type Sender, uploadedImage } from './job.ts';
import { persist } from './patience.ts';

export const sendForm: Sender = async (job) => {
  const { api, file, filename, input, idempotencyKey, patience, signal } = job;
  const named = new File([file], filename, { type: file.type });
  // The form around the file is counted as well, so the count ends at the size of the file.
  const onProgress = (sent: number) => {
    job.onProgress(Math.min(sent, file.size));
    if (sent >= file.size) job.onVerifying();
  };
  const attempt = async () => {
    const variables = { input: { ...input, file: named, idempotencyKey } };
    const { uploadImage } = await api.ask(DarkroomUploadImageDocument, variables, { signal, onProgress });
    unlessRefused(uploadImage.userErrors);
    return uploadImage.image;
  };
  const image = await persist(attempt, patience);
  if (!image) throw new DarkroomError('UNEXPECTED_ANSWER', 'The server answered without an image.');
  return uploadedImage(image);
};
