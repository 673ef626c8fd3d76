/** What a user is told of a failure, whichever way it came: the code by which it is known, and what to do. */
import { CombinedGraphQLErrors, ServerError } from '@apollo/client';

export interface ToldError {
  /** A row of docs/errors.md; OFFLINE, where no server has answered. */
  readonly code: string;
  readonly message: string;
}

export function toldError(error: unknown): ToldError {
  if (CombinedGraphQLErrors.is(error)) return told(error.errors[0]);
  if (ServerError.is(error)) return told(firstErrorOf(error.bodyText));
  if (isTold(error)) return error;
  if (error instanceof TypeError && !navigator.onLine)
    return { code: 'OFFLINE', message: 'There is no connection: it goes on when there is one again.' };
  if (error instanceof Error && /fetch|network/i.test(error.message))
    return { code: 'OFFLINE', message: 'The server cannot be reached: try again in a moment.' };
  return { code: 'INTERNAL', message: error instanceof Error ? error.message : String(error) };
}

/** A refusal of a mutation, the failure of an image, a problem of an HTTP route. */
const isTold = (error: unknown): error is ToldError =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  typeof error.code === 'string' &&
  'message' in error;

/** Whether who asks is nobody here, or not any more. */
export const isSignedOut = (error: unknown): boolean =>
  ['UNAUTHENTICATED', 'SESSION_ENDED'].includes(toldError(error).code);

interface GraphqlError {
  readonly message: string;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

function told(error: GraphqlError | undefined): ToldError {
  const code = error?.extensions?.['code'];
  return {
    code: typeof code === 'string' ? code : 'INTERNAL',
    message: error?.message ?? 'The server’s answer cannot be read: try again in a moment.',
  };
}

/** Of what was refused before GraphQL came to it. */
function firstErrorOf(body: string): GraphqlError | undefined {
  try {
    return (JSON.parse(body) as { errors?: GraphqlError[] }).errors?.[0];
  } catch {
    return undefined;
  }
}
