/** Gives an upload up: its parts are freed at once. Repeatable. */
import { AppError } from '../../platform/errors.ts';
import type { DirectUploadDependencies } from './create-upload.ts';
import { endOpenUploads } from './end-uploads.ts';
import { ownUpload, type UploadOfViewer } from './own-upload.ts';
import { removeUploaded } from './remove-uploaded.ts';
import type { UploadEntity } from './upload.entity.ts';

/** @throws AppError NOT_FOUND, or UPLOAD_SEALED when it has become an image already. */
export async function abortUpload(
  dependencies: DirectUploadDependencies,
  which: UploadOfViewer,
): Promise<UploadEntity> {
  const { database } = dependencies;
  const upload = await ownUpload(database, which);
  const aborted = await database.transaction((manager) =>
    endOpenUploads(manager, { where: 'id = $1', parameters: [upload.id] }, { status: 'ABORTED' }),
  );
  const now = await ownUpload(database, which);
  if (now.status === 'COMPLETED') throw new AppError('UPLOAD_SEALED');
  if (aborted.length > 0) await removeUploaded(dependencies, [now]);
  return now;
}
