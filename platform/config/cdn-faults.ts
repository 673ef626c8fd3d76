/** What each CDN needs besides its name: said at the start, and not when the first image is to be purged. */
import type { definitions } from './definitions.ts';

type Variables = typeof definitions.cdn;

const needs: Readonly<Record<string, readonly (keyof Variables)[]>> = {
  'CDN_PROVIDER=cloudflare': ['zoneId', 'cloudflareToken'],
  'CDN_PROVIDER=fastly': ['serviceId', 'fastlyToken'],
  'CDN_PROVIDER=cloudfront': ['distributionId'],
  'CDN_PROVIDER=purge': ['purgeUrls'],
  'URL_SIGNER=cloudfront': ['keyPairId', 'privateKey'],
};

/** @param given the slice as far as it could be read. */
export function cdnFaults(variables: Variables, given: Readonly<Record<string, unknown>>): string[] {
  const chosen = (['provider', 'signer'] as const).map(
    (key) => `${variables[key].name}=${String(given[key])}`,
  );
  return chosen.flatMap((choice) =>
    (needs[choice] ?? [])
      // What was given and could not be read is a fault of its own.
      .filter((key) => key in given && [given[key]].flat()[0] === undefined)
      .map((key) => {
        const { name, allowed } = variables[key];
        return `  ${name} is not set, and ${choice} needs it; allowed is ${allowed}.`;
      }),
  );
}
