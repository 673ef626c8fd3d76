/** Looks at the rows of uploads while somebody follows them. */
import type { DataSource } from 'typeorm';
import type { Logger } from '../../platform/logging.ts';
import { createRowWatch, type RowWatch } from '../row-watch.ts';
import { findUploads } from './find-upload.ts';
import type { UploadEntity } from './upload.entity.ts';

export type UploadWatch = RowWatch<UploadEntity>;

/** Soon enough for a progress bar. */
const everyMs = 250;

export const createUploadWatch = (dependencies: { database: DataSource; logger: Logger }): UploadWatch =>
  createRowWatch({
    everyMs,
    what: 'uploads',
    find: (ids) => findUploads(dependencies.database, ids),
    logger: dependencies.logger,
  });
