/** Errors of HTTP routes as RFC 9457 problem details: the same codes as everywhere, never an internal text. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError, isAppError } from '../platform/errors.ts';
import { statusOf } from './error-status.ts';

/** Relative to the installation, which serves no documents of its own. */
const documentation = 'docs/errors.md';

/** Seconds after which it is worth asking again. */
const retryAfter: Partial<Record<AppError['kind'], number>> = { unavailable: 2, limited: 60 };

export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const told = toldError(error, request);
  const status = statusOf(told);
  const wait = retryAfter[told.kind];
  if (wait !== undefined) reply.header('retry-after', String(wait));
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .header('x-content-type-options', 'nosniff')
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: `${documentation}#${told.code.toLowerCase()}`,
        title: told.code,
        status,
        detail: told.message,
        code: told.code,
        requestId: request.id,
      }),
    );
}

function toldError(error: unknown, request: FastifyRequest): AppError {
  if (isAppError(error)) return error;
  const { statusCode, message } = error as { statusCode?: number; message?: string };
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return new AppError('BAD_REQUEST', { reason: (message ?? 'it is malformed').replace(/\.$/, '') });
  request.log.error({ err: error }, 'a request failed');
  return new AppError('INTERNAL', { requestId: request.id });
}
