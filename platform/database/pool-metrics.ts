/** How the connections of this process to Postgres are used. */
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { reading } from '../metrics/registry.ts';

const connections = reading(
  'database_connections',
  'Connections to Postgres that the pool of this process has, by what they do: active or idle. Their sum is at most DATABASE_POOL_SIZE.',
  ['state'],
);
const waiting = reading(
  'database_pool_waiting',
  'Statements and transactions that wait for a connection of the pool: more than a moment, and DATABASE_POOL_SIZE or Postgres is too small.',
);
const size = reading(
  'database_pool_max_connections',
  'Connections that the pool may open: DATABASE_POOL_SIZE.',
);

/** @returns the way to stop. */
export function measurePool(database: DataSource, poolSize: number): () => void {
  const { master: pool } = database.driver as unknown as { readonly master: Pool };
  const ends = [
    connections.from((set) => {
      set({ state: 'idle' }, pool.idleCount);
      set({ state: 'active' }, pool.totalCount - pool.idleCount);
    }),
    waiting.from((set) => set({}, pool.waitingCount)),
    size.from((set) => set({}, poolSize)),
  ];
  return () => ends.forEach((end) => end());
}
