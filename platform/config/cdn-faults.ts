/** What each CDN needs besides its name: said at the start, and not when the first image is to be purged. */
import type { definitions } from './definitions.ts';

type Variables = typeof definitions.cdn;

const needs = {
  none: [],
  cloudflare: ['zoneId', 'cloudflareToken'],
  fastly: ['serviceId', 'fastlyToken'],
  cloudfront: ['distributionId'],
  purge: ['purgeUrls'],
} as const satisfies Record<string, readonly (keyof Variables)[]>;

/** @param given the slice as far as it could be read. */
export function cdnFaults(variables: Variables, given: Readonly<Record<string, unknown>>): string[] {
  // Undefined when it could not be read, which is a fault of its own.
  const provider = (given['provider'] ?? 'none') as keyof typeof needs;
  return needs[provider]
    .filter((key) => [given[key]].flat()[0] === undefined)
    .map((key) => {
      const { name, allowed } = variables[key];
      return `  ${name} is not set, and CDN_PROVIDER=${provider} needs it; allowed is ${allowed}.`;
    });
}
