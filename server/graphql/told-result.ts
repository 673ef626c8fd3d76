/** What a subscriber is told of a result: its data, its errors by their codes, and what the subscription costs. */
import type { ExecutionResult, FormattedExecutionResult, GraphQLFormattedError } from 'graphql';
import type { Logger } from '../../platform/logging.ts';
import { formatError, isUnexpected } from './format-error.ts';
import type { Cost } from './query-cost.ts';

export interface Teller {
  readonly requestId: string;
  readonly logger: Logger;
}

export function toldErrors(
  errors: readonly unknown[],
  { requestId, logger }: Teller,
): GraphQLFormattedError[] {
  for (const error of errors.filter(isUnexpected))
    logger.error({ err: error, requestId }, 'a subscription failed');
  return errors.map((error) => formatError(error, requestId));
}

/** As either transport has it: with what is absent left out, or undefined. */
type Result = { readonly [Key in keyof ExecutionResult]: ExecutionResult[Key] | undefined };

export const toldResult = (
  { errors, ...result }: Result,
  cost: Cost,
  teller: Teller,
): FormattedExecutionResult =>
  ({
    ...result,
    ...(errors && { errors: toldErrors(errors, teller) }),
    extensions: { cost },
  }) as FormattedExecutionResult;
