/**
 * The one table of errors: every failure that a client, an operator or a job can see has a row in it. Each
 * transport maps `kind` to its own status; nothing outside of it invents a code or a sentence.
 * `docs/errors.md` is generated from it.
 */
import { requestErrors } from './error-rows/requests.ts';
import { accessErrors } from './error-rows/access.ts';
import { uploadErrors } from './error-rows/uploads.ts';
import { sourceErrors } from './error-rows/sources.ts';
import { receiverErrors } from './error-rows/receivers.ts';
import { renderingErrors } from './error-rows/rendering.ts';
import { serviceErrors } from './error-rows/service.ts';
import type { ErrorKind, ErrorRow } from './error-rows/row.ts';

export type { ErrorKind };

/** In the order of docs/errors.md. */
export const errorTable = {
  ...requestErrors,
  ...accessErrors,
  ...uploadErrors,
  ...sourceErrors,
  ...receiverErrors,
  ...renderingErrors,
  ...serviceErrors,
} as const satisfies Record<string, ErrorRow>;

export type ErrorCode = keyof typeof errorTable;

type Placeholders<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

/** The values that fill the sentence of a code. */
export type ErrorDetail<C extends ErrorCode> = Readonly<
  Record<Placeholders<(typeof errorTable)[C]['sentence']>, string | number>
>;

type DetailArgument<C extends ErrorCode> = keyof ErrorDetail<C> extends never
  ? [detail?: undefined, options?: ErrorOptions]
  : [detail: ErrorDetail<C>, options?: ErrorOptions];

/** A failure that is in the table. Its message is safe to show; its `cause` is for the log only. */
export class AppError<C extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'AppError';
  readonly code: C;
  readonly detail: Readonly<Record<string, string | number>>;

  constructor(code: C, ...[detail, options]: DetailArgument<C>) {
    super(fillSentence(errorTable[code].sentence, detail ?? {}), options);
    this.code = code;
    this.detail = detail ?? {};
  }

  get kind(): ErrorKind {
    return errorTable[this.code].kind;
  }

  /** Whether the same attempt may succeed later; jobs retry only these. */
  get retryable(): boolean {
    return errorTable[this.code].retry;
  }
}

/** Revives an error that crossed a process boundary as plain data. */
export function appErrorFrom(data: {
  code: string;
  detail: Record<string, string | number>;
}): AppError | undefined {
  if (!Object.hasOwn(errorTable, data.code)) return undefined;
  return new (AppError as new (code: string, detail: unknown) => AppError)(data.code, data.detail);
}

export function isAppError(error: unknown): error is AppError {
  return error instanceof AppError;
}

function fillSentence(sentence: string, detail: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(detail, name) ? String(detail[name]) : whole,
  );
}
