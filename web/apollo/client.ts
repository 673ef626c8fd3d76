/** Apollo Client as the app has it: queries over HTTP, subscriptions over one socket, both by the cookie of the session. */
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { ErrorLink } from '@apollo/client/link/error';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { relayStylePagination } from '@apollo/client/utilities';
import { OperationTypeNode } from 'graphql';
import { isSignedOut } from '../errors/told-error.ts';
import { socket } from './socket.ts';

const cache = new InMemoryCache({
  // Of the schema: what a fragment on an interface may be.
  possibleTypes: {
    ImageEvent: [
      'ImageSnapshot',
      'ImageUploaded',
      'VariantReady',
      'VariantFailed',
      'ImageReady',
      'ImageFailed',
      'ImageUpdated',
      'ImageDeleted',
    ],
  },
  typePolicies: {
    Query: { fields: { auditLog: relayStylePagination(['filter']) } },
    Image: {
      fields: {
        // A part of its image: what two pages ask of it is put together.
        placeholder: { merge: true },
        events: relayStylePagination(),
        shares: relayStylePagination(),
      },
    },
    // There is one, and it has its keys and usage under different fields.
    Viewer: { keyFields: [] },
  },
});

/** A session that has ended is found by whatever is asked next; the app then asks anew who this is. */
const watchSession = new ErrorLink(({ error, operation }) => {
  if (isSignedOut(error) && operation.operationName !== 'Session')
    void apollo.refetchQueries({ include: ['Session'] });
});

const overHttp = new HttpLink({ uri: '/graphql', credentials: 'same-origin' });

export const apollo = new ApolloClient({
  cache,
  link: ApolloLink.from([
    watchSession,
    ApolloLink.split(
      ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
      new GraphQLWsLink(socket),
      overHttp,
    ),
  ]),
});
