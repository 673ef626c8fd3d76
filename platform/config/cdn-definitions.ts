/** The variables of the CDN in front, a slice of `definitions.ts`: who is told to forget, and who signs. */
import { oneOf, rsaPrivateKey, secret, text, url, urls } from './variable.ts';

export const cdnVariables = {
  provider: oneOf(
    'none',
    'cloudflare',
    'fastly',
    'cloudfront',
    'purge',
  )('CDN_PROVIDER', {
    default: 'none',
    meaning:
      'What is told to forget an image that was deleted, made private or purged; purge is for nginx, Varnish and their like.',
  }),
  zoneId: text('CLOUDFLARE_ZONE_ID', { meaning: 'The zone that is purged by cache tags. For cloudflare.' }),
  cloudflareToken: secret(20)('CLOUDFLARE_API_TOKEN', {
    secret: true,
    meaning: 'An API token with the permission Zone › Cache Purge. For cloudflare.',
  }),
  serviceId: text('FASTLY_SERVICE_ID', {
    meaning: 'The service that is purged by surrogate keys. For fastly.',
  }),
  fastlyToken: secret(20)('FASTLY_API_TOKEN', {
    secret: true,
    meaning: 'An API token with the scope purge_select. For fastly.',
  }),
  distributionId: text('CLOUDFRONT_DISTRIBUTION_ID', {
    meaning:
      'The distribution whose paths are invalidated. For cloudfront; credentials come from the AWS SDK’s default chain and need cloudfront:CreateInvalidation.',
  }),
  purgeUrls: urls('CDN_PURGE_URLS', {
    default: '',
    meaning: 'The bases of the caches that are told, each of them. For purge.',
  }),
  purgeBy: oneOf('url', 'tag')('CDN_PURGE_BY', {
    default: 'url',
    meaning:
      'url sends a PURGE for each URL that an image can have; tag sends one that names the image’s tags in Surrogate-Key, which a cache has to be taught. For purge.',
  }),
  signer: oneOf('darkroom', 'cloudfront')('URL_SIGNER', {
    default: 'darkroom',
    meaning:
      'Who signs the URLs of variants, renditions and originals: Darkroom alone, or for a distribution that restricts its viewers CloudFront’s signature on top, on those of public images as well.',
  }),
  keyPairId: text('CLOUDFRONT_KEY_PAIR_ID', {
    meaning:
      'The id of the public key in a key group that the distribution trusts. For URL_SIGNER=cloudfront.',
  }),
  privateKey: rsaPrivateKey('CLOUDFRONT_PRIVATE_KEY', {
    secret: true,
    meaning: 'The private key to it. For URL_SIGNER=cloudfront.',
  }),
  apiUrl: url('CDN_API_URL', {
    meaning: 'The base of the CDN’s API, where a gateway stands in between. Default: the provider’s.',
  }),
} as const;
