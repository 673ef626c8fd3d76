/** The variables that say what one client may ask for: slices of `definitions.ts`, which docs/limits.md explains. */
import { integer, oneOf, text } from './variable.ts';

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
  registeredOperations: text('PERSISTED_OPERATIONS', {
    meaning:
      'A file of operations, as apollo-persisted-query-manifest writes it: then these alone are run. Default: whatever is sent.',
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

const perMinute = integer(0, 1_000_000_000);

export const rateLimits = {
  queries: perMinute('RATE_LIMIT_QUERIES', {
    default: '12000',
    meaning:
      'Queries and subscriptions that one subject, or one address without a key, may send in a minute, at once or bit by bit; more is RATE_LIMITED. 0 for no limit.',
  }),
  mutations: perMinute('RATE_LIMIT_MUTATIONS', {
    default: '3000',
    meaning: 'Mutations in a minute, each field of an operation counted. 0 for no limit.',
  }),
  uploads: perMinute('RATE_LIMIT_UPLOADS', {
    default: '1200',
    meaning: 'Uploads that are begun in a minute, by every way in. 0 for no limit.',
  }),
  renditions: perMinute('RATE_LIMIT_RENDITIONS', {
    default: '1200',
    meaning:
      'Renditions that are made for one client in a minute; those that are in memory or stored cost nothing. 0 for no limit.',
  }),
  keyPercent: integer(1, 100)('RATE_LIMIT_KEY_PERCENT', {
    default: '80',
    meaning:
      'How much of each of these one API key of a subject may use: one that runs wild leaves the rest to the others.',
  }),
} as const;

export const socketLimits = {
  perClient: integer(1, 1_000_000)('WEBSOCKETS_PER_CLIENT', {
    default: '200',
    meaning:
      'WebSockets and event streams that one subject, or one address without a key, may have open in one server; more is TOO_MANY_SOCKETS.',
  }),
  subscriptionsPerClient: integer(1, 1_000_000)('SUBSCRIPTIONS_PER_CLIENT', {
    default: '1000',
    meaning: 'Subscriptions over all of these; more is TOO_MANY_SUBSCRIPTIONS.',
  }),
  idleSeconds: integer(1, 86_400)('WEBSOCKET_IDLE_SECONDS', {
    default: '300',
    meaning: 'A WebSocket without a subscription is closed after this.',
  }),
} as const;
