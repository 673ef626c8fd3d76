/** `@darkroom/client/apollo` as an application uses it: one link for everything, pages that are joined, events in the cache. */
import type { ApolloClient } from '@apollo/client';
import { gql } from '@apollo/client';
import { createApolloClient, DarkroomImageEventsDocument, mergeImageEvent } from '@darkroom/client/apollo';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDarkroomClient, type DarkroomClient } from '@darkroom/client';
import { newOwner, type Owner } from '../clients/owner.ts';
import { DeleteImages, UpdateImage } from '../documents/images.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import { sharedDeployment } from '../stack/shared.ts';
import { until } from '../until.ts';

const Uploading = gql`
  mutation UploadByLibrary($input: UploadImageInput!) {
    uploadImage(input: $input) {
      image {
        id
        title
      }
    }
  }
`;

const Nodes = gql`
  query NodesByLibrary($first: Int, $after: String, $filter: ImageFilter) {
    images(first: $first, after: $after, filter: $filter) {
      nodes {
        id
        title
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

const Edges = gql`
  query EdgesByLibrary($filter: ImageFilter) {
    images(filter: $filter) {
      edges {
        node {
          id
        }
      }
    }
  }
`;

interface Page {
  readonly images: {
    readonly nodes: readonly { readonly id: string; readonly title: string | null }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
}

describe('@darkroom/client/apollo', () => {
  let owner: Owner;
  let darkroom: DarkroomClient;
  let apollo: ApolloClient;
  beforeAll(async () => {
    owner = await newOwner(sharedDeployment());
    darkroom = createDarkroomClient({ url: owner.url, token: () => owner.apiKey, storage: null });
    apollo = createApolloClient(darkroom);
  });
  afterAll(async () => {
    apollo.stop();
    await darkroom.dispose();
  });

  const photo = async (name: string) => fileOf(await jpeg({ width: 160, height: 120 }), `${name}.jpg`);
  const send = async (title: string, tags: readonly string[]): Promise<string> =>
    (await owner.upload(await photo(title), { title, tags })).id;
  const titles = (data: Page | undefined) => data?.images.nodes.map(({ title }) => title);

  it('sends a file that stands in the variables', async () => {
    const { data } = await apollo.mutate<{ uploadImage: { image: { id: string; title: string } } }>({
      mutation: Uploading,
      variables: { input: { file: await photo('by link'), title: 'by link' } },
    });
    expect(data?.uploadImage.image.title).toBe('by link');
  });

  it('joins pages, whichever way they are asked for', async () => {
    for (const title of ['one', 'two', 'three']) await send(title, ['pages']);
    const filter = { tags: ['pages'] };
    const query = apollo.watchQuery<Page>({ query: Nodes, variables: { first: 2, filter } });
    const { data } = await query.refetch();
    expect(titles(data)).toEqual(['three', 'two']);
    await query.fetchMore({ variables: { after: data?.images.pageInfo.endCursor } });
    expect(titles(query.getCurrentResult().data as Page)).toEqual(['three', 'two', 'one']);
    expect((query.getCurrentResult().data as Page).images.pageInfo.hasNextPage).toBe(false);

    const edges = await apollo.query<{ images: { edges: unknown[] } }>({
      query: Edges,
      variables: { filter },
    });
    expect(edges.data?.images.edges).toHaveLength(3);
  });

  it('brings new images into the lists they belong to, changes to all, and takes deleted ones away', async () => {
    const lists = [{ tags: ['events'] }, { tags: ['others'] }].map((filter) =>
      apollo.watchQuery<Page>({ query: Nodes, variables: { filter } }),
    );
    const shown = lists.map((list) => {
      let last: readonly (string | null)[] | undefined;
      list.subscribe(({ data }) => (last = titles(data as Page | undefined)));
      return () => last;
    });
    await Promise.all(lists.map((list) => list.refetch()));
    const seen: string[] = [];
    const following = apollo
      .subscribe({ query: DarkroomImageEventsDocument, variables: {} })
      .subscribe(({ data }) => {
        if (!data) return;
        mergeImageEvent(apollo.cache, data.imageEvents);
        seen.push(data.imageEvents.__typename);
      });
    // Whatever comes from now on comes in any case: the first event shows that it is heard.
    await send('a beginning', ['beginning']);
    await until(() => seen.length > 0, { what: 'the subscription', seconds: 30 });

    const id = await send('new', ['events']);
    await until(() => shown[0]?.()?.join() === 'new', { what: 'the new image in its list' });
    expect(shown[1]?.()).toEqual([]);
    await owner.ask(UpdateImage, { input: { id, title: 'renamed' } });
    await until(() => shown[0]?.()?.join() === 'renamed', { what: 'the new title' });
    await owner.ask(UpdateImage, { input: { id, tags: ['others'] } });
    await until(() => shown[0]?.()?.length === 0, { what: 'it to leave the list' });
    await owner.ask(UpdateImage, { input: { id, tags: ['events'] } });
    await until(() => shown[0]?.()?.length === 1, { what: 'it to come back' });
    await owner.settled(id);
    await owner.ask(DeleteImages, { input: { ids: [id] } });
    await until(() => shown[0]?.()?.length === 0, { what: 'it to be gone' });
    following.unsubscribe();
  });
});
