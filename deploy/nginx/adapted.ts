/** The proxy's configuration as it is, but for its addresses and folders: for one machine without containers. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface NginxPlace {
  /** Holds its cache, its temporary files and its log. */
  readonly folder: string;
  /** Ports of what it is in front of, on the loopback address. */
  readonly servers: readonly number[];
  readonly port: number;
  readonly purgePort: number;
  /** That it calls itself at. */
  readonly innerPort: number;
}

export function adaptedNginx({ folder, servers, port, purgePort, innerPort }: NginxPlace): string {
  const config = readFileSync(join(import.meta.dirname, 'nginx.conf'), 'utf8');
  const upstream = (server: number): string => `server 127.0.0.1:${server} max_fails=1 fail_timeout=1s;`;
  const replacements = [
    // One name for all of them needs a DNS, and nginx 1.27.3.
    ['server server:4000 resolve max_fails=1 fail_timeout=1s;', servers.map(upstream).join(' ')],
    ['listen 8080', `listen 127.0.0.1:${port}`],
    ['listen 8081', `listen 127.0.0.1:${purgePort}`],
    ['127.0.0.1:8082', `127.0.0.1:${innerPort}`],
    ['/tmp/', `${folder}/`],
    ['/var/cache/nginx', folder],
    ['/dev/stdout', `${folder}/access.log`],
  ] as const;
  for (const [from] of replacements) assert(config.includes(from), `nginx.conf names ${from}`);
  return replacements.reduce((changed, [from, to]) => changed.replaceAll(from, to), config);
}
