/** The rows of batches in the table of access. */
import { everybody, only, type Outcome, type Question, type Who } from './access.ts';
import type { Variables } from './graphql.ts';

interface Target {
  /** Of alice, as is the batch. */
  readonly image: string;
  readonly batch: string;
}

interface Row extends Question {
  readonly variables: (target: Target) => Variables;
}

const owned: Record<Who, Outcome> = { ...everybody('yes'), nobody: 'null', another: 'null' };

export const batchOperations: readonly Row[] = [
  {
    name: 'Mutation.reprocessImage',
    query:
      'mutation ($input: ReprocessImageInput!) { it: reprocessImage(input: $input) { userErrors { code } } }',
    variables: ({ image }) => ({ input: { id: image } }),
    expected: only('MANAGE', 'NOT_FOUND'),
  },
  {
    name: 'Mutation.reprocessImages',
    query:
      'mutation ($input: ReprocessImagesInput!) { it: reprocessImages(input: $input) { userErrors { code } } }',
    variables: () => ({ input: { profile: 'photos' } }),
    expected: only('MANAGE', 'yes'),
  },
  {
    name: 'Mutation.reprocessImages of alice',
    query:
      'mutation ($input: ReprocessImagesInput!) { it: reprocessImages(input: $input) { userErrors { code } } }',
    variables: () => ({ input: { filter: { ownerId: 'alice' }, profile: 'photos' } }),
    expected: only('MANAGE', 'FORBIDDEN'),
  },
  {
    name: 'Mutation.reprocessImages of everybody',
    query:
      'mutation ($input: ReprocessImagesInput!) { it: reprocessImages(input: $input) { userErrors { code } } }',
    variables: () => ({ input: { allOwners: true, profile: 'photos' } }),
    expected: { ...everybody('FORBIDDEN'), nobody: 'UNAUTHENTICATED', admin: 'yes' },
  },
  {
    name: 'Mutation.cancelBatch',
    query: 'mutation ($input: CancelBatchInput!) { it: cancelBatch(input: $input) { userErrors { code } } }',
    variables: ({ batch }) => ({ input: { id: batch } }),
    expected: only('MANAGE', 'NOT_FOUND'),
  },
  {
    name: 'Query.batch',
    query: 'query ($id: ID!) { it: batch(id: $id) { id } }',
    variables: ({ batch }) => ({ id: batch }),
    expected: owned,
  },
  {
    name: 'Subscription.batchEvents',
    query: 'subscription ($id: ID!) { it: batchEvents(batchId: $id) { id } }',
    variables: ({ batch }) => ({ id: batch }),
    expected: { ...everybody('yes'), nobody: 'NOT_FOUND', another: 'NOT_FOUND' },
  },
];
