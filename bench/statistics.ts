/** Orders of a sample, and numbers as people read them. */

/** The value that `share` of the sample lies at or below (nearest rank). @throws for an empty sample. */
export function quantile(sample: readonly number[], share: number): number {
  const sorted = sample.toSorted((one, other) => one - other);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new Error('an empty sample has no quantiles');
  return value;
}

/** Of an even number of values the mean of the two in the middle, so that it does not lean to one side. */
export function median(sample: readonly number[]): number {
  const upper = quantile(sample, 0.5 + 1 / (2 * sample.length));
  return sample.length % 2 === 1 ? quantile(sample, 0.5) : (quantile(sample, 0.5) + upper) / 2;
}

export const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
export const percent = (share: number): string => `${Math.round(share * 100)} %`;
export const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`;
export const kilobytes = (bytes: number | undefined): string =>
  bytes === undefined ? 'unknown' : `${(bytes / 1024).toFixed(1)} KB`;
