/** Goes on with a multipart upload, perhaps hours later and in another browser: what is stored, and the way for the rest. */
import { AppError } from '../../platform/errors.ts';
import type { StoredPart } from '../../storage/client-writes.ts';
import type { Viewer } from '../access/viewer.ts';
import { profileOf } from '../profiles/load-profiles.ts';
import type { DirectUploadDependencies } from './create-upload.ts';
import { ownUpload, refuseOver } from './own-upload.ts';
import { partCountOf } from './part-plan.ts';
import { announced, type SignedPart } from './upload-targets.ts';

export interface PartsWish {
  readonly viewer: Viewer;
  readonly uploadId: string;
  /** Default: the first of those that are missing. */
  readonly partNumbers?: readonly number[] | null | undefined;
}

/** Signed in one answer. */
const maxSigned = 1_000;
/** Signed unasked. */
const firstMissing = 100;

/** @throws AppError NOT_FOUND, INVALID_INPUT, or why the upload is over. */
export async function signUploadParts(
  { database, targets, profiles }: DirectUploadDependencies,
  { viewer, uploadId, partNumbers }: PartsWish,
): Promise<{ stored: StoredPart[]; parts: SignedPart[] }> {
  const upload = await ownUpload(database, { viewer, uploadId });
  refuseOver(upload);
  if (upload.partBytes === null)
    throw new AppError('INVALID_INPUT', {
      field: 'uploadId',
      reason: 'this upload is sent whole: begin again',
    });
  if (partNumbers && partNumbers.length > maxSigned)
    throw new AppError('INVALID_INPUT', {
      field: 'partNumbers',
      reason: `ask for at most ${maxSigned} at a time`,
    });
  if (upload.status === 'COMPLETED') return { stored: [], parts: [] };
  const stored = await targets.storedParts(upload);
  const there = new Set(stored.map(({ partNumber }) => partNumber));
  const missing = Array.from({ length: partCountOf(announced(upload)) }, (_, index) => index + 1).filter(
    (number) => !there.has(number),
  );
  const wanted = [...new Set(partNumbers ?? missing.slice(0, firstMissing))];
  const { tokenSeconds } = profileOf(profiles, { profile: upload.profile });
  return { stored, parts: await targets.signParts(upload, wanted, tokenSeconds) };
}
