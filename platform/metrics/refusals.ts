/** Counts what was refused, by the codes of the one table: whoever tells a client of an error counts it here. */
import type { AppError } from '../errors.ts';
import { counter } from './registry.ts';

const refusals = counter(
  'refusals_total',
  'Refusals and failures that clients were told of, by their code (docs/errors.md) and by how they were told.',
  ['code', 'told_by'],
);

export type ToldBy = 'http' | 'graphql' | 'user_error' | 'socket';

export const countRefusal = ({ code }: AppError, toldBy: ToldBy): void =>
  refusals.inc({ code, told_by: toldBy });
