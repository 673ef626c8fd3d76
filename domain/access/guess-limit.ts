/**
 * Whoever shows wrong credentials again and again is not listened to for a while: counted by address and kind of credential, in
 * each server. What was right lately is listened to all the same, so that one bad client locks out nobody beside it.
 */
import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { AppError, isAppError } from '../../platform/errors.ts';
import { GenuineCredential } from './genuine-credential.ts';
import { networkOf } from '../usage/rate-client.ts';

/** Bearers are API keys and tokens; links are shares, and sign-ins. */
const kinds = ['bearer', 'link', 'signature'] as const;

export interface Shown {
  readonly kind: (typeof kinds)[number];
  /** The secret itself, or what only its holder could have written. */
  readonly credential: string;
  readonly address: string;
}

export interface GuessLimit {
  /**
   * What `verify` finds out, which says that a credential is wrong by UNAUTHENTICATED, SIGNATURE_INVALID, SIGN_IN_LINK_INVALID or NOT_FOUND.
   * @throws AppError TOO_MANY_GUESSES, without asking.
   */
  judge<T>(shown: Shown, verify: () => T | Promise<T>): Promise<T>;
}

const windowSeconds = 60;
/** How long what was right is listened to without regard to its address, and how many of a kind. */
const right = { ttl: 600_000, max: 10_000 };

/** @param perMinute how many an address may get wrong; 0 for any number. */
export function createGuessLimit(perMinute: number): GuessLimit {
  if (perMinute === 0) return { judge: async (_shown, verify) => verify() };
  const wrong = new RateLimiterMemory({ points: perMinute, duration: windowSeconds });
  const known = new Map(kinds.map((kind) => [kind, new LRUCache<string, true>(right)]));

  const refuseBlocked = async (client: string): Promise<void> => {
    const state = await wrong.get(client);
    if (!state || state.remainingPoints > 0 || state.msBeforeNext <= 0) return;
    const seconds = Math.ceil(state.msBeforeNext / 1_000);
    throw new AppError('TOO_MANY_GUESSES', { limit: perMinute, seconds });
  };
  const note = async (client: string): Promise<void> => {
    const { consumedPoints } = await wrong.penalty(client);
    // Once: those that were on their way do not make it longer.
    if (consumedPoints === perMinute) await wrong.block(client, windowSeconds);
  };

  return {
    async judge({ kind, credential, address }, verify) {
      const digest = hash('sha256', credential, 'base64');
      const mine = known.get(kind);
      const clientOf = (): string => `${kind} ${networkOf(address)}`;
      if (!mine?.has(digest)) await refuseBlocked(clientOf());
      try {
        const found = await verify();
        mine?.set(digest, true);
        return found;
      } catch (error) {
        if (isWrong(error)) {
          mine?.delete(digest);
          await note(clientOf());
        }
        throw error;
      }
    },
  };
}

const wrongCodes = new Set<string>([
  'UNAUTHENTICATED',
  'SIGNATURE_INVALID',
  'SIGN_IN_LINK_INVALID',
  'NOT_FOUND',
]);

const isWrong = (error: unknown): boolean =>
  isAppError(error) && wrongCodes.has(error.code) && !(error.cause instanceof GenuineCredential);
