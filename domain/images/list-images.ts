/**
 * Pages through images by keyset: the cursor holds the last row's sort value and id, so a page costs the same at
 * the beginning and after a million rows, and nothing is skipped or repeated while images come and go.
 */
import type { DataSource } from 'typeorm';
import { AppError } from '../../platform/errors.ts';
import { requireOwner } from '../access/policy.ts';
import type { Viewer } from '../access/viewer.ts';
import { conditionsOf, type ImageFilter } from './image-filter.ts';
import type { ImageEntity } from './image.entity.ts';
import { decodeCursor, encodeCursor } from './image-cursor.ts';
import { type Count, countImages, searchPage } from './search-images.ts';

const maxPageSize = 100;

export const orderColumns = {
  CREATED_AT: { column: 'created_at', property: 'createdAt', type: 'timestamptz' },
  UPDATED_AT: { column: 'updated_at', property: 'updatedAt', type: 'timestamptz' },
  BYTE_SIZE: { column: 'byte_size', property: 'byteSize', type: 'bigint' },
  FILENAME: { column: 'filename', property: 'filename', type: 'text' },
} as const;

export interface ImageOrder {
  readonly field: keyof typeof orderColumns;
  readonly direction: 'ASC' | 'DESC';
}

export interface PageRequest {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

export interface ImagePage {
  readonly images: ImageEntity[];
  cursorOf(image: ImageEntity): string;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  /** Of the whole list. */
  count(): Promise<Count>;
}

const newestFirst: ImageOrder = { field: 'CREATED_AT', direction: 'DESC' };
const defaultPageSize = 20;

/** The viewer's images; an admin may list another owner's. @throws AppError PAGE_TOO_LARGE, INVALID_CURSOR … */
export async function listImages(
  database: DataSource,
  viewer: Viewer,
  request: { page: PageRequest; filter?: ImageFilter | undefined; order?: ImageOrder | undefined },
): Promise<ImagePage> {
  const ownerId = requireOwner(viewer, 'READ', request.filter?.ownerId);
  const order = request.order ?? newestFirst;
  const window = windowOf(request.page);
  const { column, property, type } = orderColumns[order.field];

  const found = conditionsOf(ownerId, request.filter ?? {});
  const counted = { ...found, ownerId };
  const parameters = [...found.parameters];
  const keyset: string[] = [];
  const ascending = (order.direction === 'ASC') !== window.backwards;
  for (const [cursor, following] of [
    [window.after, true],
    [window.before, false],
  ] as const) {
    if (cursor === undefined) continue;
    const { value, id } = decodeCursor(cursor, order.field);
    parameters.push(value, id);
    const greater = (order.direction === 'ASC') === following;
    keyset.push(
      `(${column}, id) ${greater ? '>' : '<'} ($${parameters.length - 1}::${type}, $${parameters.length}::uuid)`,
    );
  }
  const rows = await searchPage(database, {
    ...counted,
    parameters,
    keyset,
    order: { column, direction: ascending ? 'ASC' : 'DESC' },
    limit: window.size + 1,
  });

  const more = rows.length > window.size;
  const images = rows.slice(0, window.size);
  if (window.backwards) images.reverse();
  return {
    images,
    cursorOf: (image) => encodeCursor({ field: order.field, value: image[property], id: image.id }),
    hasNextPage: window.backwards ? window.before !== undefined : more,
    hasPreviousPage: window.backwards ? more : window.after !== undefined,
    count: () => countImages(database, counted),
  };
}

/** What of any list to read, after the Relay connection specification. @throws AppError PAGE_TOO_LARGE, INVALID_INPUT. */
export function windowOf({ first, after, last, before }: PageRequest) {
  if (typeof first === 'number' && typeof last === 'number')
    throw new AppError('INVALID_INPUT', { field: 'first', reason: 'give first or last, not both' });
  return {
    size: pageSizeOf(first ?? last),
    backwards: typeof last === 'number',
    after: after ?? undefined,
    before: before ?? undefined,
  };
}

/** Of any list. @throws AppError PAGE_TOO_LARGE. */
export function pageSizeOf(wanted: number | null | undefined): number {
  const size = wanted ?? defaultPageSize;
  if (size < 1 || size > maxPageSize) throw new AppError('PAGE_TOO_LARGE', { limit: maxPageSize });
  return size;
}
