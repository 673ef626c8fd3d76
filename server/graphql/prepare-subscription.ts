/**
 * Decides whether a subscription begins, over WebSocket and as an event stream, by the rules of HTTP: those of the
 * WebSocket library would be the language's own and no more. Queries and mutations have HTTP: one door less to guard.
 */
import { ApolloServerErrorCode } from '@apollo/server/errors';
import {
  type ExecutionArgs,
  getOperationAST,
  getVariableValues,
  GraphQLError,
  type GraphQLSchema,
  OperationTypeNode,
  validate,
} from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import type { Viewer } from '../../domain/access/viewer.ts';
import type { Config } from '../../platform/config/load.ts';
import { AppError, isAppError } from '../../platform/errors.ts';
import type { Admission } from './admission.ts';
import { assertAffordable, type Cost, costOf, refused } from './query-cost.ts';

export interface SubscriptionRules {
  readonly schema: GraphQLSchema;
  readonly admission: Admission;
  readonly limits: Pick<Config['graphql'], 'introspection' | 'maxCost'>;
}

/** What the library executes, and what each of its answers tells. */
export interface PreparedSubscription extends ExecutionArgs {
  readonly cost: Cost;
}

/** What a client asks for: the text is judged here, whatever it is. */
export type GivenSubscription = Omit<SubscribePayload, 'query'> & { readonly query?: unknown };

/** The subscription, or why it does not begin. */
export function prepareSubscription(
  rules: SubscriptionRules,
  viewer: Viewer,
  given: GivenSubscription,
): PreparedSubscription | readonly GraphQLError[] {
  try {
    return prepare(rules, viewer, given);
  } catch (error) {
    if (error instanceof GraphQLError) return [coded(error, ApolloServerErrorCode.GRAPHQL_PARSE_FAILED)];
    if (isAppError(error)) return [refused(error)];
    throw error;
  }
}

function prepare(
  { schema, admission, limits }: SubscriptionRules,
  viewer: Viewer,
  { query, extensions, operationName, variables }: GivenSubscription,
): PreparedSubscription | readonly GraphQLError[] {
  const admitted = admission.admit({ query, extensions }, viewer);
  if (!admitted)
    throw new AppError('BAD_REQUEST', { reason: 'it has no query, nor the hash of one that is known here' });
  const { document } = admitted;
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== OperationTypeNode.SUBSCRIPTION)
    throw new AppError('BAD_REQUEST', {
      reason: 'only subscriptions are served here, send queries and mutations to /graphql over HTTP',
    });
  const faults = validate(schema, document, undefined, { hideSuggestions: limits.introspection !== 'on' });
  if (faults.length > 0)
    return faults.map((fault) => coded(fault, ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED));
  const { errors = [] } = getVariableValues(schema, operation.variableDefinitions ?? [], variables ?? {});
  if (errors.length > 0) return errors.map((error) => coded(error, ApolloServerErrorCode.BAD_USER_INPUT));
  const given = { variables: variables ?? undefined, operationName: operationName ?? undefined };
  const cost = { requested: costOf({ schema, document, ...given }), limit: limits.maxCost };
  assertAffordable(cost);
  return { schema, document, operationName, variableValues: variables, cost };
}

/** With the code that it would have over HTTP, unless it has its own. */
const coded = (error: GraphQLError, code: ApolloServerErrorCode): GraphQLError => {
  const { message, nodes = null, source = null, positions = null, extensions } = error;
  return new GraphQLError(message, { nodes, source, positions, extensions: { code, ...extensions } });
};
