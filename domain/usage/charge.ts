/** What is done for somebody is taken from their budgets, or is not done. */
import { AppError } from '../../platform/errors.ts';
import type { Viewer } from '../access/viewer.ts';
import { payersOf } from './rate-client.ts';
import type { Budget, RateLimits, Standing } from './rate-limits.ts';

export interface Charge {
  readonly budget: Budget;
  readonly count?: number;
}

/** Who asks, and from where. */
export interface Client {
  readonly viewer: Viewer;
  readonly address: string;
}

/** @throws AppError RATE_LIMITED when there is not so much, TOO_MUCH_AT_ONCE when there never is. */
export function charge(rates: RateLimits, what: Charge, client: Client): void {
  refuseExceeded(take(rates, what, client));
}

/** How the client stands then, for a caller that tells it before it refuses; undefined where nothing is limited. */
export const take = (
  rates: RateLimits,
  { budget, count }: Charge,
  { viewer, address }: Client,
): Standing | undefined => rates.take(budget, payersOf(viewer, address), count);

/** @throws AppError RATE_LIMITED, TOO_MUCH_AT_ONCE. */
export function refuseExceeded(standing: Standing | undefined): void {
  if (!standing?.isExceeded) return;
  const { budget, quota, windowSeconds, retrySeconds } = standing;
  if (retrySeconds === Infinity) throw new AppError('TOO_MUCH_AT_ONCE', { budget, limit: quota });
  throw new AppError('RATE_LIMITED', {
    budget,
    limit: quota,
    window: windowSeconds,
    seconds: retrySeconds,
  });
}
