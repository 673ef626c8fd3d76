/** Apollo Client as the app has it: by the cookie of the session, with the link and the cache of the client library. */
import { ApolloClient, ApolloLink, InMemoryCache } from '@apollo/client';
import { ErrorLink } from '@apollo/client/link/error';
import { darkroomLink, possibleTypes, typePolicies } from '@darkroom/client/apollo';
import { isSignedOut } from '../errors/told-error.ts';
import { socket } from './socket.ts';

const cache = new InMemoryCache({
  possibleTypes,
  typePolicies: {
    ...typePolicies,
    // The library keeps its own lists: joined here, each page that comes would have all before it read once more.
    Query: { fields: { ...typePolicies['Query']?.fields, images: {} } },
    // There is one, and it has its keys and usage under different fields.
    Viewer: { ...typePolicies['Viewer'], keyFields: [] },
  },
});

/** A session that has ended is found by whatever is asked next; the app then asks anew who this is. */
const watchSession = new ErrorLink(({ error, operation }) => {
  if (isSignedOut(error) && operation.operationName !== 'Session')
    void apollo.refetchQueries({ include: ['Session'] });
});

/** Its socket is closed by the server at once, also where nobody asks for anything. */
socket.on('closed', (event) => {
  if (isForbidden(event)) void apollo.refetchQueries({ include: ['Session'] });
});

/** What failed meanwhile is asked for again, and what has changed is shown. */
socket.on('connected', (_socket, _greeting, isAgain) => {
  if (isAgain) void apollo.refetchQueries({ include: 'active' });
});

const isForbidden = (event: unknown): boolean => (event as { code?: unknown }).code === 4403;

export const apollo = new ApolloClient({
  cache,
  link: ApolloLink.from([watchSession, darkroomLink({ socket })]),
});
