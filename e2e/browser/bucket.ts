/**
 * A bucket with a CORS rule: a local R2, which has none, behind a front that answers preflights as a bucket with the rule
 * of docs/direct-uploads.md does, and passes everything else on as it streams.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { Miniflare } from 'miniflare';

const credentials = { accessKeyId: 'e2e-access-key', secretAccessKey: 'e2e-secret-access-key' };
const name = 'darkroom-e2e';

export interface Bucket {
  /** What the product is told to use it. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** @param origin whose pages may send to it. */
export async function startBucket(origin: string): Promise<Bucket> {
  const miniflare = new Miniflare({
    modules: true,
    script: 'export default { fetch: () => new Response(null, { status: 404 }) };',
    host: '127.0.0.1',
    port: 0,
    handleRuntimeStdio: (output: Readable, errors: Readable) =>
      [output, errors].forEach((stream) => stream.resume()),
    r2Buckets: { BUCKET: { id: name, s3Credentials: credentials } },
  });
  const upstream = await miniflare.ready;
  const rule = {
    'access-control-allow-origin': origin,
    'access-control-allow-methods': 'PUT',
    'access-control-allow-headers': 'content-type, if-none-match',
    'access-control-expose-headers': 'ETag',
  };
  const front = createServer((incoming, answer) => {
    if (incoming.method === 'OPTIONS') return void answer.writeHead(200, rule).end();
    return passOn(incoming, answer, { upstream, headers: incoming.headers.origin === origin ? rule : {} });
  });
  front.listen(0, '127.0.0.1');
  await once(front, 'listening');
  return {
    environment: {
      S3_ENDPOINT: `http://127.0.0.1:${(front.address() as AddressInfo).port}/cdn-cgi/local/r2/s3`,
      S3_BUCKET: name,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    },
    stop: async () => {
      front.closeAllConnections();
      front.close();
      await miniflare.dispose();
    },
  };
}

function passOn(
  incoming: IncomingMessage,
  answer: ServerResponse,
  { upstream, headers }: { upstream: URL; headers: Record<string, string> },
): void {
  const { method, url } = incoming;
  const onward = request(
    { host: upstream.hostname, port: upstream.port, path: url, method, headers: incoming.headers },
    (response) => {
      answer.writeHead(response.statusCode ?? 502, { ...response.headers, ...headers });
      response.pipe(answer);
    },
  );
  onward.on('error', () => answer.destroy());
  incoming.pipe(onward);
}
