/** What `@darkroom/client/apollo` offers: Apollo Client 4 for Darkroom, whole or in parts. */
export { createApolloClient } from './apollo/apollo-client.ts';
export { connection } from './apollo/connections.ts';
export {
  DarkroomImageDocument,
  DarkroomImageEventsDocument,
  DarkroomImageFieldsFragmentDoc,
  DarkroomResponsiveFragmentDoc,
} from './apollo/generated/graphql.ts';
export { darkroomLink, type DarkroomConnection } from './apollo/link.ts';
export { type ImageEvent, mergeImageEvent } from './apollo/merge-image-event.ts';
export { possibleTypes, typePolicies } from './apollo/type-policies.ts';
