/** Turns a filter into SQL conditions; every value is a parameter. */
import type { ImageStatus, Visibility } from './image.entity.ts';

export interface ImageFilter {
  /** Images that carry all of these. */
  readonly tags?: readonly string[] | null | undefined;
  readonly status?: readonly ImageStatus[] | null | undefined;
  readonly visibility?: Visibility | null | undefined;
  readonly namespace?: string | null | undefined;
  readonly contentType?: readonly string[] | null | undefined;
  /** Words of title, description, file name and tags; each may be the beginning of a word. Blank: no condition. */
  readonly query?: string | null | undefined;
  readonly createdAfter?: Date | null | undefined;
  readonly createdBefore?: Date | null | undefined;
  /** Another owner than the viewer: admins only. */
  readonly ownerId?: string | null | undefined;
}

export interface Conditions {
  readonly conditions: string[];
  readonly parameters: unknown[];
  /** The first of the conditions, where it is about one owner. */
  readonly ofOwner: string;
  /** Nothing is asked for but the owner. */
  readonly isWhole: boolean;
  /** The same conditions, in the words of indexes that know owners apart. */
  readonly byIndex: readonly string[];
}

/** @param ownerId Whose images; undefined: everybody's. */
export function conditionsOf(ownerId: string | undefined, filter: ImageFilter): Conditions {
  const conditions: string[] = [];
  const byIndex: string[] = [];
  const parameters: unknown[] = [];
  type Condition = (parameter: string) => string;
  const add = (value: unknown, condition: Condition, inIndex: Condition = condition): void => {
    if (value === undefined || value === null) return;
    const parameter = `$${parameters.push(value)}`;
    conditions.push(condition(parameter));
    byIndex.push(inIndex(parameter));
  };
  add(ownerId, (owner) => `owner_id = ${owner}`);
  const ofOwner = conditions[0] ?? 'true';
  add(
    filter.tags?.length ? filter.tags : null,
    (tags) => `tags @> ${tags}::text[]`,
    (tags) => `darkroom_owned_tags(owner_id, tags) @> darkroom_owned_tags($1, ${tags}::text[])`,
  );
  add(filter.status, (statuses) => `status = ANY(${statuses}::text[])`);
  // Nearly all are ready: of the others there is an index, which Postgres does not see by itself.
  if (filter.status && !filter.status.includes('READY')) add('READY', (ready) => `status <> ${ready}`);
  add(filter.visibility, (visibility) => `visibility = ${visibility}`);
  add(filter.namespace, (namespace) => `namespace = ${namespace}`);
  add(filter.contentType, (types) => `content_type = ANY(${types}::text[])`);
  add(
    wordQuery(filter.query),
    (query) => `words @@ to_tsquery('pg_catalog.simple', darkroom_lower(${query}))`,
  );
  add(filter.createdAfter, (time) => `created_at > ${time}`);
  add(filter.createdBefore, (time) => `created_at < ${time}`);
  const isWhole = conditions.length === (ownerId === undefined ? 0 : 1);
  return { conditions, parameters: parameters.map(withoutNul), ofOwner, isWhole, byIndex };
}

/** Postgres cannot take a NUL in text, and no text of ours holds one: what stands for it finds nothing. */
function withoutNul(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNul);
  return typeof value === 'string' ? value.replaceAll('\u0000', '\ufffd') : value;
}

/** What ends a word, the same as in the function `darkroom_words`; all further rules are those of Postgres. */
const separators = /[\s!-/:-@[-`{-~]+/;
const maxWords = 20;

/** `blue sky` finds what has words that begin with both; operators of the query language are only text here. */
function wordQuery(query: string | null | undefined): string | null {
  if (!query?.trim()) return null;
  // Of punctuation alone no word is left, and the empty query finds nothing.
  const words = query.split(separators).filter(Boolean).slice(0, maxWords);
  return words.map((word) => `'${word}':*`).join(' & ');
}
