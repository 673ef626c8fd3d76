/** Who may do what with API keys, as rows of the table of access: about a key of alice's. */
import { only, type Question } from './access.ts';
import type { Variables } from './graphql.ts';

export interface KeyTarget {
  readonly apiKey: string;
}

interface Row extends Question {
  readonly variables: (target: KeyTarget) => Variables;
}

export const keyOperations: readonly Row[] = [
  {
    name: 'Mutation.createApiKey',
    query:
      'mutation ($input: CreateApiKeyInput!) { it: createApiKey(input: $input) { userErrors { code } } }',
    variables: () => ({ input: { name: 'new', scopes: ['MANAGE'] } }),
    expected: only('MANAGE', 'yes'),
  },
  {
    name: 'Mutation.createApiKey for alice',
    query:
      'mutation ($input: CreateApiKeyInput!) { it: createApiKey(input: $input) { userErrors { code } } }',
    variables: () => ({ input: { name: 'new', scopes: ['MANAGE'], ownerId: 'alice' } }),
    expected: only('MANAGE', 'FORBIDDEN'),
  },
  {
    name: 'Mutation.revokeApiKey',
    query:
      'mutation ($input: RevokeApiKeyInput!) { it: revokeApiKey(input: $input) { userErrors { code } } }',
    variables: ({ apiKey }) => ({ input: { id: apiKey } }),
    expected: only('MANAGE', 'NOT_FOUND'),
  },
];
