/** Limits for tests that are about something else: there are none. */
import { createGuessLimit } from '../domain/access/guess-limit.ts';
import type { RateLimits } from '../domain/usage/rate-limits.ts';

export const unlimited: RateLimits = { take: () => undefined, close: async () => {} };

export const anyGuesses = createGuessLimit(0);
