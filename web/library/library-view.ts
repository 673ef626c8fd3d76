/** What of the library is looked at, and in which order: as an address tells it, and as the API is asked for it. */
import type { ImageFilter, ImageOrder, ImageStatus, Visibility } from '../generated/graphql.ts';

export const statuses = {
  READY: 'Ready',
  PROCESSING: 'In work',
  FAILED: 'Failed',
} satisfies Record<ImageStatus, string>;

export const visibilities = { PRIVATE: 'Private', PUBLIC: 'Public' } satisfies Record<Visibility, string>;

export const types = {
  jpeg: 'JPEG',
  png: 'PNG',
  webp: 'WebP',
  avif: 'AVIF',
  heic: 'HEIC',
  gif: 'GIF',
  tiff: 'TIFF',
  video: 'Video',
} as const;

const videoTypes = ['video/mp4', 'video/quicktime', 'video/webm'];

export const orders = {
  newest: 'Newest first',
  oldest: 'Oldest first',
  changed: 'Last changed first',
  largest: 'Largest first',
  name: 'By name',
} as const;

const orderings: Readonly<Record<keyof typeof orders, ImageOrder>> = {
  newest: { field: 'CREATED_AT', direction: 'DESC' },
  oldest: { field: 'CREATED_AT', direction: 'ASC' },
  changed: { field: 'UPDATED_AT', direction: 'DESC' },
  largest: { field: 'BYTE_SIZE', direction: 'DESC' },
  name: { field: 'FILENAME', direction: 'ASC' },
};

export interface LibraryView {
  readonly query: string;
  readonly tags: readonly string[];
  readonly status: ImageStatus | undefined;
  readonly visibility: Visibility | undefined;
  readonly type: keyof typeof types | undefined;
  readonly namespace: string | undefined;
  /** The first and the last day, such as 2026-11-23, where the viewer is. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly order: keyof typeof orders;
}

/** What an address does not say, or says wrongly, is not looked for: old links still lead somewhere. */
export function viewOf(params: URLSearchParams): LibraryView {
  return {
    query: params.get('q')?.trim() ?? '',
    tags: [...new Set(params.getAll('tag').map((tag) => tag.trim()))].filter(Boolean),
    status: oneOf(statuses, params.get('status')?.toUpperCase()),
    visibility: oneOf(visibilities, params.get('visibility')?.toUpperCase()),
    type: oneOf(types, params.get('type')),
    namespace: params.get('namespace')?.trim() || undefined,
    from: dayOf(params.get('from')),
    to: dayOf(params.get('to')),
    order: oneOf(orders, params.get('sort')) ?? 'newest',
  };
}

/** The shortest address of a view: `viewOf` makes the same of it. */
export function paramsOf(view: LibraryView): URLSearchParams {
  const { query, tags, status, visibility, type, namespace, from, to, order } = view;
  const entries: [string, string | undefined][] = [
    ['q', query],
    ...tags.map((tag): [string, string] => ['tag', tag]),
    ['status', status?.toLowerCase()],
    ['visibility', visibility?.toLowerCase()],
    ['type', type],
    ['namespace', namespace],
    ['from', from],
    ['to', to],
    ['sort', order === 'newest' ? undefined : order],
  ];
  return new URLSearchParams(entries.filter((entry): entry is [string, string] => Boolean(entry[1])));
}

/** All images, in the order of this view. */
export const withoutFilter = ({ order }: LibraryView): LibraryView =>
  viewOf(new URLSearchParams({ sort: order }));

export const isFiltered = (view: LibraryView): boolean => paramsOf({ ...view, order: 'newest' }).size > 0;

export function filterOf({ query, tags, status, visibility, type, namespace, from, to }: LibraryView) {
  return {
    ...(query && { query }),
    ...(tags.length > 0 && { tags }),
    ...(status && { status: [status] }),
    ...(visibility && { visibility }),
    ...(type && { contentType: type === 'video' ? videoTypes : [`image/${type}`] }),
    ...(namespace && { namespace }),
    // Both ends of the API are exclusive, and both days are meant.
    ...(from && { createdAfter: new Date(startOfDay(from).getTime() - 1).toISOString() }),
    ...(to && { createdBefore: startOfDay(to, 1).toISOString() }),
  } satisfies ImageFilter;
}

export const orderOf = ({ order }: LibraryView): ImageOrder => orderings[order];

const oneOf = <Name extends string>(
  names: Readonly<Record<Name, string>>,
  name: string | null | undefined,
): Name | undefined => (typeof name === 'string' && Object.hasOwn(names, name) ? (name as Name) : undefined);

const dayOf = (text: string | null): string | undefined =>
  text !== null && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(startOfDay(text).getTime())
    ? text
    : undefined;

/** Where the viewer is: days of a calendar, not of 24 hours. */
function startOfDay(day: string, daysLater = 0): Date {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return new Date(year, month - 1, date + daysLater);
}
