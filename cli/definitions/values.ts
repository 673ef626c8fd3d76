/** Reads the values of options. What is not allowed is a wrong call, with a sentence that says what is. */
import { InvalidArgumentError } from 'commander';
import type { GivenQuota } from '../commands/quotas.ts';

export function wholeNumber(min: number, max: number) {
  return (given: string): number => {
    const value = Number(given);
    if (given.trim() !== '' && Number.isInteger(value) && value >= min && value <= max) return value;
    throw new InvalidArgumentError(`Allowed is a whole number from ${min} to ${max}.`);
  };
}

/** A number, or `default` to take the configured one again. */
export const quota = (given: string): GivenQuota =>
  given === 'default' ? given : wholeNumber(0, Number.MAX_SAFE_INTEGER)(given);

export function percent(given: string): number {
  const value = Number(given.replace(/%$/, ''));
  if (given.trim() !== '' && value > 0 && value <= 100) return value;
  throw new InvalidArgumentError('Allowed is more than 0 and at most 100, such as 1 or 0.5%.');
}
