/**
 * Runs nginx with `nginx.conf` before a server that answers like Darkroom, and tells what the proxy made of it.
 * Called by deploy/check-nginx.sh.
 */
import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request,
  type Server,
  type ServerResponse,
} from 'node:http';
import { type AddressInfo, createServer as createSocketServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket, WebSocketServer } from 'ws';
import { adaptedNginx } from './adapted.ts';

const publicForever = 'public, max-age=31536000, immutable';

/** What the server saw, path by path. */
const seen = new Map<string, IncomingMessage[]>();
const countOf = (path: string): number => seen.get(path)?.length ?? 0;
const lastOf = (path: string): IncomingMessage => {
  const last = seen.get(path)?.at(-1);
  assert(last, `${path} reached the server`);
  return last;
};

/** Answers that only the path decides. */
async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = incoming.url ?? '';
  seen.set(path, [...(seen.get(path) ?? []), incoming]);
  const send = (status: number, headers: OutgoingHttpHeaders, body = `${path} #${countOf(path)}`): void => {
    response.writeHead(status, headers).end(incoming.method === 'HEAD' ? undefined : body);
  };
  if (path.startsWith('/i/img_public/')) send(200, { 'cache-control': publicForever, etag: '"1"' });
  else if (path.startsWith('/i/img_slow/')) {
    await sleep(300);
    send(200, { 'cache-control': publicForever });
  } else if (path.startsWith('/i/img_private/')) send(200, { 'cache-control': 'private, max-age=600' });
  else if (path.startsWith('/i/img_missing/')) send(404, { 'cache-control': 'no-store' });
  else if (path.startsWith('/i/img_busy/')) send(503, { 'cache-control': 'no-store', 'retry-after': '1' });
  else if (path.startsWith('/i/img_brief/')) {
    const headers = { 'cache-control': 'public, max-age=1', etag: '"brief"' };
    send(incoming.headers['if-none-match'] === '"brief"' ? 304 : 200, headers);
  } else if (path.startsWith('/images/'))
    send(200, { 'cache-control': publicForever, vary: 'Accept' }, incoming.headers.accept);
  else if (path.endsWith('/original')) send(206, { 'content-range': 'bytes 0-3/9' }, 'part');
  else if (path === '/graphql') send(200, { 'cache-control': 'no-store' }, await text(incoming));
  else send(200, {});
}

interface Answer {
  readonly status: number | undefined;
  readonly cache: string | undefined;
  readonly body: string;
}

let port: number;
let purgePort: number;
let innerPort: number;

async function ask(path: string, headers: OutgoingHttpHeaders = {}, method = 'GET'): Promise<Answer> {
  const outgoing = request({ port, path, headers, method, agent: false });
  outgoing.end();
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
  return {
    status: incoming.statusCode,
    cache: incoming.headers['x-cdn-cache'] as string | undefined,
    body: await text(incoming),
  };
}

const claims: Record<string, () => Promise<void>> = {
  async 'keeps what is public'() {
    const first = await ask('/i/img_public/thumb.webp');
    const second = await ask('/i/img_public/thumb.webp');
    assert.deepEqual([first.cache, second.cache], ['MISS', 'HIT']);
    assert.equal(second.body, first.body);
    assert.equal((await ask('/i/img_public/thumb.webp', {}, 'HEAD')).cache, 'HIT');
    assert.equal(countOf('/i/img_public/thumb.webp'), 1);
  },

  async 'does not keep what is private'() {
    await ask('/i/img_private/thumb.webp?exp=1&sig=a');
    assert.equal((await ask('/i/img_private/thumb.webp?exp=1&sig=a')).cache, 'MISS');
  },

  async 'does not keep what is missing or busy'() {
    for (const path of ['/i/img_missing/thumb.webp', '/i/img_busy/thumb.webp']) {
      await ask(path);
      assert.equal((await ask(path)).cache, 'MISS');
    }
  },

  async 'neither keeps nor answers what was asked for with a key, or by a browser that is signed in'() {
    for (const [path, credentials] of [
      ['/i/img_public/medium.webp', { authorization: 'Bearer dk_1' }],
      ['/i/img_public/small.webp', { cookie: 'theme=dark; darkroom_session_4000=a' }],
      ['/i/img_public/large.webp', { cookie: '__Host-darkroom_session=a' }],
    ] as const) {
      assert.equal((await ask(path, credentials)).cache, 'BYPASS');
      assert.equal((await ask(path)).cache, 'MISS');
      assert.equal((await ask(path, credentials)).cache, 'BYPASS');
      assert.equal((await ask(path, { cookie: 'theme=dark' })).cache, 'HIT');
    }
  },

  async 'keeps a public rendition once, whatever is behind its path'() {
    await ask('/i/img_public/full.jpg?exp=1&sig=a');
    assert.equal((await ask('/i/img_public/full.jpg?from=elsewhere')).cache, 'HIT');
  },

  async 'does not keep what no purge could name'() {
    for (const path of [
      '/images/img_a?format=jpeg&size=thumb',
      '/images/img_a?size=%74humb',
      '/i/img_public/%66.jpg',
    ])
      for (const expected of ['BYPASS', 'BYPASS']) assert.equal((await ask(path)).cache, expected);
  },

  async 'keeps one answer for each kind of client'() {
    const avif = { accept: 'image/avif,image/*' };
    const jpeg = { accept: 'image/*' };
    assert.equal((await ask('/images/img_a', avif)).cache, 'MISS');
    assert.equal((await ask('/images/img_a', jpeg)).cache, 'MISS');
    assert.deepEqual(await ask('/images/img_a', avif), { status: 200, cache: 'HIT', body: 'image/avif,*/*' });
    assert.deepEqual(await ask('/images/img_a', jpeg), { status: 200, cache: 'HIT', body: '*/*' });
  },

  async 'asks again when the time is over'() {
    const first = await ask('/i/img_brief/thumb.webp');
    await sleep(2_100);
    const second = await ask('/i/img_brief/thumb.webp');
    assert.deepEqual([first.cache, second.cache], ['MISS', 'REVALIDATED']);
    assert.equal(second.body, first.body);
  },

  async 'asks once for many'() {
    const path = '/i/img_slow/thumb.webp';
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask(path)));
    assert(answers.every(({ status }) => status === 200));
    assert.equal(countOf(path), 1);
  },

  async 'keeps nothing of a link, and writes no token into its log'() {
    for (const path of [
      '/s/a-secret-token',
      '/s/a-secret-token/thumb.webp',
      '/sign-in?token=a-secret-token',
    ]) {
      await ask(path);
      assert.equal((await ask(path)).cache, undefined);
      assert.equal(countOf(path), 2);
    }
    const log = readFileSync(join(folder, 'access.log'), 'utf8');
    assert.match(log, /"path":"\/s\/\[redacted\]\/thumb\.webp"/);
    assert.doesNotMatch(log, /a-secret-token/);
  },

  async 'passes ranges of originals on'() {
    const path = '/i/img_big/original';
    assert.equal((await ask(path, { range: 'bytes=0-3' })).status, 206);
    assert.equal(lastOf(path).headers.range, 'bytes=0-3');
  },

  async 'speaks for the client, and does not let it speak for itself'() {
    await ask('/about', {
      'x-forwarded-for': '8.8.8.8',
      'x-forwarded-host': 'evil.example',
      host: 'a.example',
    });
    const { headers } = lastOf('/about');
    assert.equal(headers['x-forwarded-for'], '127.0.0.1');
    assert.equal(headers['x-forwarded-host'], 'a.example');
    assert.equal(headers.host, 'a.example');
    assert.match(String(headers['x-request-id']), /^[\w.-]{8,100}$/);
  },

  async 'lets an upload flow'() {
    const outgoing = request({ port, path: '/graphql', method: 'POST', agent: false });
    outgoing.write('first half, ');
    while (countOf('/graphql') === 0) await sleep(10);
    outgoing.end('second half');
    const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
    assert.equal(await text(incoming), 'first half, second half');
  },

  async 'takes uploads of any size'() {
    const outgoing = request({ port, path: '/graphql', method: 'POST', agent: false });
    outgoing.end(Buffer.alloc(50 * 1024 * 1024, 'x'));
    const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
    assert.equal((await text(incoming)).length, 50 * 1024 * 1024);
  },

  async 'upgrades to WebSocket'() {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws');
    await once(socket, 'open');
    socket.send('hello');
    const [echo] = (await once(socket, 'message')) as [Buffer];
    assert.equal(echo.toString(), 'hello');
    assert.equal(socket.protocol, 'graphql-transport-ws');
    socket.close();
    await once(socket, 'close');
  },
};

async function startServer(): Promise<Server> {
  const server = createServer((incoming, response) => void answer(incoming, response));
  const sockets = new WebSocketServer({ server, path: '/graphql' });
  sockets.on('connection', (socket) =>
    socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary })),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createSocketServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: found } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return found;
}

async function untilItServes(nginx: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    assert.equal(nginx.exitCode, null, 'nginx runs');
    const healthy = await ask('/nginx-health').then(
      ({ status }) => status === 200,
      () => false,
    );
    if (healthy) return;
    await sleep(50);
  }
  throw new Error('nginx does not answer.');
}

const folder = mkdtempSync(join(tmpdir(), 'darkroom-nginx-'));
// Started by root, nginx works as somebody else.
chmodSync(folder, 0o755);
const server = await startServer();
[port, purgePort, innerPort] = [await freePort(), await freePort(), await freePort()];
const config = join(folder, 'nginx.conf');
const servers = [(server.address() as AddressInfo).port];
writeFileSync(config, adaptedNginx({ folder, servers, port, purgePort, innerPort }));
execFileSync('nginx', ['-t', '-q', '-p', folder, '-c', config], { stdio: 'inherit' });
const nginx = spawn('nginx', ['-p', folder, '-c', config, '-g', 'daemon off;'], { stdio: 'inherit' });
try {
  await untilItServes(nginx);
  for (const [claim, prove] of Object.entries(claims)) {
    try {
      await prove();
      console.log(`✓ ${claim}`);
    } catch (error) {
      process.exitCode = 1;
      console.log(`✗ ${claim}\n  ${error instanceof Error ? error.message : String(error)}`);
    }
  }
} finally {
  nginx.kill('SIGTERM');
  if (nginx.exitCode === null) await once(nginx, 'exit');
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
}
