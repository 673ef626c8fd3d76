import { once } from 'node:events';
import { type IncomingMessage, request as httpRequest } from 'node:http';
import type { Socket } from 'node:net';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Fastify, { type FastifyInstance } from 'fastify';
import { AppError } from '../../platform/errors.ts';
import type { ByteRange } from '../../storage/blob-store.ts';
import { dial, exchange, readAnswer } from '../../test/loopback.ts';
import { sendProblem } from '../../platform/http/problem.ts';
import { type BlobToSend, sendBlob } from './send-blob.ts';

const bytes = Buffer.from(Array.from({ length: 1000 }, (_, index) => index % 256));
const good: BlobToSend = {
  etag: '"0123abcd"',
  lastModified: new Date('2026-01-01T00:00:00.700Z'),
  byteSize: bytes.length,
  contentType: 'image/webp',
  cacheControl: 'public, max-age=31536000, immutable',
  filename: 'Strand – Ä.webp',
  disposition: 'inline',
  cacheTags: ['img_1', 'owner_2'],
  vary: undefined,
  xCache: 'store',
  open: async (range) => Readable.from([slice(range)]),
};
const slice = (range: ByteRange | undefined) => (range ? bytes.subarray(range.start, range.end + 1) : bytes);

/** When the error handler has had its turn. */
const finished = () => new Promise<void>((resolve) => (handled = resolve));
let handled: () => void = () => {};

let fastify: FastifyInstance;
let blob: BlobToSend;
let port: number;
let opened: (ByteRange | undefined)[];
let before: () => Promise<unknown>;
let logged: string[];
beforeEach(async () => {
  opened = [];
  logged = [];
  blob = good;
  before = () => Promise.resolve();
  const stream = { write: (line: string) => void logged.push((JSON.parse(line) as { msg: string }).msg) };
  fastify = Fastify({ forceCloseConnections: true, logger: { level: 'warn', stream } });
  fastify.setErrorHandler((error, request, reply) => {
    setImmediate(handled);
    return sendProblem(error, request, reply);
  });
  fastify.addHook('onRequest', async (_, reply) => void reply.header('server-timing', 'route;dur=1'));
  fastify.route({
    method: ['GET', 'HEAD'],
    url: '/',
    handler: async (request, reply) => {
      await before();
      return sendBlob(request, reply, {
        ...blob,
        open(range, signal) {
          opened.push(range);
          return blob.open(range, signal);
        },
      });
    },
  });
  await fastify.listen({ host: '127.0.0.1', port: 0 });
  port = (fastify.server.address() as { port: number }).port;
});
afterEach(() => fastify.close());

async function get(headers: Record<string, string> = {}, method = 'GET') {
  const outgoing = httpRequest({ port, method, headers, agent: false });
  outgoing.end();
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  return { status: response.statusCode, headers: response.headers, body: await buffer(response) };
}

describe('sending a blob', () => {
  it('sends all of it, with what caches and browsers need to know', async () => {
    const { status, headers, body } = await get();
    expect(status).toBe(200);
    expect(body).toEqual(bytes);
    expect(headers).toEqual({
      etag: '"0123abcd"',
      'last-modified': 'Thu, 01 Jan 2026 00:00:00 GMT',
      'accept-ranges': 'bytes',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': 'image/webp',
      'content-length': '1000',
      'content-disposition': `inline; filename="Strand ? ?.webp"; filename*=UTF-8''Strand%20%E2%80%93%20%C3%84.webp`,
      'cache-tag': 'img_1,owner_2',
      'surrogate-key': 'img_1 owner_2',
      'x-cache': 'store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(/^default-src 'none';.* sandbox$/),
      'cross-origin-resource-policy': 'cross-origin',
      'access-control-allow-origin': '*',
      'timing-allow-origin': '*',
      'server-timing': 'route;dur=1',
      date: expect.anything(),
      connection: 'close',
    });
  });

  it('says what it varies on only when it does', async () => {
    expect((await get()).headers).not.toHaveProperty('vary');
    blob = { ...good, vary: 'Accept' };
    expect((await get()).headers.vary).toBe('Accept');
  });

  it('sends bytes from memory as it sends a stream', async () => {
    const streamed = await get();
    blob = { ...good, open: slice };
    expect(await get()).toEqual({ ...streamed, headers: { ...streamed.headers, date: expect.anything() } });
    expect((await get({ range: 'bytes=5-9' })).body).toEqual(bytes.subarray(5, 10));
  });

  it('sends an empty file', async () => {
    for (const open of [() => Readable.from([]), () => Buffer.alloc(0)]) {
      blob = { ...good, byteSize: 0, open };
      expect(await get()).toMatchObject({ status: 200, headers: { 'content-length': '0' } });
    }
  });

  it('answers HEAD with the headers of GET and opens nothing', async () => {
    const { headers } = await get();
    opened = [];
    const head = await get({ range: 'bytes=0-1' }, 'HEAD');
    expect(head).toMatchObject({ status: 200, headers: { ...headers, date: expect.anything() } });
    expect(head.body).toHaveLength(0);
    expect(opened).toEqual([]);
  });

  it.each([
    ['traversal', '../../etc/passwd'],
    ['CR and LF', 'a\r\nSet-Cookie: evil=1\r\n\r\n<script>'],
    ['NUL', 'a\0b.jpg'],
    ['quotes', 'a"; filename=evil.exe; x="'],
    ['marks that turn the text around', '\u202Egpj.exe'],
    ['10 KB', 'ä'.repeat(5000)],
    ['half a surrogate pair', 'a\ud800.jpg'],
    ['nothing', ''],
  ])('survives a file name with %s', async (_, filename) => {
    blob = { ...good, filename, disposition: 'attachment' };
    const raw = await exchange(port, 'GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
    expect(raw.status).toBe(200);
    expect(raw.headers).not.toHaveProperty('set-cookie');
    expect(raw.headers['content-disposition']).toMatch(/^attachment(; filename\*?=("[ -~]*"|[!-~]+)){0,2}$/);
    expect(raw.body).toEqual(bytes);
  });
});

describe('asking whether it has changed', () => {
  it.each([
    [{ 'if-none-match': '"0123abcd"' }, 304],
    [{ 'if-none-match': 'W/"0123abcd"' }, 304],
    [{ 'if-none-match': '"other", "0123abcd"' }, 304],
    [{ 'if-none-match': '*' }, 304],
    [{ 'if-none-match': '"other"' }, 200],
    [{ 'if-modified-since': 'Thu, 01 Jan 2026 00:00:00 GMT' }, 304],
    [{ 'if-modified-since': 'Fri, 02 Jan 2026 00:00:00 GMT' }, 304],
    [{ 'if-modified-since': 'Wed, 31 Dec 2025 23:59:59 GMT' }, 200],
    [{ 'if-modified-since': 'nonsense' }, 200],
    [{ 'if-none-match': '"other"', 'if-modified-since': 'Fri, 02 Jan 2026 00:00:00 GMT' }, 200],
    [{ 'if-none-match': '"0123abcd"', range: 'bytes=5000-' }, 304],
  ])('%j is %i', async (headers, status) => {
    for (const method of ['GET', 'HEAD']) {
      opened = [];
      const answer = await get(headers, method);
      expect(answer.status).toBe(status);
      expect(answer.headers).toMatchObject({
        etag: good.etag,
        'cache-control': good.cacheControl,
      });
      expect(opened).toHaveLength(status === 304 || method === 'HEAD' ? 0 : 1);
    }
    expect((await get({ 'if-none-match': '*' })).headers).not.toHaveProperty('content-length');
  });

  it('is judged by the tag alone where a format was chosen: two may be of the same second', async () => {
    blob = { ...good, vary: 'Accept' };
    const since = await get({ 'if-modified-since': 'Fri, 02 Jan 2026 00:00:00 GMT' });
    expect(since.status).toBe(200);
    expect(since.headers).not.toHaveProperty('last-modified');
    expect(await get({ 'if-none-match': good.etag })).toMatchObject({
      status: 304,
      headers: { vary: 'Accept' },
    });
  });
});

describe('asking for a part', () => {
  it('sends the part and says where it belongs', async () => {
    const answer = await get({ range: 'bytes=10-19' });
    expect(answer.status).toBe(206);
    expect(answer.headers).toMatchObject({ 'content-range': 'bytes 10-19/1000', 'content-length': '10' });
    expect(answer.body).toEqual(bytes.subarray(10, 20));
    expect(opened).toEqual([{ start: 10, end: 19 }]);
  });

  it('sends the whole instead of several, and instead of a part of something else', async () => {
    const several = await get({ range: 'bytes=0-1,5-6' });
    const changed = await get({ range: 'bytes=0-1', 'if-range': '"other"' });
    for (const answer of [several, changed]) {
      expect(answer).toMatchObject({ status: 200, body: bytes });
      expect(answer.headers).not.toHaveProperty('content-range');
    }
  });

  it('refuses what lies outside, without the headers of a blob', async () => {
    const { status, headers, body } = await get({ range: 'bytes=1000-' });
    expect(status).toBe(416);
    expect(headers).toMatchObject({ 'content-range': 'bytes */1000', 'cache-control': 'no-store' });
    expect(headers).not.toHaveProperty('etag');
    expect(headers).not.toHaveProperty('content-disposition');
    expect(JSON.parse(body.toString())).toMatchObject({ code: 'RANGE_NOT_SATISFIABLE', status: 416 });
    expect(opened).toEqual([]);
  });
});

describe('a blob that breaks', () => {
  const raw = 'GET / HTTP/1.1\r\nhost: x\r\n\r\n';

  it.each([
    ['that cannot be opened', () => Promise.reject(new AppError('BLOB_MISSING', { key: 'k' })), 404],
    ['that cannot be opened for an unknown reason', () => Promise.reject(new Error('disk')), 500],
  ])('%s is an ordinary error', async (_, open, status) => {
    blob = { ...good, open };
    const answer = await get();
    expect(answer).toMatchObject({ status, headers: { 'cache-control': 'no-store' } });
    for (const name of ['etag', 'last-modified', 'content-disposition', 'x-cache', 'cache-tag'])
      expect(answer.headers).not.toHaveProperty(name);
  });

  it.each([
    ['fails midway', [500], true],
    ['fails before its first byte', [], true],
    ['ends early', [500], false],
    ['ends before its first byte', [], false],
    ['goes on too long', [500, 500, 1], false],
  ])('ends the connection when it %s, on a connection that would stay', async (_, parts, fails) => {
    async function* broken() {
      for (const length of parts) yield Buffer.alloc(length);
      if (fails) throw new Error('the disk broke');
    }
    blob = { ...good, open: () => Readable.from(broken()) };
    // `exchange` ends with the connection: a server that keeps it open would hang here.
    const answer = await exchange(port, raw);
    expect(answer.body.length).toBeLessThanOrEqual(good.byteSize);
    const sent = parts.reduce((sum, length) => sum + length, 0);
    expect(answer.body.length === good.byteSize).toBe(sent > good.byteSize);
    expect(logged).toEqual(['a blob broke off']);
  });

  it('from memory of another length never goes out as if it were whole', async () => {
    blob = { ...good, open: () => bytes.subarray(1) };
    expect((await exchange(port, raw)).body.length).toBeLessThan(good.byteSize);
  });
});

describe('a client that leaves', () => {
  it('ends the stream that was open for it', async () => {
    const body = new PassThrough();
    blob = { ...good, open: () => body };
    const socket = await dial(port);
    socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
    body.write(bytes.subarray(0, 100));
    await once(socket, 'data');
    const closed = new Promise((resolve) => body.once('close', () => resolve(body.destroyed)));
    socket.destroy();
    expect(await closed).toBe(true);
    expect(logged).toEqual([]);
  });

  it('ends the opening that was under way for it', async () => {
    const begun = Promise.withResolvers<AbortSignal>();
    const aborted = Promise.withResolvers<boolean>();
    blob = {
      ...good,
      open(_, signal) {
        begun.resolve(signal);
        signal.addEventListener('abort', () => aborted.resolve(true));
        return new Promise((_, reject) =>
          signal.addEventListener('abort', () => reject(signal.reason as Error)),
        );
      },
    };
    const socket = await dial(port);
    socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
    await begun.promise;
    const answered = finished();
    socket.destroy();
    expect(await aborted.promise).toBe(true);
    await answered;
    expect(logged).toEqual([]);
  });

  it('before anything was opened has the opening aborted from the start', async () => {
    const begun = Promise.withResolvers<void>();
    const proceed = Promise.withResolvers<void>();
    before = () => {
      begun.resolve();
      return proceed.promise;
    };
    const signals = Promise.withResolvers<boolean>();
    blob = { ...good, open: (_, signal) => (signals.resolve(signal.aborted), Buffer.alloc(0)) };
    const connection = once(fastify.server, 'connection') as Promise<[Socket]>;
    const socket = await dial(port);
    socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
    const [accepted] = await connection;
    await begun.promise;
    const gone = once(accepted, 'close');
    socket.destroy();
    await gone;
    await new Promise(setImmediate);
    proceed.resolve();
    expect(await signals.promise).toBe(true);
  });

  it('gets no stream left open when it left while it was opened', async () => {
    const body = new PassThrough();
    const begun = Promise.withResolvers<void>();
    const proceed = Promise.withResolvers<void>();
    blob = {
      ...good,
      async open(_, signal) {
        begun.resolve();
        signal.addEventListener('abort', () => proceed.resolve());
        await proceed.promise;
        return body;
      },
    };
    const socket = await dial(port);
    socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
    await begun.promise;
    const closed = new Promise((resolve) => body.once('close', () => resolve(body.destroyed)));
    socket.destroy();
    expect(await closed).toBe(true);
  });

  it('slowly is sent no faster than it reads', async () => {
    let produced = 0;
    async function* endless() {
      for (; produced < 64 << 20; produced += 65_536) yield Buffer.alloc(65_536);
    }
    const body = Readable.from(endless());
    blob = { ...good, byteSize: 64 << 20, open: () => body };
    const socket = await dial(port);
    socket.pause();
    socket.write('GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
    await once(fastify.server, 'request');
    // The kernel takes some megabytes; what matters is that production comes to rest before the end.
    for (let before = -1; before !== produced;) {
      before = produced;
      for (let turn = 0; turn < 200; turn++) await new Promise(setImmediate);
    }
    expect(produced).toBeLessThan(64 << 20);
    const answer = await readAnswer(socket.resume());
    expect(answer.body).toHaveLength(64 << 20);
  });
});
