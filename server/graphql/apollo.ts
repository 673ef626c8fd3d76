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
import { assertAffordable, refused } from './query-cost.ts';

/** Longer documents are refused before they are parsed. */
const maxTokens = 4_000;

export async function startApollo(schema: GraphQLSchema): Promise<ApolloServer<Context>> {
  const apollo = new ApolloServer<Context>({
    schema,
    introspection: true,
    csrfPrevention: true,
    parseOptions: { maxTokens },
    stopOnTerminationSignals: false,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    // The error as it was is kept until the plugin below can name the request.
    formatError: (formatted, error) => Object.assign({ ...formatted }, { [original]: error }),
    plugins: [
      errorPlugin,
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
      async didResolveOperation({ schema, document, operation, operationName, request: { variables } }) {
        if (operation?.operation === OperationTypeNode.SUBSCRIPTION)
          throw refused(new AppError('WEBSOCKET_REQUIRED'));
        assertAffordable({ schema, document, variables, operationName: operationName ?? undefined });
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
