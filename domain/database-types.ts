/** How column types that JavaScript lacks are carried. */
import type { ValueTransformer } from 'typeorm';

/** Postgres answers bigint as text; sizes and counts stay far below 2^53, so a number is exact. */
export const bigintAsNumber: ValueTransformer = {
  to: (value: unknown) => value,
  from: (value: string | null) => (value === null ? null : Number(value)),
};
