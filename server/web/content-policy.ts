/** What the pages of the web app may load: their own files, and images and uploads from where they are. */
import type { Config } from '../../platform/config/load.ts';

type Places = Pick<Config, 'http' | 'storage'>;

/** What a page has beyond that. */
export type Additions = Readonly<Record<string, readonly string[]>>;

/** @param nonce Of the styles that a script adds: a dialog keeps what lies behind it from scrolling by one. */
export const appAdditions = (nonce: string): Additions => ({ 'style-src': ["'self'", `'nonce-${nonce}'`] });

/** Its editor writes styles into the page, each line at its place: no nonce could name them. Scripts are as strict as ever. */
export const graphiqlAdditions: Additions = {
  'style-src': ["'self'", "'unsafe-inline'"],
  'font-src': ["'self'", 'data:'],
  'worker-src': ["'self'"],
};

export function contentPolicy(config: Places, additions: Additions): string {
  const images = [...new Set([config.http.publicUrl, config.http.cdnUrl])].map((url) => new URL(url).origin);
  const directives = {
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    // Placeholders are data URLs, and what is about to be uploaded is shown from memory.
    'img-src': ["'self'", 'data:', 'blob:', ...images],
    'media-src': ["'self'", 'blob:', ...images],
    'connect-src': ["'self'", ...images, ...bucketOrigins(config.storage)],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
    ...additions,
  };
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(' '))
    .join('; ');
}

/** Where a direct upload goes, when it does not go to this server. */
function bucketOrigins({ bucket, endpoint, region, forcePathStyle }: Places['storage']): string[] {
  if (!bucket) return [];
  const { protocol, host } = new URL(endpoint ?? `https://s3.${region}.amazonaws.com`);
  return [`${protocol}//${forcePathStyle ? host : `${bucket}.${host}`}`];
}
