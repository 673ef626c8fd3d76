/**
 * What a request costs of its client's budget, told in the headers of draft-ietf-httpapi-ratelimit-headers-10:
 * `RateLimit-Policy` says what there is in a window, `RateLimit` what is left of it and for how long.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Charge, refuseExceeded, take } from '../domain/usage/charge.ts';
import type { RateLimits, Standing } from '../domain/usage/rate-limits.ts';

/** @throws AppError RATE_LIMITED when there is not so much, TOO_MUCH_AT_ONCE when there never is. Either way the answer tells how the client stands. */
export function chargeRequest(
  rates: RateLimits,
  charge: Charge,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
): void {
  const standing = take(rates, charge, { viewer: request.viewer, address: request.ip });
  if (!standing) return;
  tell(reply, standing);
  refuseExceeded(standing);
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
