/** What is asked of a library of very many images: every filter, order and list that the schema offers. */
import type { DataSource } from 'typeorm';
import { Client } from 'pg';
import { bootstrapOwner } from '../../domain/access/bootstrap-api-key.ts';
import { listAudit } from '../../domain/audit/list-audit.ts';
import { listOwnEvents } from '../../domain/events/list-events.ts';
import { encodeCursor } from '../../domain/images/image-cursor.ts';
import type { ImageFilter } from '../../domain/images/image-filter.ts';
import { type ImageOrder, listImages } from '../../domain/images/list-images.ts';
import { listSharedWith } from '../../domain/sharing/list-shares.ts';
import { usageOf } from '../../domain/usage/quota.ts';
import { toGlobalId } from '../../platform/ids.ts';
import { benchViewer } from './statements.ts';

export interface LibraryQuery {
  readonly what: string;
  readonly document: string;
  readonly variables: object;
  /** The same of the use case, for its statements. */
  readonly ask: (database: DataSource) => Promise<unknown>;
}

const pageSize = 20;
const newestFirst: ImageOrder = { field: 'CREATED_AT', direction: 'DESC' };

/** @param url of a database that `fillImages` has filled. */
export async function libraryQueries(url: string): Promise<LibraryQuery[]> {
  const { middle, image } = await places(url);
  const filters: [string, ImageFilter][] = [
    ['a common tag', { tags: ['holiday'] }],
    ['a rare tag', { tags: ['eclipse'] }],
    ['two tags', { tags: ['holiday', 'tag-7'] }],
    ['a tag of others alone', { tags: ['elsewhere'] }],
    ['a common namespace', { namespace: 'archive' }],
    ['a rare namespace', { namespace: 'launch' }],
    ['READY', { status: ['READY'] }],
    ['FAILED', { status: ['FAILED'] }],
    ['PRIVATE, nearly all', { visibility: 'PRIVATE' }],
    ['PUBLIC, nearly none', { visibility: 'PUBLIC' }],
    ['a common media type', { contentType: ['image/png'] }],
    ['a rare media type', { contentType: ['image/gif'] }],
    ['a common word', { query: 'sunset' }],
    ['a rare word', { query: 'word4711' }],
    ['beginnings of two words', { query: 'word47 sunr' }],
    ['a day of a year ago', { createdAfter: daysBefore(middle, 1), createdBefore: middle }],
    [
      'a tag, a type and a namespace',
      { tags: ['holiday'], contentType: ['image/png'], namespace: 'archive' },
    ],
  ];
  const after = encodeCursor({ field: 'CREATED_AT', value: middle, id: image });
  return [
    ofImages('first page', {}),
    ofImages('a page in the middle', {}, { after }),
    ...(['UPDATED_AT', 'BYTE_SIZE', 'FILENAME'] as const).map((field) =>
      ofImages(`by ${field}`, {}, { order: { field, direction: 'ASC' } }),
    ),
    ...filters.map(([what, filter]) => ofImages(what, filter)),
    ofImages(
      'a rare tag, by FILENAME',
      { tags: ['eclipse'] },
      { order: { field: 'FILENAME', direction: 'ASC' } },
    ),
    ofImages(
      'a common tag, by BYTE_SIZE',
      { tags: ['lake'] },
      { order: { field: 'BYTE_SIZE', direction: 'DESC' } },
    ),
    ofImages('of a person with some thousand', { ownerId: 'person-42' }),
    ...[['everything', {}] as const, ...filters].map(([what, filter]) => countOf(what, filter)),
    ...others(image),
  ];
}

function ofImages(
  what: string,
  filter: ImageFilter,
  { order = newestFirst, after }: { order?: ImageOrder; after?: string } = {},
): LibraryQuery {
  return {
    what: `images: ${what}`,
    document: `query ($filter: ImageFilter, $order: ImageOrder, $after: String) {
      images(first: ${pageSize}, after: $after, filter: $filter, orderBy: $order) {
        nodes { id status filename title tags createdAt } pageInfo { hasNextPage endCursor } } }`,
    variables: { filter, order, after },
    ask: (database) => listImages(database, benchViewer, { page: { first: pageSize, after }, filter, order }),
  };
}

/** Beside a page of one image. */
function countOf(what: string, filter: ImageFilter): LibraryQuery {
  return {
    what: `totalCount: ${what}`,
    document:
      'query ($filter: ImageFilter) { images(first: 1, filter: $filter) { totalCount { value isExact } } }',
    variables: { filter },
    ask: async (database) =>
      (await listImages(database, benchViewer, { page: { first: 1 }, filter })).count(),
  };
}

function others(image: string): LibraryQuery[] {
  const audit = (what: string, filter: object): LibraryQuery => ({
    what: `auditLog: ${what}`,
    document: 'query ($filter: AuditFilter) { auditLog(filter: $filter) { nodes { id occurredAt action } } }',
    variables: { filter },
    ask: (database) => listAudit(database, benchViewer, { filter }),
  });
  const viewer = (what: string, field: string, ask: LibraryQuery['ask']): LibraryQuery => ({
    what,
    document: `{ viewer { ${field} } }`,
    variables: {},
    ask,
  });
  return [
    {
      what: 'image, its variants and its history',
      document:
        'query ($id: ID!) { image(id: $id) { id variants { name status } events(first: 5) { nodes { id } } } }',
      variables: { id: toGlobalId('image', image) },
      ask: async () => {},
    },
    viewer('viewer.usage', 'usage { bytes { used } images { used } }', (database) =>
      usageOf(database, bootstrapOwner),
    ),
    viewer('viewer.events', 'events(first: 20) { nodes { id occurredAt } }', (database) =>
      listOwnEvents(database, benchViewer, { first: 20 }),
    ),
    viewer('viewer.sharedWithMe', 'sharedWithMe(first: 20) { nodes { id } }', (database) =>
      listSharedWith(database, benchViewer, { first: 20 }),
    ),
    audit('newest', {}),
    audit('of an owner', { ownerId: 'person-42' }),
    audit('of an owner that did nothing', { ownerId: 'nobody' }),
    audit('of an actor', { actorId: 'person-42' }),
    audit('a rare action', { action: ['SHARE_REVOKED'] }),
    audit('before a time', { before: daysBefore(new Date(), 7) }),
  ];
}

const daysBefore = (time: Date, days: number): Date => new Date(time.getTime() - days * 86_400_000);

/** In the middle of the largest owner's list. */
async function places(url: string): Promise<{ middle: Date; image: string }> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ middle: Date; image: string }>(
      `SELECT created_at AS middle, id AS image FROM images WHERE owner_id = $1 ORDER BY created_at DESC, id DESC
       OFFSET (SELECT images / 2 FROM owner_usage WHERE owner_id = $1) LIMIT 1`,
      [bootstrapOwner],
    );
    const [row] = rows;
    if (!row) throw new Error('the library is empty');
    return row;
  } finally {
    await client.end();
  }
}
