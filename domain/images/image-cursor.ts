/** Opaque places in a list: the order's field, the row's value in it, and its id. */
import { z } from 'zod';
import { AppError } from '../../platform/errors.ts';
import type { ImageOrder } from './list-images.ts';

/** Postgres knows no year 0, and no NUL in text: what it would refuse was never in a list. */
const time = z.iso.datetime({ precision: 3 }).refine((text) => !text.startsWith('0000'));

const shapes = {
  CREATED_AT: time,
  UPDATED_AT: time,
  BYTE_SIZE: z.int().min(0),
  FILENAME: z
    .string()
    .max(255)
    .refine((text) => !text.includes('\u0000')),
} as const;

const cursorShape = z.tuple([z.enum(Object.keys(shapes) as ImageOrder['field'][]), z.unknown(), z.uuid()]);

export function encodeCursor({
  field,
  value,
  id,
}: {
  field: ImageOrder['field'];
  value: unknown;
  id: string;
}): string {
  return Buffer.from(JSON.stringify([field, value, id])).toString('base64url');
}

/** @throws AppError INVALID_CURSOR, also for a cursor of another order. */
export function decodeCursor(
  cursor: string,
  field: ImageOrder['field'],
): { value: string | number; id: string } {
  try {
    const [madeFor, value, id] = cursorShape.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    if (madeFor === field) return { value: shapes[field].parse(value), id };
  } catch {
    // Answered below: whatever is wrong with it, it is not a cursor of this list.
  }
  throw new AppError('INVALID_CURSOR', { cursor: cursor.slice(0, 64) });
}
