import { once } from 'node:events';
import {
  type Agent,
  Agent as HttpAgent,
  type IncomingMessage,
  request as httpRequest,
  type ServerResponse,
} from 'node:http';
import type { Readable } from 'node:stream';
import { json } from 'node:stream/consumers';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { AppError } from '../../platform/errors.ts';
import { dial, exchange, type Loopback, readAnswer } from '../../test/loopback.ts';
import { boundary, form, graphqlParts, post } from '../../test/multipart-form.ts';
import {
  describe as describeError,
  fileOf,
  measure,
  multipartServer,
  type Operate,
  uploadsOf,
} from '../../test/multipart-server.ts';
import type { AwaitedUpload } from './awaited-upload.ts';
import type { MultipartOptions } from './read-multipart-request.ts';

const size = 400_000;
const operations = { query: '', variables: { a: null, b: null } };
const body = form(
  graphqlParts(
    operations,
    { 0: ['variables.a'], 1: ['variables.b'] },
    {
      0: Buffer.alloc(size, 'a'),
      1: Buffer.alloc(size, 'b'),
    },
  ),
);
const request = post(body);
/** Where the second file is half here. */
const cut = request.length - size / 2;

let loopback: Loopback;
afterEach(() => loopback.close());

const start = async (operate: Operate, options: Partial<MultipartOptions> = {}) =>
  (loopback = await multipartServer(operate, options));

/** How the reading of an upload ends: with all of it, or with an error. */
async function outcome(upload: AwaitedUpload | undefined): Promise<unknown> {
  try {
    return (await measure((await fileOf(upload)).createReadStream())).bytes;
  } catch (error) {
    return describeError(error).code;
  }
}

/** Sends the start of a request, waits until the operation is under way, and ends the connection somehow. */
async function interrupted(order: (0 | 1)[], until: number, end: 'destroy' | 'resetAndDestroy' | 'end') {
  const outcomes = Promise.withResolvers<unknown[]>();
  const begun = Promise.withResolvers<void>();
  await start(async ({ variables }) => {
    const uploads = uploadsOf(variables);
    begun.resolve();
    const read: unknown[] = [];
    for (const index of order) read.push(await outcome(uploads[index]));
    outcomes.resolve(read);
  });
  const socket = await dial(loopback.port);
  socket.resume();
  socket.write(request.subarray(0, until));
  await begun.promise;
  socket[end]();
  return outcomes.promise;
}

describe('a connection that is cut', () => {
  it.each([
    ['destroy', size],
    ['end', size],
    // What a reset overtakes never reaches us.
    ['resetAndDestroy', expect.anything()],
  ] as const)('is an error to whoever reads, never an early end: %s', async (end, first) => {
    expect(await interrupted([0, 1], cut, end)).toEqual([first, 'CLIENT_DISCONNECTED']);
  });

  it('is an error to whoever reads what was put aside', async () => {
    expect(await interrupted([1, 0], cut, 'destroy')).toEqual(['CLIENT_DISCONNECTED', size]);
  });

  it('is an error to whoever waits for a file that never came', async () => {
    expect(await interrupted([1, 0], 3000, 'destroy')).toEqual([
      'CLIENT_DISCONNECTED',
      'CLIENT_DISCONNECTED',
    ]);
  });

  it('leaves a file whole that had arrived before, though nobody had read it', async () => {
    const small = graphqlParts(
      operations,
      { 0: ['variables.a'], 1: ['variables.b'] },
      { 0: 'x'.repeat(9000), 1: 'y'.repeat(900) },
    );
    const bytes = post(form(small));
    const begun = Promise.withResolvers<void>();
    const closed = Promise.withResolvers<void>();
    const outcomes = Promise.withResolvers<unknown>();
    await start(async ({ variables }) => {
      begun.resolve();
      await closed.promise;
      outcomes.resolve(await Promise.all(uploadsOf(variables).map(outcome)));
    });
    const arrived = once(loopback.server, 'request') as Promise<[IncomingMessage]>;
    const socket = await dial(loopback.port);
    socket.write(bytes.subarray(0, -300));
    const [incoming] = await arrived;
    await begun.promise;
    incoming.socket.once('close', () => closed.resolve());
    socket.destroy();
    expect(await outcomes.promise).toEqual([9000, 'CLIENT_DISCONNECTED']);
  });

  it('before operations came leaves nobody waiting', async () => {
    await start(() => 'never');
    const socket = await dial(loopback.port);
    const arrived = once(loopback.server, 'request') as Promise<[unknown, ServerResponse]>;
    socket.write(request.subarray(0, 300));
    const [, response] = await arrived;
    const ended = jest.spyOn(response, 'end');
    socket.resetAndDestroy();
    await loopback.close();
    expect(ended.mock.calls[0]?.[0]).toContain('CLIENT_DISCONNECTED');
  });
});

describe('a body that ends within a file', () => {
  it.each([
    ['read as it comes', [0, 1], [size, 'BAD_MULTIPART']],
    ['put aside', [1, 0], ['BAD_MULTIPART', size]],
  ])('is an error to its reader: %s', async (_, order, expected) => {
    await start(async ({ variables }) => {
      const read: unknown[] = [];
      for (const index of order) read.push(await outcome(uploadsOf(variables)[index]));
      return read;
    });
    const answer = await exchange(loopback.port, post(body.subarray(0, body.length - 1000)));
    expect(JSON.parse(answer.body.toString())).toEqual({ data: expected });
  });
});

describe('limits while files stream', () => {
  const backwards: Operate = async ({ variables }) => {
    const [a, b] = uploadsOf(variables);
    return [await outcome(b), await outcome(a)];
  };
  const ask = async () => JSON.parse((await exchange(loopback.port, request)).body.toString()) as unknown;

  it('end the request when more would be put aside than there is room for', async () => {
    await start(backwards, { maxSpoolBytes: size });
    expect(await ask()).toEqual({ data: [size, size] });
    await loopback.close();
    await start(backwards, { maxSpoolBytes: size - 1 });
    expect(await ask()).toEqual({ data: [expect.anything(), 'REQUEST_TOO_LARGE'] });
  });

  it('are told from a disk that cannot be written', async () => {
    await start(backwards, { spoolDirectory: '/nonexistent/directory' });
    expect(await ask()).toEqual({ data: ['STORAGE_UNAVAILABLE', 'STORAGE_UNAVAILABLE'] });
  });

  it('do not count a file that was given up, which takes no room', async () => {
    await start(
      async ({ variables }) => {
        const [a, b] = uploadsOf(variables);
        (await fileOf(a)).createReadStream().destroy();
        return outcome(b);
      },
      { maxSpoolBytes: 0 },
    );
    expect(await ask()).toEqual({ data: size });
  });

  it('end a file that is too large with an error for its reader', async () => {
    await start(async ({ variables }) => Promise.all(uploadsOf(variables).map(outcome)), {
      maxFileBytes: size - 1,
    });
    expect(await ask()).toEqual({ data: ['REQUEST_TOO_LARGE', 'REQUEST_TOO_LARGE'] });
  });

  it('hold the client back while nobody reads, and let it go on afterwards', async () => {
    const proceed = Promise.withResolvers<void>();
    const file = Buffer.alloc(30 << 20, 'x');
    await start(
      async ({ variables }) => {
        await proceed.promise;
        return outcome(uploadsOf(variables)[0]);
      },
      { maxFileBytes: file.length },
    );
    const socket = await dial(loopback.port);
    const answer = readAnswer(socket);
    const connection = once(loopback.server, 'request') as Promise<
      [Readable & { socket: { bytesRead: number } }]
    >;
    socket.write(post(form(graphqlParts(operations, { 0: ['variables.a'] }, { 0: file }))));
    const [incoming] = await connection;
    await once(incoming, 'pause');
    expect(incoming.socket.bytesRead).toBeLessThan(1 << 20);
    proceed.resolve();
    expect(JSON.parse((await answer).body.toString())).toEqual({ data: file.length });
  });
});

describe('a request that is aborted', () => {
  it.each([
    ['SHUTTING_DOWN', new AppError('SHUTTING_DOWN')],
    ['CLIENT_DISCONNECTED', new Error('anything else')],
  ])('ends its readers with the reason: %s', async (code, reason) => {
    const controller = new AbortController();
    const outcomes = Promise.withResolvers<unknown>();
    await start(
      async ({ variables }) => {
        const reading = uploadsOf(variables).map(outcome);
        controller.abort(reason);
        outcomes.resolve(await Promise.all(reading));
      },
      { signal: controller.signal },
    );
    const socket = await dial(loopback.port);
    socket.write(request.subarray(0, 3000));
    expect(await outcomes.promise).toEqual([code, code]);
    socket.destroy();
  });

  it('is not read at all when it was aborted before', async () => {
    await start(() => 'never', { signal: AbortSignal.abort(new AppError('SHUTTING_DOWN')) });
    expect(JSON.parse((await exchange(loopback.port, request)).body.toString())).toMatchObject({
      code: 'SHUTTING_DOWN',
    });
  });
});

describe('an answer that is given early', () => {
  const send = async (agent: Agent, bytes: Buffer) => {
    const headers = {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': bytes.length,
    };
    const outgoing = httpRequest({ port: loopback.port, method: 'POST', agent, headers });
    outgoing.end(bytes);
    const [response] = (await once(outgoing, 'response')) as [Readable];
    return { answer: await json(response), reused: outgoing.reusedSocket };
  };

  it('leaves the connection fit for the next request', async () => {
    await start(() => 'early');
    const agent = new HttpAgent({ keepAlive: true, maxSockets: 1 });
    expect(await send(agent, body)).toEqual({ answer: { data: 'early' }, reused: false });
    expect(await send(agent, body)).toEqual({ answer: { data: 'early' }, reused: true });
    agent.destroy();
  });

  it('leaves it fit also when no file had come yet', async () => {
    await start(() => 'early');
    const keepAlive = Buffer.from(request.toString('latin1').replace('connection: close\r\n', ''), 'latin1');
    const head = keepAlive.indexOf('Content-Type: image/png');
    const socket = await dial(loopback.port);
    socket.write(keepAlive.subarray(0, head));
    await once(socket, 'data');
    const second = readAnswer(socket);
    socket.write(keepAlive.subarray(head));
    socket.write(request);
    expect(JSON.parse((await second).body.toString())).toEqual({ data: 'early' });
  });

  it('cuts the connection of a client that goes on and on', async () => {
    await start(() => 'early', { maxFileBytes: 1000 });
    const socket = await dial(loopback.port);
    socket.resume();
    const keepAlive = request
      .toString('latin1')
      .replace('connection: close\r\n', '')
      .replace(/content-length: \d+/, 'content-length: 9999999999');
    socket.write(keepAlive.slice(0, 2000), 'latin1');
    const chunk = Buffer.alloc(65_536);
    while (!socket.destroyed) await new Promise((resolve) => socket.write(chunk, resolve));
    expect(socket.bytesWritten).toBeGreaterThan(2000);
  });
});
