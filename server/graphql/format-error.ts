/** What a GraphQL client is told of an error: its code and sentence, never anything of an unexpected one. */
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { AppError, isAppError } from '../../platform/errors.ts';
import { countRefusal } from '../../platform/metrics/refusals.ts';

/** Errors of the language itself are the client's and harmless; `requestId` names the log line of all others. */
export function formatError(error: unknown, requestId: string): GraphQLFormattedError {
  const cause = causeOf(error);
  const place = placeOf(error);
  if (isAppError(cause)) {
    countRefusal(cause, 'graphql');
    return { message: cause.message, ...place, extensions: { code: cause.code } };
  }
  if (cause instanceof GraphQLError) return withoutHttp(cause.toJSON());
  const internal = new AppError('INTERNAL', { requestId });
  countRefusal(internal, 'graphql');
  return { message: internal.message, ...place, extensions: { code: internal.code } };
}

/** Whether it is one that an operator should see. */
export function isUnexpected(error: unknown): boolean {
  const cause = causeOf(error);
  return isAppError(cause) ? cause.kind === 'internal' : !(cause instanceof GraphQLError);
}

const causeOf = (error: unknown): unknown =>
  error instanceof GraphQLError ? unwrapResolverError(error) : error;

function placeOf(error: unknown): Pick<GraphQLFormattedError, 'locations' | 'path'> {
  if (!(error instanceof GraphQLError)) return {};
  const { locations, path } = error.toJSON();
  return { ...(locations && { locations }), ...(path && { path }) };
}

/** Apollo keeps the status that it answers with beside the code, or in place of one; that is between it and us. */
function withoutHttp({ extensions, ...told }: GraphQLFormattedError): GraphQLFormattedError {
  if (!extensions) return told;
  const { http, ...rest } = extensions;
  if (!http) return { ...told, extensions: rest };
  const isMethod = (http as { status?: number }).status === 405;
  return {
    ...told,
    extensions: { code: 'BAD_REQUEST', ...rest, ...(isMethod && { code: 'METHOD_NOT_ALLOWED' }) },
  };
}
