/** Specs that kill processes do so to a stack of their own, and say by name when they cannot. */
import { describe } from '@jest/globals';
import { isGivenDeployment } from './shared.ts';

const reason = ' (not applicable: E2E_URL names a deployment whose processes are not ours)';

const define: (title: string, body: () => void) => void = isGivenDeployment() ? describe.skip : describe;

/** `describe` for what needs processes that may be killed, skipped by name where they are somebody else's. */
export const describeOwnStack = (title: string, body: () => void): void =>
  define(isGivenDeployment() ? title + reason : title, body);
