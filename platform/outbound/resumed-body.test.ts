/** Files from sources whose connections break, with what honest and lying ones say about the rest. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, RequestListener } from 'node:http';
import type { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type Loopback, serve } from '../../test/loopback.ts';
import { within } from '../../test/until.ts';
import { type AddressRange, parseRange } from './address-policy.ts';
import { createOutbound, type OutboundOptions } from './outbound.ts';

const file = randomBytes(200_000);
const broken = 70_001;
/** As servers send them that keep to no standard; what is undefined is left out. */
type Headers = Readonly<Record<string, string | string[] | number | undefined>>;

const tagged = { 'accept-ranges': 'bytes', etag: '"one"' };

const servers: Loopback[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
  received = 0;
  breaks.length = 0;
});

/** What the reader has; connections break when it has all that came over them: what is on its way may be lost. */
let received = 0;
const breaks: { at: number; breakOff: () => void }[] = [];

function count(bytes: number): void {
  received += bytes;
  for (const { at, breakOff } of breaks) if (received >= at) breakOff();
}

const breakAt = (at: number, { socket }: IncomingMessage): void => {
  breaks.push({ at, breakOff: () => socket.destroy() });
  count(0);
};

interface Asked {
  readonly range: string | undefined;
  readonly ifRange: string | undefined;
}

/** Answers the requests with the handlers, one after the other; the last for ever. */
async function source(...handlers: RequestListener[]) {
  const asked: Asked[] = [];
  const loopback = await serve((request, response) => {
    const handler = handlers[Math.min(asked.length, handlers.length - 1)];
    asked.push({ range: request.headers.range, ifRange: request.headers['if-range']?.toString() });
    handler?.(request, response);
  });
  servers.push(loopback);
  return { url: `http://127.0.0.1:${loopback.port}/a.jpg`, port: loopback.port, asked };
}

/** The later ones win. */
function joined(...all: (Headers | undefined)[]): Record<string, string | string[] | number> {
  const last: Headers = Object.fromEntries(all.flatMap((headers) => Object.entries(headers ?? {})));
  return Object.fromEntries(
    Object.entries(last).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** Sends the file up to a byte and breaks off. */
const breaksAt =
  (end: number, headers: Headers = tagged): RequestListener =>
  (request, response) => {
    response.writeHead(200, joined({ 'content-length': file.length }, headers));
    response.write(file.subarray(0, end), () => breakAt(end, request));
  };

interface Rest {
  readonly first?: number;
  readonly last?: number;
  readonly byteSize?: number;
  readonly headers?: Headers;
  readonly bytes?: Buffer;
}

/** Sends what the range says, or a lie about it. */
const sendsRest =
  ({
    first = broken,
    last = file.length - 1,
    byteSize = file.length,
    headers,
    bytes,
  }: Rest = {}): RequestListener =>
  (_request, response) => {
    const range = { 'content-range': `bytes ${first}-${last}/${byteSize}` };
    response.writeHead(206, joined(range, tagged, headers));
    response.end(bytes ?? file.subarray(first, last + 1));
  };

const sends =
  (status: number, headers: Headers = {}): RequestListener =>
  (_request, response) =>
    response.writeHead(status, headers).end(status === 200 ? file : undefined);

const reset: RequestListener = (request) => request.socket.resetAndDestroy();

const outbound = (more: Partial<OutboundOptions> = {}) =>
  createOutbound({
    listed: [parseRange('127.0.0.1') as AddressRange],
    timeoutSeconds: 8,
    idleSeconds: 4,
    resumeAfterMs: [0, 10, 10],
    ...more,
  });

const { signal } = new AbortController();
async function fetched(url: string, more: Partial<OutboundOptions> = {}): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of (await outbound(more).open(url, signal)).body) {
    chunks.push(chunk as Buffer);
    count((chunk as Buffer).length);
  }
  return Buffer.concat(chunks);
}

const refused = (code: string, reason = '') =>
  expect.objectContaining({ code, message: expect.stringContaining(reason) });

const longAgo = new Date(Date.now() - 3_600_000).toUTCString();

describe('a file whose connection breaks', () => {
  it('goes on from there over another, and arrives whole', async () => {
    const { url, asked } = await source(breaksAt(broken), sendsRest());
    expect((await fetched(url)).equals(file)).toBe(true);
    expect(asked).toEqual([
      { range: undefined, ifRange: undefined },
      { range: `bytes=${broken}-`, ifRange: '"one"' },
    ]);
  });

  it('goes on by its date where it has no tag', async () => {
    const dated = { 'accept-ranges': 'bytes', 'last-modified': longAgo };
    const rest = sendsRest({ headers: { 'last-modified': longAgo } });
    const { url, asked } = await source(breaksAt(broken, dated), rest);
    expect((await fetched(url)).equals(file)).toBe(true);
    expect(asked[1]?.ifRange).toBe(longAgo);
  });

  it('goes on where nobody had said how long it is', async () => {
    const chunked = { ...tagged, 'content-length': undefined };
    const { url } = await source(breaksAt(broken, chunked), sendsRest());
    expect((await fetched(url)).equals(file)).toBe(true);
  });

  it('goes on each time that it breaks, also before its first byte', async () => {
    const breaksAgain: RequestListener = (request, response) => {
      response.writeHead(206, { ...tagged, 'content-range': `bytes 0-199999/200000` });
      response.write(file.subarray(0, broken), () => breakAt(broken, request));
    };
    const { url, asked } = await source(breaksAt(0), breaksAgain, sendsRest());
    expect((await fetched(url)).equals(file)).toBe(true);
    expect(asked.map(({ range }) => range)).toEqual([undefined, 'bytes=0-', `bytes=${broken}-`]);
  });

  it.each<[string, RequestListener]>([
    ['is busy', sends(503)],
    ['has had enough of us', sends(429)],
    ['resets the next connection too', reset],
  ])('goes on later when its source %s', async (_what, handler) => {
    const { url, asked } = await source(breaksAt(broken), handler, sendsRest());
    expect((await fetched(url)).equals(file)).toBe(true);
    expect(asked).toHaveLength(3);
  });

  it('goes on after a pause that is too long', async () => {
    const pauses: RequestListener = (_request, response) =>
      response.writeHead(200, { 'content-length': file.length, ...tagged }).write(file.subarray(0, broken));
    const { url } = await source(pauses, sendsRest());
    expect((await fetched(url, { idleSeconds: 1 })).equals(file)).toBe(true);
  });

  it('is given up after a number of connections, with the reason of the last', async () => {
    const { url, asked } = await source(breaksAt(broken), reset, reset, sends(502));
    await expect(fetched(url)).rejects.toEqual(refused('SOURCE_UNREACHABLE', 'its source answered 502'));
    expect(asked).toHaveLength(4);
  });

  it('is given up when the time for all of it is over', async () => {
    const { url, asked } = await source(breaksAt(broken), reset);
    const late = fetched(url, { timeoutSeconds: 1, resumeAfterMs: [0, 60_000] });
    await expect(within('the end of the time', late, 5_000)).rejects.toEqual(
      refused('SOURCE_UNREACHABLE', 'it took too long'),
    );
    expect(asked).toHaveLength(2);
  });
});

describe('a file that may be another one by then', () => {
  it.each<[string, Headers]>([
    ['takes no ranges', { etag: '"one"' }],
    ['refuses ranges', { ...tagged, 'accept-ranges': 'none' }],
    ['tells no version', { 'accept-ranges': 'bytes' }],
    ['tells its version weakly', { ...tagged, etag: 'W/"one"', 'last-modified': longAgo }],
    ['tells two versions', { ...tagged, etag: ['"one"', '"two"'] }],
    [
      'changed just now',
      { 'accept-ranges': 'bytes', 'last-modified': new Date(Date.now() - 5_000).toUTCString() },
    ],
    ['tells no date', { 'accept-ranges': 'bytes', 'last-modified': 'yesterday' }],
    ['is compressed on the way', { ...tagged, 'content-encoding': 'gzip' }],
  ])('is not gone on with when its source %s', async (_what, headers) => {
    const bytes = headers['content-encoding'] ? gzipSync(file) : file;
    const { url, asked } = await source((request, response) => {
      response.writeHead(200, joined({ 'content-length': bytes.length }, headers));
      response.write(bytes.subarray(0, broken), () => request.socket.destroy());
    });
    await expect(fetched(url)).rejects.toEqual(refused('SOURCE_UNREACHABLE', 'the connection failed'));
    expect(asked).toHaveLength(1);
  });

  it.each<[string, RequestListener, string]>([
    ['all of another', sends(200, { ...tagged, etag: '"two"' }), 'did not go on'],
    ['all of it again', sends(200, tagged), 'did not go on'],
    ['that there is no such range', sends(416, { 'content-range': 'bytes */9' }), 'did not go on'],
    ['that it is gone', sends(404), 'did not go on'],
    ['the rest of another', sendsRest({ headers: { etag: '"two"' } }), 'changed'],
    ['the rest, weakly the same', sendsRest({ headers: { etag: 'W/"one"' } }), 'changed'],
    ['the rest, of no version', sendsRest({ headers: { etag: undefined } }), 'changed'],
    ['bytes from before', sendsRest({ first: broken - 1 }), 'other bytes'],
    ['bytes from behind', sendsRest({ first: broken + 1 }), 'other bytes'],
    ['a part of the rest', sendsRest({ last: file.length - 2 }), 'other bytes'],
    ['the rest of a longer one', sendsRest({ byteSize: file.length + 1 }), 'other bytes'],
    [
      'the rest of an unknown length',
      sendsRest({ headers: { 'content-range': `bytes ${broken}-199999/*` } }),
      'other bytes',
    ],
    ['nothing of the range', sendsRest({ headers: { 'content-range': undefined } }), 'other bytes'],
    ['two ranges', sendsRest({ headers: { 'content-range': ['bytes 1-2/3', 'x'] } }), 'other bytes'],
    [
      'the rest of it compressed',
      sendsRest({ headers: { 'content-encoding': 'gzip' }, bytes: gzipSync(file) }),
      'other bytes',
    ],
    ['less than it says', sendsRest({ bytes: file.subarray(broken, -1) }), 'number of bytes'],
    [
      'more than it says',
      sendsRest({ bytes: Buffer.concat([file.subarray(broken), file]) }),
      'number of bytes',
    ],
  ])('is not mixed with it when the next answer is %s', async (_what, handler, reason) => {
    const { url, asked } = await source(breaksAt(broken), handler);
    await expect(fetched(url)).rejects.toEqual(refused('SOURCE_UNREACHABLE', reason));
    expect(asked).toHaveLength(2);
  });
});

describe('each further connection', () => {
  it('is judged like the first, and not made to an address inside', async () => {
    const { port, asked } = await source(breaksAt(broken), sendsRest());
    const answers = ['127.0.0.1', '10.0.0.1'];
    const lookup = async () => [{ address: answers.shift() ?? '', family: 4 }];
    await expect(fetched(`http://rebinding.example:${port}/`, { lookup })).rejects.toEqual(
      refused('SOURCE_NOT_ALLOWED'),
    );
    expect(asked).toHaveLength(1);
  });

  it('follows redirects again, and not into the network inside', async () => {
    const { url, asked } = await source(
      breaksAt(broken),
      sends(302, { location: '/again' }),
      sends(302, { location: 'http://169.254.169.254/' }),
    );
    await expect(fetched(url)).rejects.toEqual(refused('SOURCE_NOT_ALLOWED'));
    expect(asked.map(({ range }) => range)).toEqual([undefined, `bytes=${broken}-`, `bytes=${broken}-`]);
  });
});

describe('a reader that leaves', () => {
  const readTo = async (body: Readable, bytes: number): Promise<void> => {
    const all = Promise.withResolvers<void>();
    body.on('data', (chunk: Buffer) => {
      count(chunk.length);
      if (received === bytes) all.resolve();
    });
    await within('what is there to come', all.promise, 3_000);
  };

  it('ends the pause before the next connection', async () => {
    const { url, asked } = await source(breaksAt(broken));
    const { body } = await outbound({ resumeAfterMs: [60_000] }).open(url, signal);
    await readTo(body, broken);
    const closed = once(body, 'close');
    body.destroy();
    await within('its end', closed, 3_000);
    expect(asked).toHaveLength(1);
  });

  it.each([1, 2])('ends connection %i while its next byte is waited for', async (number) => {
    const closed = Promise.withResolvers<void>();
    const hangs: RequestListener = (request, response) => {
      request.socket.on('close', () => closed.resolve());
      response.writeHead(number === 1 ? 200 : 206, {
        ...tagged,
        ...(number === 2 && { 'content-range': `bytes ${broken}-199999/200000` }),
      });
      response.write('x');
    };
    const { url } = await source(...(number === 1 ? [hangs] : [breaksAt(broken), hangs]));
    const { body } = await outbound().open(url, signal);
    await readTo(body, number === 1 ? 1 : broken + 1);
    body.destroy();
    await expect(within('the connection to close', closed.promise, 5_000)).resolves.toBeUndefined();
  });
});
