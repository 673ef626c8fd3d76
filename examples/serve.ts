/**
 * Builds an example and serves it, as an application of your own would: it hands its visitors a token and nothing else.
 * `DARKROOM_API_KEY=dk_… node examples/serve.ts react-upload`, with DARKROOM_URL where the server is not on this machine;
 * CORS_ORIGINS of the server has to name the address that it prints.
 */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';

export interface Example {
  readonly origin: string;
  stop(): Promise<void>;
}

export interface ExampleOptions {
  /** Of the Darkroom server; asked when the page is. */
  readonly url: () => string;
  /** What a visitor may act with. In real life a short-lived token of the one who is signed in. */
  readonly token: () => string;
  readonly port?: number;
}

export async function serveExample(name: string, { url, token, port = 0 }: ExampleOptions): Promise<Example> {
  const folder = join(import.meta.dirname, name);
  const [page, script] = await Promise.all([readFile(join(folder, 'index.html'), 'utf8'), bundle(folder)]);
  const answers: Readonly<Record<string, () => readonly [type: string, body: string]>> = {
    '/': () => ['text/html; charset=utf-8', page.replaceAll('%DARKROOM_URL%', url())],
    '/main.js': () => ['text/javascript; charset=utf-8', script],
    '/token': () => ['text/plain; charset=utf-8', token()],
  };
  const server = createServer((request, response) => {
    const answer = answers[request.url?.split('?')[0] ?? ''];
    if (!answer) return void response.writeHead(404).end();
    const [type, body] = answer();
    return void response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function bundle(folder: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(folder, 'main')],
    resolveExtensions: ['.tsx', '.js'],
    bundle: true,
    minify: true,
    format: 'esm',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    write: false,
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}

if (import.meta.main) {
  const { DARKROOM_URL = 'http://localhost:4000', DARKROOM_API_KEY = '' } = process.env;
  const options = { url: () => DARKROOM_URL, token: () => DARKROOM_API_KEY, port: 5173 };
  const { origin } = await serveExample(process.argv[2] ?? 'react-upload', options);
  console.log(`${origin} uploads to ${DARKROOM_URL}, which has to be started with CORS_ORIGINS=${origin}`);
}
