/** Notices that an API key was revoked while something goes on that was begun with it. */
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import type { Logger } from '../../platform/logging.ts';
import { createRowWatch, type RowWatch } from '../row-watch.ts';

/** Tells of keys that were revoked, and of no others. */
export type KeyWatch = RowWatch<{ readonly id: string }>;

/** As soon as requests with the key are refused. */
const everyMs = 1_000;

export const createKeyWatch = (dependencies: { database: DataSource; logger: Logger }): KeyWatch =>
  createRowWatch({
    everyMs,
    what: 'API keys',
    find: (ids) =>
      sql(
        dependencies.database,
        'SELECT id FROM api_keys WHERE id = ANY($1::uuid[]) AND revoked_at IS NOT NULL',
        [ids],
      ),
    logger: dependencies.logger,
  });
