/** Reads batches by their ids, in no promised order. Decides nothing about access. */
import type { DataSource } from 'typeorm';
import { sql } from '../../platform/database/sql.ts';
import { columnsOf } from '../images/image-columns.ts';
import { BatchEntity } from './batch.entity.ts';

export const batchColumns = (database: DataSource): string => columnsOf(database, BatchEntity);

export const findBatches = (database: DataSource, ids: readonly string[]): Promise<BatchEntity[]> =>
  sql(database, `SELECT ${batchColumns(database)} FROM batches WHERE id = ANY($1::uuid[])`, [ids]);
