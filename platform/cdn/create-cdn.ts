/** Picks the CDN by what is configured. The configuration has been checked: what a provider needs is there. */
import type { Config } from '../config/load.ts';
import type { Cdn } from './cdn.ts';
import { cloudflare } from './cloudflare.ts';
import { fastly } from './fastly.ts';
import { purgeByTag, purgeByUrl } from './http-purge.ts';

type Options = Config['cdn'];

const providers: Readonly<Record<Options['provider'], (options: Options) => Promise<Cdn> | Cdn | undefined>> =
  {
    none: () => undefined,
    cloudflare: ({ zoneId = '', cloudflareToken: token = '', apiUrl }) =>
      cloudflare({ zoneId, token, apiUrl }),
    fastly: ({ serviceId = '', fastlyToken: token = '', apiUrl }) => fastly({ serviceId, token, apiUrl }),
    async cloudfront({ distributionId = '', basePath, apiUrl }) {
      // The SDK costs memory and a tenth of a second, which those without it are spared.
      const { cloudFront } = await import('./cloudfront.ts');
      return cloudFront({ distributionId, basePath, apiUrl });
    },
    purge: ({ purgeBy, purgeUrls }) => (purgeBy === 'tag' ? purgeByTag(purgeUrls) : purgeByUrl(purgeUrls)),
  };

/** Undefined where there is none. */
export const createCdn = async (options: Options): Promise<Cdn | undefined> =>
  providers[options.provider](options);
