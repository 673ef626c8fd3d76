/** A web page of its own origin, as a customer's site is, with one script that is bundled from a file beside this one. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';

export interface PageServer {
  readonly origin: string;
  stop(): Promise<void>;
}

export async function servePage(script: string): Promise<PageServer> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, script)],
    bundle: true,
    format: 'iife',
    write: false,
    logLevel: 'silent',
  });
  const code = outputFiles[0]?.text ?? '';
  const server = createServer(({ url }, response) =>
    url === '/script.js'
      ? response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' }).end(code)
      : response
          .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
          .end(
            '<!doctype html><title>A site</title><input type="file" id="file"><script src="/script.js"></script>',
          ),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
