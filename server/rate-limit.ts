/**
 * What a request costs of its client's budget, told in the headers of draft-ietf-httpapi-ratelimit-headers-10:
 * `RateLimit-Policy` says what there is in a window, `RateLimit` what is left of it and for how long.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Viewer } from '../domain/access/viewer.ts';
import { rateClientOf } from '../domain/usage/rate-client.ts';
import type { Budget, RateLimits, Standing } from '../domain/usage/rate-limits.ts';
import { AppError } from '../platform/errors.ts';

export interface Charge {
  readonly budget: Budget;
  readonly count?: number;
}

/** @throws AppError RATE_LIMITED when there is not so much. Either way the answer tells how the client stands. */
export async function chargeRequest(
  rates: RateLimits,
  charge: Charge,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
): Promise<void> {
  const standing = await rates.take(charge.budget, rateClientOf(request.viewer, request.ip), charge.count);
  if (!standing) return;
  tell(reply, standing);
  refuseExceeded(standing);
}

/** The same where no answer has headers, or one that caches keep. @throws AppError RATE_LIMITED */
export async function chargeSilently(
  rates: RateLimits,
  budget: Budget,
  { viewer, address }: { viewer: Viewer; address: string },
): Promise<void> {
  const standing = await rates.take(budget, rateClientOf(viewer, address));
  if (standing) refuseExceeded(standing);
}

function refuseExceeded({ budget, quota, windowSeconds, resetSeconds, isExceeded }: Standing): void {
  if (!isExceeded) return;
  throw new AppError('RATE_LIMITED', {
    budget,
    limit: quota,
    window: windowSeconds,
    seconds: resetSeconds,
  });
}

/** A request that counts for two budgets tells both. */
function tell(
  reply: FastifyReply,
  { budget, quota, windowSeconds, remaining, resetSeconds }: Standing,
): void {
  add(reply, 'ratelimit-policy', `"${budget}";q=${quota};w=${windowSeconds}`);
  add(reply, 'ratelimit', `"${budget}";r=${remaining};t=${resetSeconds}`);
}

function add(reply: FastifyReply, name: string, item: string): void {
  const told = reply.getHeader(name);
  reply.header(name, typeof told === 'string' ? `${told}, ${item}` : item);
}
