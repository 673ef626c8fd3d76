/** Reads uploads by their ids, many at a time, in no promised order. Decides nothing about access. */
import { type DataSource, In } from 'typeorm';
import { UploadEntity } from './upload.entity.ts';

export const findUploads = (database: DataSource, ids: readonly string[]): Promise<UploadEntity[]> =>
  database.manager.findBy(UploadEntity, { id: In(ids) });

export async function findUpload(database: DataSource, id: string): Promise<UploadEntity | undefined> {
  return (await findUploads(database, [id]))[0];
}
