/** Whether blobs can be kept, whether there is room for more, and whether pages may send to a bucket themselves. */
import { statfs } from 'node:fs/promises';
import type { Config } from '../../platform/config/load.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import { corsRule } from '../../storage/s3-cors.ts';
import type { Check, Warning } from './check.ts';

const gibibyte = 1024 ** 3;
const littleSpace = 2 * gibibyte;

export function storageChecks(config: Config, store: BlobStore): Check[] {
  const { clientWrites } = store;
  const writable: Check = { name: 'storage', look: () => usable(config, store) };
  return clientWrites.kind === 'local'
    ? [writable, { name: 'disk', look: () => space(config.storage.directory) }]
    : [writable, { name: 'bucket CORS', look: () => browsers(config, clientWrites) }];
}

async function usable({ storage }: Config, store: BlobStore): Promise<string> {
  await store.check();
  return storage.bucket
    ? `The bucket ${storage.bucket} takes blobs, gives them back and overwrites none.`
    : `${storage.directory} takes blobs.`;
}

async function space(directory: string): Promise<string | Warning> {
  const { bavail, bsize } = await statfs(directory);
  const free = bavail * bsize;
  const says = `${(free / gibibyte).toFixed(1)} GiB are free.`;
  return free < littleSpace
    ? { warning: `${says} Make room, or uploads will be refused with STORAGE_FULL.` }
    : says;
}

async function browsers(
  { http }: Config,
  writes: Extract<BlobStore['clientWrites'], { kind: 'presigned' }>,
): Promise<string | Warning> {
  // The web app is served from PUBLIC_URL; `*` is no origin that a page could have.
  const origins = [
    ...new Set([new URL(http.publicUrl).origin, ...http.corsOrigins.filter((origin) => origin !== '*')]),
  ];
  const faults = await Promise.all(origins.map((origin) => writes.browserFault(origin)));
  const fault = faults.find((each) => each !== undefined);
  if (fault === undefined) return `Pages of ${origins.join(', ')} may send to it.`;
  return {
    warning: `Pages cannot send direct uploads to the bucket: ${fault}. Give it this rule (aws s3api put-bucket-cors):\n${corsRule(origins)}`,
  };
}
