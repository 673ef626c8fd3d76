/** Apollo Server over our schema; the transport and the identity are the route's business. */
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { type GraphQLSchema, OperationTypeNode } from 'graphql';
import type { Context } from '../../schema/context.ts';
import { formatError, isUnexpected } from './format-error.ts';
import { AppError } from '../../platform/errors.ts';
import type { Config } from '../../platform/config/load.ts';
import { describeSpan } from '../../platform/tracing/span.ts';
import { metricsPlugin } from './operation-metrics.ts';
import type { PersistedQueries } from './persisted-queries.ts';
import { assertAffordable, type Cost, costOf, refused } from './query-cost.ts';

export async function startApollo(
  schema: GraphQLSchema,
  { introspection, maxTokens, maxCost }: Config['graphql'],
  persisted: Pick<PersistedQueries, 'cache' | 'nameOf'>,
): Promise<ApolloServer<Context>> {
  const apollo = new ApolloServer<Context>({
    schema,
    // Who may ask is decided before, for each request.
    introspection: true,
    // "Did you mean …" would tell the schema bit by bit.
    validationOptions: { hideSuggestions: introspection !== 'on' },
    persistedQueries: { cache: persisted.cache },
    csrfPrevention: true,
    parseOptions: { maxTokens },
    stopOnTerminationSignals: false,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    // The error as it was is kept until the plugin below can name the request.
    formatError: (formatted, error) => Object.assign({ ...formatted }, { [original]: error }),
    plugins: [
      errorPlugin,
      metricsPlugin(persisted),
      costPlugin(maxCost),
      // Its landing page would load scripts from somebody else's server.
      ApolloServerPluginLandingPageDisabled(),
      // It wraps every resolver to add up cache hints, which the schema has none of; the route says `no-store`.
      ApolloServerPluginCacheControlDisabled(),
    ],
  });
  await apollo.start();
  return apollo;
}

const original = Symbol('the error before it was formatted');

const errorPlugin: ApolloServerPlugin<Context> = {
  async requestDidStart({ contextValue }) {
    return {
      async didResolveOperation({ operation, operationName }) {
        if (operation) noteOperation(operation.operation, operationName, contextValue);
        if (operation?.operation === OperationTypeNode.SUBSCRIPTION)
          throw refused(new AppError('WEBSOCKET_REQUIRED'));
      },
      async didEncounterErrors({ errors }) {
        for (const error of errors.filter(isUnexpected))
          contextValue.logger.error({ err: error }, 'an operation failed');
      },
      async willSendResponse({ response: { body } }) {
        if (body.kind !== 'single' || !body.singleResult.errors) return;
        body.singleResult.errors = body.singleResult.errors.map((error) =>
          formatError((error as { [original]?: unknown })[original] ?? error, contextValue.requestId),
        );
      },
    };
  },
};

/** For the log and the trace of the request, whose route is the same for all of them. */
function noteOperation(type: OperationTypeNode, name: string | null, { logger }: Context): void {
  const operation = name === null ? type : `${type} ${name.slice(0, 100)}`;
  logger.setBindings({ operation });
  describeSpan({ 'graphql.operation.type': type, 'graphql.operation.name': name?.slice(0, 100) ?? '' });
}

/** Refuses what costs too much, and tells in each answer what it cost. */
const costPlugin = (limit: number): ApolloServerPlugin<Context> => ({
  async requestDidStart() {
    let cost: Cost | undefined;
    return {
      async didResolveOperation({ schema, document, operationName, request: { variables } }) {
        const operation = { schema, document, variables, operationName: operationName ?? undefined };
        cost = { requested: costOf(operation), limit };
        assertAffordable(cost);
      },
      async willSendResponse({ response: { body } }) {
        if (cost && body.kind === 'single') body.singleResult.extensions = { cost };
      },
    };
  },
});
