/** What an event of an image means for the lists in the cache: fields of the image itself Apollo merges alone, by its id. */
import { type ApolloCache, type Reference, isReference } from '@apollo/client';
import type { DarkroomImageEventsSubscription, ImageStatus, Visibility } from './generated/graphql.ts';

export type ImageEvent = DarkroomImageEventsSubscription['imageEvents'];

/** Of an event, what decides. */
interface ToldEvent {
  readonly __typename: ImageEvent['__typename'];
  readonly image: ToldImage;
}

interface ToldImage {
  readonly __typename?: 'Image';
  readonly id: string;
  readonly status?: ImageStatus;
  readonly visibility?: Visibility;
  readonly namespace?: string | null;
  readonly contentType?: string;
  readonly tags?: readonly string[];
}

/** New images come into the lists that they belong to, others leave them, deleted ones are gone everywhere. */
export function mergeImageEvent(cache: ApolloCache, { __typename, image }: ToldEvent): void {
  const id = cache.identify({ __typename: 'Image', id: image.id });
  if (id === undefined) return;
  if (__typename === 'ImageDeleted') {
    cache.evict({ id });
    cache.gc();
    return;
  }
  cache.modify({
    id: 'ROOT_QUERY',
    fields: {
      images: (list: unknown, { storeFieldName, toReference }) => {
        const reference = toReference(id);
        if (!isList(list) || !reference) return list;
        return withImage(list, { image, reference, args: argsOf(storeFieldName) });
      },
    },
  });
}

interface Edge {
  readonly __typename?: string;
  readonly node: Reference;
  readonly cursor?: string;
}
interface List {
  readonly edges: readonly Edge[];
}

const isList = (value: unknown): value is List =>
  typeof value === 'object' && value !== null && 'edges' in value && Array.isArray(value.edges);

interface ListArgs {
  readonly filter?: Readonly<Record<string, unknown>> | null;
  readonly orderBy?: { readonly field: string; readonly direction: string } | null;
}

/** Apollo keeps a list as `images:{"filter":…}`. */
function argsOf(storeFieldName: string): ListArgs {
  const json = storeFieldName.slice(storeFieldName.indexOf(':') + 1);
  return json.startsWith('{') ? (JSON.parse(json) as ListArgs) : {};
}

function withImage(
  list: List,
  { image, reference, args }: { image: ToldImage; reference: Reference; args: ListArgs },
): List {
  const isThere = list.edges.some(({ node }) => isReference(node) && node.__ref === reference.__ref);
  const belongs = belongsTo(args.filter ?? {}, image);
  if (isThere && belongs === false)
    return { ...list, edges: list.edges.filter(({ node }) => node.__ref !== reference.__ref) };
  if (isThere || belongs !== true || !isNewestFirst(args)) return list;
  return { ...list, edges: [{ __typename: 'ImageEdge', node: reference, cursor: '' }, ...list.edges] };
}

/** In another order only the server knows the place. */
const isNewestFirst = ({ orderBy }: ListArgs): boolean =>
  !orderBy || (orderBy.field === 'CREATED_AT' && orderBy.direction === 'DESC');

/** @returns undefined where only the server can tell, as of words that are searched for. */
function belongsTo(filter: Readonly<Record<string, unknown>>, image: ToldImage): boolean | undefined {
  const wishes = Object.entries(filter).filter(([, wanted]) => wanted !== null && wanted !== undefined);
  const verdicts = new Set(wishes.map(([name, wanted]) => conditions[name]?.(wanted, image)));
  if (verdicts.has(false)) return false;
  return verdicts.has(undefined) ? undefined : true;
}

type Condition = (wanted: unknown, image: ToldImage) => boolean | undefined;

/** Undefined of what the event does not say. */
const conditions: Readonly<Record<string, Condition>> = {
  status: (wanted, { status }) => status && (wanted as unknown[]).includes(status),
  contentType: (wanted, { contentType }) =>
    contentType === undefined ? undefined : (wanted as unknown[]).includes(contentType),
  visibility: (wanted, { visibility }) => visibility && wanted === visibility,
  namespace: (wanted, { namespace }) => (namespace === undefined ? undefined : wanted === namespace),
  tags: (wanted, { tags }) => tags && (wanted as string[]).every((tag) => tags.includes(tag)),
};
