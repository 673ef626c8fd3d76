/** Apollo Client for Darkroom, ready made; its parts are exported for those who have a client already. */
import { ApolloClient, InMemoryCache } from '@apollo/client';
import { type DarkroomConnection, darkroomLink } from './link.ts';
import { possibleTypes, typePolicies } from './type-policies.ts';

/** @param connection the same as for `createDarkroomClient`, or its result, to share one socket. */
export const createApolloClient = (connection: DarkroomConnection = {}): ApolloClient =>
  new ApolloClient({
    link: darkroomLink(connection),
    cache: new InMemoryCache({ typePolicies, possibleTypes }),
  });
