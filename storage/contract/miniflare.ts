/** Runs Cloudflare's R2 (a real workerd) on loopback as an S3 store with fixed buckets, for tests only. */
import { Miniflare } from 'miniflare';
import type { Readable } from 'node:stream';

export const credentials = { accessKeyId: 'test-access-key', secretAccessKey: 'test-secret-access-key' };

export interface LocalS3 {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** Its content is gone when it stops. */
export async function startMiniflare(bucket: string): Promise<LocalS3> {
  const miniflare = new Miniflare({
    modules: true,
    script: 'export default { fetch: () => new Response(null, { status: 404 }) };',
    host: '127.0.0.1',
    port: 0,
    // Its runtime warns about its own use of itself.
    handleRuntimeStdio: (output: Readable, errors: Readable) =>
      [output, errors].forEach((stream) => stream.resume()),
    r2Buckets: { BUCKET: { id: bucket, s3Credentials: credentials } },
  });
  const url = await miniflare.ready;
  return { endpoint: `${url.origin}/cdn-cgi/local/r2/s3`, stop: () => miniflare.dispose() };
}
