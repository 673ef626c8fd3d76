/** The lists of the library: one for each view that was looked at, kept for who comes back, and changed as images are. */
import { apollo } from '../apollo/client.ts';
import { onImageNews } from '../apollo/follow-images.ts';
import { graphql } from '../generated/gql.ts';
import type { LibraryPageQuery } from '../generated/graphql.ts';
import { filterOf, type LibraryView, orderOf, paramsOf } from './library-view.ts';
import { PagedList } from './paged-list.ts';

const LibraryPage = graphql(`
  query LibraryPage($first: Int!, $after: String, $filter: ImageFilter, $orderBy: ImageOrder) {
    images(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      nodes {
        id
        width
        height
        ...ImageTile
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

const Newcomers = graphql(`
  query Newcomers($filter: ImageFilter) {
    images(first: 100, filter: $filter) {
      nodes {
        id
      }
    }
  }
`);

export type ListedImage = LibraryPageQuery['images']['nodes'][number];
export type ImageList = PagedList<ListedImage>;

/** What fills a screen comes first and quickly; what follows comes before it is seen, in pieces that hold no frame up. */
const firstPage = 40;
const laterPages = 60;

/** As many as somebody goes back to. */
const keptLists = 5;
const lists = new Map<string, ImageList>();

export function listOf(view: LibraryView): ImageList {
  const key = paramsOf(view).toString();
  const list = lists.get(key) ?? new PagedList<ListedImage>((after) => fetchPage(view, after));
  // Looked at last: the last to be forgotten.
  lists.delete(key);
  lists.set(key, list);
  const [oldest] = lists.keys();
  if (lists.size > keptLists && oldest !== undefined) lists.delete(oldest);
  return list;
}

/** From the server each time; by itself in no list of Apollo's, which would be read as a whole at every change. */
async function fetchPage(view: LibraryView, after: string | null) {
  const { data } = await apollo.query({
    query: LibraryPage,
    variables: {
      first: after === null ? firstPage : laterPages,
      after,
      filter: filterOf(view),
      orderBy: orderOf(view),
    },
    fetchPolicy: 'network-only',
  });
  if (!data) throw new Error('The server’s answer is empty: try again in a moment.');
  const { nodes, pageInfo } = data.images;
  return { items: nodes, next: pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null };
}

/** How many images, at most 100, have come since a time that belong to a view. */
export async function countNewcomers(view: LibraryView, since: string): Promise<number> {
  const filter = filterOf(view);
  const { createdAfter = since } = filter;
  const { data } = await apollo.query({
    query: Newcomers,
    variables: { filter: { ...filter, createdAfter: createdAfter > since ? createdAfter : since } },
    fetchPolicy: 'no-cache',
  });
  return data?.images.nodes.length ?? 0;
}

/** Of what is gone. */
export function forgetImages(ids: readonly string[]): void {
  for (const list of lists.values()) for (const id of ids) list.remove(id);
}

onImageNews(({ __typename, image }) => {
  if (__typename === 'ImageDeleted') forgetImages([image.id]);
  if (__typename !== 'ImageUploaded') return;
  // The condition of the API is exclusive, and its times are exact to the millisecond here.
  const since = new Date(Date.parse(image.createdAt) - 1).toISOString();
  for (const list of lists.values()) list.becomeStale(since);
});
