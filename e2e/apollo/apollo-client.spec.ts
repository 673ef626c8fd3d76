/** Apollo Client as a React application uses it: an upload through its link, and the subscription over graphql-ws. */
import { ApolloClient, ApolloLink, gql, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import UploadHttpLink from 'apollo-upload-client/UploadHttpLink.mjs';
import { OperationTypeNode } from 'graphql';
import type { Client } from 'graphql-ws';
import { authorization } from '../clients/graphql.ts';
import { webSocketClient } from '../clients/image-events.ts';
import { newOwner, type Owner } from '../clients/owner.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import { sharedDeployment } from '../stack/shared.ts';
import { until } from '../until.ts';

const Upload = gql`
  mutation UploadFromForm($input: UploadImageInput!) {
    uploadImage(input: $input) {
      image {
        id
        status
      }
      userErrors {
        code
      }
    }
  }
`;

const Follow = gql`
  subscription FollowInCache($imageIds: [ID!]) {
    imageEvents(imageIds: $imageIds) {
      id
      image {
        id
        status
        progress
      }
    }
  }
`;

const Status = gql`
  query StatusInCache($id: ID!) {
    image(id: $id) {
      id
      status
    }
  }
`;

interface Uploaded {
  readonly uploadImage: {
    readonly image: { readonly id: string } | null;
    readonly userErrors: readonly { readonly code: string }[];
  };
}

describe('Apollo Client', () => {
  let owner: Owner;
  let socket: Client;
  let client: ApolloClient;
  beforeAll(async () => {
    owner = await newOwner(sharedDeployment());
    socket = webSocketClient(owner);
    const overHttp = new UploadHttpLink({
      uri: `${owner.url}/graphql`,
      headers: { ...authorization(owner.apiKey), 'Apollo-Require-Preflight': 'true' },
    });
    const link = ApolloLink.split(
      ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
      new GraphQLWsLink(socket),
      overHttp,
    );
    client = new ApolloClient({ link, cache: new InMemoryCache() });
  });
  afterAll(async () => {
    client.stop();
    await socket.dispose();
  });

  it('uploads a File, and its cache follows the image to READY by the subscription alone', async () => {
    const file = fileOf(await jpeg({ width: 900, height: 600 }), 'from-a-form.jpg');
    const { data } = await client.mutate<Uploaded>({ mutation: Upload, variables: { input: { file } } });
    const id = data?.uploadImage.image?.id ?? '';
    expect(data?.uploadImage.userErrors).toEqual([]);

    const seen: unknown[] = [];
    const following = client
      .subscribe({ query: Follow, variables: { imageIds: [id] } })
      .subscribe({ next: (result) => seen.push(result) });
    const cached = () =>
      client.readQuery<{ image: { status: string } | null }>({ query: Status, variables: { id } });
    await client.query({ query: Status, variables: { id } });
    // The query itself may have found it ready; the subscription tells so in any case.
    const heard = () => seen.length > 0 && cached()?.image?.status === 'READY';
    await until(heard, { what: 'the cache to hear of it', seconds: 45 });
    following.unsubscribe();
    expect((await owner.image(id))?.status).toBe('READY');
  });

  it('is told of a refusal as data, not as an error', async () => {
    const file = fileOf(Buffer.from('no picture'));
    const { data } = await client.mutate<Uploaded>({ mutation: Upload, variables: { input: { file } } });
    expect(data?.uploadImage).toMatchObject({
      image: null,
      userErrors: [{ code: 'UNSUPPORTED_MEDIA_TYPE' }],
    });
  });
});
