/** The variables that say what one client may ask for: slices of `definitions.ts`, which docs/limits.md explains. */
import { integer, oneOf } from './variable.ts';

export const graphqlLimits = {
  introspection: oneOf(
    'on',
    'authenticated',
    'off',
  )('GRAPHQL_INTROSPECTION', {
    default: 'on',
    meaning:
      'Who may ask for the schema, and is told of similar names when one does not exist: everybody, whoever sends a key, or nobody.',
  }),
  maxBytes: integer(1_024, 1_048_576)('GRAPHQL_MAX_BYTES', {
    default: '65536',
    meaning: 'Bytes of a document, without its variables; more is QUERY_TOO_LARGE.',
  }),
  maxTokens: integer(100, 100_000)('GRAPHQL_MAX_TOKENS', {
    default: '4000',
    meaning: 'Tokens of a document; more is QUERY_TOO_LONG.',
  }),
  maxDepth: integer(3, 1_000)('GRAPHQL_MAX_DEPTH', {
    default: '20',
    meaning: 'Fields inside each other; more is QUERY_TOO_DEEP. Introspection needs 15.',
  }),
  maxAliases: integer(0, 10_000)('GRAPHQL_MAX_ALIASES', {
    default: '50',
    meaning:
      'Fields of a document that have an alias, or are asked for again; more is QUERY_TOO_MANY_ALIASES.',
  }),
  maxFragments: integer(0, 10_000)('GRAPHQL_MAX_FRAGMENTS', {
    default: '100',
    meaning:
      'Fragments of a document, their definitions and spreads together; more is QUERY_TOO_MANY_FRAGMENTS.',
  }),
  maxDirectives: integer(0, 10_000)('GRAPHQL_MAX_DIRECTIVES', {
    default: '50',
    meaning: 'Directives of a document; more is QUERY_TOO_MANY_DIRECTIVES.',
  }),
  maxCost: integer(1)('GRAPHQL_MAX_COST', {
    default: '15000',
    meaning:
      'What an operation may cost: one for each field, times the items of the lists above it. More is QUERY_TOO_COMPLEX. The default is a page of 100 images with ten fields of each of their nine variants, and half as much again.',
  }),
} as const;
