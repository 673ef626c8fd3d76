import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type Loopback, serve } from '../../test/loopback.ts';
import { within } from '../../test/until.ts';
import { type AddressRange, parseRange } from './address-policy.ts';
import { createOutbound, type OutboundOptions } from './outbound.ts';
import type { Lookup } from './resolve-host.ts';

const servers: Loopback[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

/** A server on 127.0.0.1 that counts the connections that are made to it. */
async function site(handler: RequestListener) {
  const loopback = await serve(handler);
  servers.push(loopback);
  let connections = 0;
  loopback.server.on('connection', () => (connections += 1));
  return { port: loopback.port, url: `http://127.0.0.1:${loopback.port}`, connections: () => connections };
}

const loopbackOnly = [parseRange('127.0.0.1') as AddressRange];
const signal = new AbortController().signal;
const outbound = (more: Partial<OutboundOptions> = {}) =>
  createOutbound({ listed: loopbackOnly, timeoutSeconds: 20, idleSeconds: 10, ...more });

/** What each look-up answers, one after the other; the last for ever. */
function names(...answers: string[][]): Lookup & { count(): number } {
  let count = 0;
  const lookup: Lookup = async () => {
    const answer = answers[Math.min(count, answers.length - 1)] ?? [];
    count += 1;
    return answer.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  };
  return Object.assign(lookup, { count: () => count });
}

const refused = (code: string) => expect.objectContaining({ code });
const redirecting =
  (to: () => string, status = 302): RequestListener =>
  (_request, response) =>
    response.writeHead(status, { location: to() }).end();

describe('a file that is fetched', () => {
  it('comes with its status, headers and bytes', async () => {
    const { url } = await site((_request, response) =>
      response.setHeader('content-type', 'image/png').end('bytes'),
    );
    const response = await outbound().open(`${url}/a.png`, signal);
    expect(response).toMatchObject({ status: 200, headers: { 'content-type': 'image/png' } });
    expect(String(await buffer(response.body))).toBe('bytes');
  });

  it('is asked for by name, without cookies or credentials, over redirects as well', async () => {
    const asked: object[] = [];
    const { url } = await site((request, response) => {
      asked.push(request.headers);
      if (request.url === '/b') return response.end();
      return response.writeHead(302, { location: '/b', 'set-cookie': 'a=b; Path=/' }).end();
    });
    (await outbound().open(`${url}/a`, signal)).body.destroy();
    expect(asked).toHaveLength(2);
    for (const headers of asked) {
      expect(headers).toMatchObject({ 'user-agent': 'Darkroom (media import)' });
      expect(Object.keys(headers).toSorted()).toEqual([
        'accept',
        'accept-encoding',
        'connection',
        'host',
        'user-agent',
      ]);
    }
  });

  it('is decoded when the source compresses without being asked to', async () => {
    const { url } = await site((_request, response) =>
      response.setHeader('content-encoding', 'gzip').end(gzipSync('x'.repeat(100_000))),
    );
    const { body } = await outbound().open(url, signal);
    expect(await buffer(body)).toHaveLength(100_000);
  });

  it('is read as slowly as its reader wants: what nobody reads stays with the source', async () => {
    let sent = 0;
    const { url } = await site((_request, response) => {
      const chunk = Buffer.alloc(64 * 1_024);
      const more = (): void => {
        while (sent < 200_000_000 && response.write(chunk)) sent += chunk.length;
      };
      response.on('drain', more);
      more();
    });
    const { body } = await outbound().open(url, signal);
    await once(body, 'readable');
    expect(sent).toBeLessThan(50_000_000);
    body.destroy();
  });

  it('ends with its connection when the reader leaves', async () => {
    const closed = Promise.withResolvers<void>();
    const { url } = await site((request, response) => {
      request.socket.on('close', () => closed.resolve());
      response.write('begin');
    });
    const { body } = await outbound().open(url, signal);
    body.destroy();
    await expect(within('the connection to close', closed.promise)).resolves.toBeUndefined();
  });
});

describe('a host', () => {
  it('is looked up once, and dialled where that look-up said', async () => {
    const { port } = await site((_request, response) => response.end('pinned'));
    const lookup = names(['127.0.0.1'], ['127.0.0.2']);
    const { body } = await outbound({ lookup }).open(`http://rebinding.example:${port}/`, signal);
    expect(String(await buffer(body))).toBe('pinned');
    expect(lookup.count()).toBe(1);
  });

  it('is looked up and judged again at a redirect to the same name', async () => {
    const { port, connections } = await site(redirecting(() => '/again'));
    const lookup = names(['127.0.0.1'], ['127.0.0.2']);
    await expect(outbound({ lookup }).open(`http://rebinding.example:${port}/`, signal)).rejects.toEqual(
      refused('SOURCE_NOT_ALLOWED'),
    );
    expect({ lookups: lookup.count(), connections: connections() }).toEqual({ lookups: 2, connections: 1 });
  });

  it.each([
    ['one of its addresses is private', ['127.0.0.1', '10.0.0.1']],
    ['it is private in IPv6 alone', ['127.0.0.1', '::1']],
    ['it has none', []],
  ])('is refused without a connection when %s', async (_what, addresses) => {
    const { port, connections } = await site((_request, response) => response.end());
    const lookup = names(addresses);
    await expect(outbound({ lookup }).open(`http://mixed.example:${port}/`, signal)).rejects.toEqual(
      refused('SOURCE_NOT_ALLOWED'),
    );
    expect(connections()).toBe(0);
  });

  it.each([
    ['SOURCE_NOT_ALLOWED', 'ENOTFOUND', 'does not exist, as if it were private'],
    ['SOURCE_UNREACHABLE', 'EAI_AGAIN', 'cannot be looked up now'],
  ])('is refused with %s (%s) when it %s', async (code, errno) => {
    const lookup: Lookup = () => Promise.reject(Object.assign(new Error('no'), { code: errno }));
    await expect(outbound({ lookup }).open('http://gone.example/', signal)).rejects.toEqual(refused(code));
  });

  it('is found by the resolver of the system, which knows that localhost is private', async () => {
    const { port, connections } = await site((_request, response) => response.end());
    await expect(
      outbound({ listed: [parseRange('192.0.2.1') as AddressRange] }).open(
        `http://localhost:${port}/`,
        signal,
      ),
    ).rejects.toEqual(refused('SOURCE_NOT_ALLOWED'));
    expect(connections()).toBe(0);
  });

  it('on the loopback address is never dialled unless it is listed', async () => {
    const { port, url, connections } = await site((_request, response) => response.end());
    for (const spelled of [url, `http://2130706433:${port}/`, `http://[::ffff:127.0.0.1]:${port}/`])
      await expect(outbound({ listed: [] }).open(spelled, signal)).rejects.toEqual(
        refused('SOURCE_NOT_ALLOWED'),
      );
    expect(connections()).toBe(0);
  });
});

describe('a redirect', () => {
  it.each([301, 302, 303, 307, 308])('is followed (%i)', async (status) => {
    const { url } = await site((request, response) => {
      if (request.url === '/end') return response.end('there');
      return response.writeHead(status, { location: '/end' }).end('a page');
    });
    const response = await outbound().open(`${url}/begin`, signal);
    expect(response.url.pathname).toBe('/end');
    expect(String(await buffer(response.body))).toBe('there');
  });

  it('is followed three times and no more', async () => {
    const { url, connections } = await site((request, response) => {
      const left = Number(request.url?.slice(1));
      if (left === 0) return response.end('there');
      return response.writeHead(302, { location: `/${left - 1}` }).end();
    });
    expect(String(await buffer((await outbound().open(`${url}/3`, signal)).body))).toBe('there');
    expect(connections()).toBe(4);
    await expect(outbound().open(`${url}/4`, signal)).rejects.toEqual(refused('SOURCE_NOT_ALLOWED'));
    expect(connections()).toBe(8);
  });

  it('to a private listener is refused before it hears of anything', async () => {
    const inside = createServer((_request, response) => response.end('secret'));
    let heard = 0;
    inside.on('connection', () => (heard += 1));
    inside.listen(0, '::1');
    await once(inside, 'listening');
    const { port } = inside.address() as AddressInfo;
    let location = '';
    const { url } = await site(redirecting(() => location));
    for (location of [
      `http://[::1]:${port}/`,
      `//[::1]:${port}/`,
      'http://169.254.169.254/latest/meta-data/',
      'http://user@127.0.0.1/',
      'file:///etc/passwd',
      'http://[',
    ])
      await expect(outbound().open(url, signal)).rejects.toEqual(refused('SOURCE_NOT_ALLOWED'));
    expect(heard).toBe(0);
    inside.close();
  });
});

describe('a source that is slow or broken', () => {
  it.each<[string, RequestListener]>([
    ['never answers', () => {}],
    ['stops in the middle', (_request, response) => response.write('begin')],
  ])('and %s ends after the longest pause', async (_what, handler) => {
    const { url } = await site(handler);
    const fetching = outbound({ idleSeconds: 1 })
      .open(url, signal)
      .then(({ body }) => buffer(body));
    await expect(fetching).rejects.toEqual(refused('SOURCE_UNREACHABLE'));
    await expect(fetching).rejects.toThrow('paused');
  });

  it('and sends a byte now and then ends after the whole time', async () => {
    const { url } = await site((_request, response) => {
      const timer = setInterval(() => response.write('.'), 50);
      response.on('close', () => clearInterval(timer));
    });
    const { body } = await outbound({ timeoutSeconds: 1 }).open(url, signal);
    await expect(buffer(body)).rejects.toThrow('it took too long');
  });

  it.each([
    ['a length', { 'content-length': '1000' }],
    ['chunks', {}],
  ])('and breaks off after it announced %s is no whole file', async (_what, headers) => {
    const { url } = await site((request, response) => {
      response.writeHead(200, headers);
      response.write('begin', () => request.socket.destroy());
    });
    const fetching = outbound()
      .open(url, signal)
      .then(({ body }) => buffer(body));
    await expect(fetching).rejects.toEqual(refused('SOURCE_UNREACHABLE'));
  });

  it.each([
    ['compresses badly', { 'content-encoding': 'gzip' }],
    [
      'sends more headers than anybody needs',
      { 'x-long': 'a'.repeat(15_000), 'x-longer': 'b'.repeat(15_000) },
    ],
  ])('and %s is refused', async (_what, headers) => {
    const { url } = await site((_request, response) => response.writeHead(200, headers).end('not gzip'));
    const fetching = outbound()
      .open(url, signal)
      .then(({ body }) => buffer(body));
    await expect(fetching).rejects.toEqual(refused('SOURCE_UNREACHABLE'));
  });

  it('and is not there is refused', async () => {
    const { url, port } = await site(() => {});
    await servers.pop()?.close();
    expect(url).toContain(String(port));
    await expect(outbound().open(url, signal)).rejects.toEqual(refused('SOURCE_UNREACHABLE'));
  });

  it('is left when the job is told to stop, even while its name is looked up', async () => {
    const stop = new AbortController();
    const fetching = outbound({ lookup: () => new Promise(() => {}) }).open(
      'http://example.com/',
      stop.signal,
    );
    stop.abort();
    await expect(within('the end', fetching)).rejects.toEqual(refused('SOURCE_UNREACHABLE'));
  });
});
