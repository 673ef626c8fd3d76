/** Errors of HTTP routes as RFC 9457 problem details: the same codes as everywhere, never an internal text. */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { AppError, isAppError } from '../errors.ts';
import { countRefusal } from '../metrics/refusals.ts';
import { statusOf } from './error-status.ts';
import { reasonOf } from './invalid-request.ts';

/** Relative to the installation, which serves no documents of its own. */
const documentation = 'docs/errors.md';

/** Seconds after which it is worth asking again. */
const retryAfter: Partial<Record<AppError['kind'], number>> = {
  unavailable: 2,
  conflict: 2,
  limited: 60,
};

/** What a route may have set of the answer that it did not come to give. */
const representationHeaders = [
  'etag',
  'last-modified',
  'accept-ranges',
  'content-disposition',
  'content-length',
  'cache-tag',
  'surrogate-key',
  'x-cache',
];

/** Answers with the problem; what is unexpected, or has an internal cause, goes to the log as well. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const told = toldError(error, request);
  countRefusal(told, 'http');
  for (const name of representationHeaders) reply.removeHeader(name);
  const status = statusOf(told);
  return reply
    .code(status)
    .headers(adviceOf(told))
    .header('cache-control', 'no-store')
    .header('x-request-id', request.id)
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', nothingPolicy)
    .type('application/problem+json')
    .send(problemText(told, request.id));
}

/** The body. */
export function problemText(error: AppError, requestId: string): string {
  const { code, message } = error;
  return JSON.stringify({
    type: `${documentation}#${code.toLowerCase()}`,
    title: code,
    status: statusOf(error),
    detail: message,
    code,
    requestId,
  });
}

/** The content security policy of what is no page: whatever it is taken for, nothing in it is run or loaded, and nobody frames it. */
export const nothingPolicy = "default-src 'none'; frame-ancestors 'none'";

/** The headers that say how to go on, whatever the body is: when to come back, and as whom. */
export function adviceOf(error: AppError): Record<string, string> {
  const wait = retryAfterOf(error);
  return {
    ...(wait !== undefined && { 'retry-after': String(wait) }),
    ...(statusOf(error) === 401 && { 'www-authenticate': 'Bearer' }),
  };
}

/** Seconds; undefined when it would not help. */
function retryAfterOf(error: AppError): number | undefined {
  if (error.kind === 'limited' && 'seconds' in error.detail) return Number(error.detail['seconds']);
  return error.retryable ? retryAfter[error.kind] : undefined;
}

/** What the client is told of any error. */
export function toldError(error: unknown, request: FastifyRequest): AppError {
  if (isAppError(error)) {
    if (error.code === 'BLOB_MISSING') {
      // What is lost is for the operator to hear of, and its key is nobody else's.
      request.log.error({ err: error }, 'stored bytes are missing');
      return new AppError('NOT_FOUND', { what: 'The file' });
    }
    if (error.cause !== undefined && statusOf(error) >= 500)
      request.log.warn({ err: error }, 'a request could not be served');
    return error;
  }
  const refused = refusedByFastify(error, request);
  if (refused) return refused;
  request.log.error({ err: error }, 'a request failed');
  return new AppError('INTERNAL', { requestId: request.id });
}

/** A path or JSON that is none, a body that is too large, a content type that no route takes, what a schema does not allow. */
function refusedByFastify(error: unknown, request: FastifyRequest): AppError | undefined {
  const refusal = (error ?? {}) as Partial<FastifyError>;
  const { statusCode = 0, code = '', message = 'it is malformed' } = refusal;
  if (statusCode === 413)
    return new AppError('REQUEST_TOO_LARGE', { part: 'body', limit: request.routeOptions.bodyLimit });
  if (statusCode < 400 || statusCode >= 500) return undefined;
  const reason = unreadable[code] ?? reasonOf(refusal) ?? message.replace(/\.$/, '');
  return new AppError('BAD_REQUEST', { reason });
}

/** What cannot even be looked up; the framework's own sentences repeat all of it. */
const unreadable: Readonly<Record<string, string>> = {
  FST_ERR_BAD_URL: 'a % in its path is no escape of UTF-8: write %25 for a % itself',
  FST_ERR_MAX_PARAM_LENGTH: 'a part of its path is too long',
};
