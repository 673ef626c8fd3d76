/** Reads one upload. Decides nothing about access. */
import type { DataSource } from 'typeorm';
import { UploadEntity } from './upload.entity.ts';

export const findUpload = (database: DataSource, id: string): Promise<UploadEntity | null> =>
  database.manager.findOneBy(UploadEntity, { id });
