/** Expected failures of a mutation: data that a client handles, beside the payload and never instead of it. */
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { type AppError, type ErrorCode, errorTable, isAppError } from '../../platform/errors.ts';
import { countRefusal } from '../../platform/metrics/refusals.ts';

const codes = Object.fromEntries(Object.keys(errorTable).map((code) => [code, code])) as Record<
  ErrorCode,
  ErrorCode
>;

registerEnumType(codes, {
  name: 'UserErrorCode',
  description: 'Why something was refused. Each code is explained in docs/errors.md.',
  valuesConfig: Object.fromEntries(
    Object.entries(errorTable).map(([code, { sentence }]) => [code, { description: sentence }]),
  ),
});

@ObjectType('UserError', { description: 'An expected failure: the request was understood and refused.' })
export class UserErrorType {
  @Field(() => codes, { description: 'Stable; decide by this.' })
  code!: ErrorCode;

  @Field(() => String, { description: 'A sentence for the user that says what to do.' })
  message!: string;

  @Field(() => [String], { nullable: true, description: 'The path of the input field that is at fault.' })
  field!: string[] | null;
}

@ObjectType('Failure', { description: 'Why something that was accepted could not be finished.' })
export class FailureType {
  @Field(() => String, { description: 'Stable; decide by this. Codes are explained in docs/errors.md.' })
  code!: string;

  @Field(() => String, { description: 'A sentence for the user.' })
  message!: string;
}

export const failureOf = (row: {
  failureCode: string | null;
  failureMessage: string | null;
}): FailureType | null =>
  row.failureCode === null ? null : { code: row.failureCode, message: row.failureMessage ?? '' };

/** Failures of the service or of the credentials are not the input's fault: they stay errors of the operation. */
const operational = new Set(['unauthenticated', 'forbidden', 'unavailable', 'internal']);

/** Runs a mutation; an expected failure becomes its `userErrors`. */
export async function payload<P extends object>(
  run: () => Promise<P>,
): Promise<Partial<P> & { userErrors: UserErrorType[] }> {
  try {
    return { ...(await run()), userErrors: [] };
  } catch (error) {
    if (!isAppError(error) || operational.has(error.kind)) throw error;
    countRefusal(error, 'user_error');
    return { userErrors: [userErrorOf(error)] } as unknown as Partial<P> & { userErrors: UserErrorType[] };
  }
}

const userErrorOf = (error: AppError): UserErrorType => ({
  code: error.code,
  message: error.message,
  field: typeof error.detail.field === 'string' ? ['input', error.detail.field] : null,
});
