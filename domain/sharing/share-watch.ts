/** Notices that a share has ended while its recipient follows the image. */
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import type { Logger } from '../../platform/logging.ts';
import { createRowWatch, type RowWatch } from '../row-watch.ts';
import { isActive } from './active.ts';

/** Tells of shares that are not in force any more, and of no others. */
export type ShareWatch = RowWatch<{ readonly id: string }>;

const everyMs = 1_000;

export const createShareWatch = (dependencies: { database: DataSource; logger: Logger }): ShareWatch =>
  createRowWatch({
    everyMs,
    what: 'shares',
    find: (ids) =>
      sql(
        dependencies.database,
        `SELECT id FROM shares WHERE id = ANY($1::uuid[]) AND NOT ${isActive('shares')}`,
        [ids],
      ),
    logger: dependencies.logger,
  });
