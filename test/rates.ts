/** Budgets for tests that are about something else: there are none. */
import type { RateLimits } from '../domain/usage/rate-limits.ts';

export const unlimited: RateLimits = { take: async () => undefined, close: async () => {} };
