import type { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from '@jest/globals';
import { dial, type Loopback, type RawAnswer, exchange, readAnswer, serve } from '../../test/loopback.ts';
import { form, type Part, post } from '../../test/multipart-form.ts';
import { describe as describeError, measure } from '../../test/multipart-server.ts';
import type { Ticker } from './pace.ts';
import { discardRequest, type FileRequestOptions, readFileRequest } from './read-file-request.ts';

const limits: FileRequestOptions = { maxBytes: 1 << 20, idleSeconds: 30, minBytesPerSecond: 1024 };

let server: Loopback;
afterEach(() => server.close());

/** Answers with what `use` makes of the file, or with the code of what is wrong. */
async function open(
  options: Partial<FileRequestOptions> = {},
  use: (body: Readable) => Promise<unknown> = (body) => measure(body),
): Promise<void> {
  server = await serve((request, response) => {
    readFileRequest(request, { ...limits, ...options })
      .then(async ({ filename, body }) => ({ status: 200, told: { filename, found: await use(body) } }))
      .catch((error: unknown) => ({ status: 400, told: describeError(error) }))
      .then(({ status, told }) => response.writeHead(status).end(JSON.stringify(told)))
      .catch(() => undefined);
  });
}

const raw = { 'content-type': 'image/jpeg' };
const jsonOf = ({ body }: RawAnswer): unknown => {
  const text = body.toString();
  // Chunked or not: the JSON is all that has braces.
  return JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1));
};
const file = (body: string | Buffer, name = 'file'): Part => ({ name, body, filename: 'a.jpg' });

describe('a request that is one file', () => {
  it('may be the bytes alone, of any type, also none', async () => {
    await open();
    for (const headers of [raw, { 'content-type': 'application/json' }, { 'content-type': '' }]) {
      const answer = await exchange(server.port, post(Buffer.alloc(300_000, 7), headers));
      expect(jsonOf(answer)).toMatchObject({ found: { bytes: 300_000 } });
    }
  });

  it('may be a form, whose file has the name that the form gives', async () => {
    await open();
    const answer = await exchange(server.port, post(form([file(Buffer.alloc(300_000, 7))])));
    expect(jsonOf(answer)).toMatchObject({ filename: 'a.jpg', found: { bytes: 300_000 } });
  });

  it('arrives byte by byte as well', async () => {
    await open();
    const request = post(form([file('abc')]));
    const answer = await exchange(server.port, ...[...request].map((byte) => Buffer.from([byte])));
    expect(jsonOf(answer)).toMatchObject({ found: { bytes: 3 } });
  });

  it.each([
    ['another part before it', form([file('x', 'title'), file('abc')]), 'BAD_MULTIPART'],
    ['another part after it', form([file('abc'), file('x', 'title')]), 'BAD_MULTIPART'],
    ['a second file', form([file('abc'), file('def')]), 'TOO_MANY_FILES'],
    ['no part at all', form([]), 'BAD_MULTIPART'],
    ['no last boundary', form([file('abc')], ''), 'BAD_MULTIPART'],
    ['a part without a name', form([{ ...file('abc'), head: 'Content-Type: image/jpeg' }]), 'BAD_MULTIPART'],
    [
      'a field of a megabyte before it',
      form([{ name: 'x', body: 'a'.repeat(1 << 20) }]),
      'REQUEST_TOO_LARGE',
    ],
  ])('as a form with %s never ends well', async (_what, body, code) => {
    await open({ maxBytes: 2 << 20 });
    const answer = await exchange(server.port, post(body));
    expect([answer.status, jsonOf(answer)]).toEqual([400, expect.objectContaining({ code })]);
  });

  it('as a form ends with the form, not with the file', async () => {
    const seen = Promise.withResolvers<void>();
    const outcome = Promise.withResolvers<string>();
    await open({}, async (body) => {
      body.once('data', () => seen.resolve());
      body.once('end', () => outcome.resolve('ended'));
      body.once('error', (error) => outcome.resolve(describeError(error).code));
      return outcome.promise;
    });
    const request = post(form([file('abc'), file('x', 'title')]));
    const behindFile = request.indexOf('\r\n', request.indexOf('abc') + 5) + 2;
    const socket = await dial(server.port);
    const answer = readAnswer(socket);
    socket.write(request.subarray(0, behindFile));
    await seen.promise;
    // The file is whole now, and what comes behind it is not: nothing may be concluded yet.
    const pause = new Promise((resolve) => setTimeout(resolve, 100, 'open'));
    expect(await Promise.race([outcome.promise, pause])).toBe('open');
    socket.write(request.subarray(behindFile));
    expect(await outcome.promise).toBe('BAD_MULTIPART');
    await answer;
  });

  it.each([
    ['bytes', post(Buffer.alloc(1_001), raw)],
    ['a form', post(form([file(Buffer.alloc(1_001))]))],
  ])('that is too large as %s is an error, never a truncated success', async (_what, request) => {
    await open({ maxBytes: 1_000 });
    expect(jsonOf(await exchange(server.port, request))).toMatchObject({ code: 'REQUEST_TOO_LARGE' });
  });

  it('is answered while the client still sends, when its reader has had enough', async () => {
    await open({}, async (body) => {
      for await (const _ of body) return 'enough';
      return 'all';
    });
    const answer = await exchange(server.port, post(Buffer.alloc(900_000), raw));
    expect(jsonOf(answer)).toMatchObject({ found: 'enough' });
  });

  it('whose connection breaks fails its reader', async () => {
    const failed = Promise.withResolvers<unknown>();
    await open({}, (body) => measure(body).catch((error: unknown) => failed.resolve(describeError(error))));
    const socket = await dial(server.port);
    socket.write(post(Buffer.alloc(500_000), raw).subarray(0, 100_000), () => socket.destroy());
    expect(await failed.promise).toMatchObject({ code: 'CLIENT_DISCONNECTED' });
  });

  it('is not read faster than its reader reads, which is not the client’s slowness', async () => {
    const clock = new ManualTicker();
    const go = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    await open({ maxBytes: 100 << 20, ticker: clock }, async (body) => {
      begun.resolve();
      await go.promise;
      return measure(body);
    });
    const socket = await dial(server.port);
    const answer = readAnswer(socket);
    const size = 40 << 20;
    socket.write(post(Buffer.alloc(size), raw));
    await begun.promise;
    // What the two kernels hold between them has gone out; the rest waits, with the clock standing still.
    await stable(() => socket.bytesWritten - socket.writableLength);
    const sent = socket.bytesWritten - socket.writableLength;
    clock.pass(3_600);
    go.resolve();
    expect(jsonOf(await answer)).toMatchObject({ found: { bytes: size } });
    expect(sent).toBeLessThan(size);
  });

  it('that stops is ended with REQUEST_TIMEOUT', async () => {
    const clock = new ManualTicker();
    await open({ ticker: clock });
    const socket = await dial(server.port);
    const answer = readAnswer(socket);
    socket.write(post(Buffer.alloc(500_000), raw).subarray(0, 1_000));
    await clock.watched();
    clock.pass(31);
    expect(jsonOf(await answer)).toMatchObject({ code: 'REQUEST_TIMEOUT' });
  });
});

describe('a request that nobody reads', () => {
  it.each([
    ['sends more than a file may have', 1_000_000, 0],
    ['stops', 1_000, 31],
  ])('is cut when it %s', async (_what, size, seconds) => {
    const clock = new ManualTicker();
    server = await serve((request, response) => {
      discardRequest(request, { ...limits, maxBytes: 100_000, ticker: clock });
      response.end('refused');
    });
    const socket = await dial(server.port);
    const answer = readAnswer(socket);
    const request = post(Buffer.alloc(2_000_000), { ...raw, connection: 'keep-alive' });
    socket.write(request.subarray(0, size));
    await clock.watched();
    clock.pass(seconds);
    // It resolves when the server has closed the connection.
    expect([200, 0]).toContain((await answer).status);
  });
});

/** A clock that goes only when told to. */
class ManualTicker implements Ticker {
  #now = 0;
  readonly #calls = new Set<() => void>();
  readonly #watched = Promise.withResolvers<void>();

  now = () => this.#now;
  every = (_: number, call: () => void) => {
    this.#calls.add(call);
    this.#watched.resolve();
    return () => void this.#calls.delete(call);
  };

  /** Resolves when somebody looks at this clock. */
  watched = () => this.#watched.promise;

  pass(seconds: number): void {
    for (let second = 0; second < seconds; second++) {
      this.#now += 1000;
      for (const call of this.#calls) call();
    }
  }
}

/** Resolves when a number has not changed for a while. */
async function stable(read: () => number): Promise<void> {
  for (let last = -1; last !== read();) {
    last = read();
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}
