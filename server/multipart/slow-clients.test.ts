import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { dial, type Loopback, readAnswer } from '../../test/loopback.ts';
import { form, graphqlParts, post } from '../../test/multipart-form.ts';
import {
  describe as describeError,
  fileOf,
  measure,
  multipartServer,
  uploadsOf,
} from '../../test/multipart-server.ts';
import { Pace, type Ticker } from './pace.ts';

/** A clock that goes only when told to. */
class ManualTicker implements Ticker {
  #now = 0;
  readonly calls = new Set<() => void>();

  now = () => this.#now;
  every = (_: number, call: () => void) => {
    this.calls.add(call);
    return () => void this.calls.delete(call);
  };

  pass(seconds: number): void {
    for (let second = 0; second < seconds; second++) {
      this.#now += 1000;
      for (const call of this.calls) call();
    }
  }
}

describe('the pace of a client', () => {
  const watch = (limits = { idleSeconds: 30, minBytesPerSecond: 100 }) => {
    const ticker = new ManualTicker();
    const found = { slow: 0 };
    const pace = new Pace(limits, ticker, () => found.slow++);
    return { ticker, pace, found };
  };

  it('is too slow when nothing comes for the idle time', () => {
    const { ticker, pace, found } = watch();
    pace.received(1_000_000);
    ticker.pass(29);
    expect(found.slow).toBe(0);
    ticker.pass(1);
    expect(found.slow).toBe(1);
  });

  it('is too slow below the average, though something comes all the time', () => {
    const { ticker, pace, found } = watch();
    for (let second = 0; second < 30; second++) {
      ticker.pass(1);
      pace.received(99);
    }
    expect(found.slow).toBe(0);
    ticker.pass(1);
    expect(found.slow).toBe(1);
  });

  it('is fine at the average, and may make up for a pause', () => {
    const { ticker, pace, found } = watch();
    pace.received(6000);
    for (let minute = 0; minute < 10; minute++) {
      ticker.pass(29);
      pace.received(3000);
    }
    expect(found.slow).toBe(0);
  });

  it('does not count the time in which we do not read', () => {
    const { ticker, pace, found } = watch();
    ticker.pass(20);
    pace.pause();
    ticker.pass(3600);
    pace.resume();
    ticker.pass(10);
    expect(found.slow).toBe(0);
    ticker.pass(1);
    expect(found.slow).toBe(1);
  });

  it('begins anew when told to, and ends when stopped', () => {
    const { ticker, pace, found } = watch();
    ticker.pass(29);
    pace.restart();
    ticker.pass(29);
    expect(found.slow).toBe(0);
    pace.stop();
    ticker.pass(100);
    expect([found.slow, ticker.calls.size]).toEqual([0, 0]);
  });
});

describe('a slow client', () => {
  const request = post(
    form(
      graphqlParts({ query: '', variables: { a: null } }, { 0: ['variables.a'] }, { 0: Buffer.alloc(5000) }),
    ),
  );
  let loopback: Loopback;
  let ticker: ManualTicker;
  afterEach(async () => {
    await loopback.close();
    // Nobody is watched any more.
    if (ticker.calls.size > 0) throw new Error('A timer was left behind.');
  });

  const begin = async (bytes: Buffer, proceed?: Promise<void>) => {
    ticker = new ManualTicker();
    const begun = Promise.withResolvers<void>();
    loopback = await multipartServer(
      async ({ variables }) => {
        begun.resolve();
        await proceed;
        try {
          return await measure((await fileOf(uploadsOf(variables)[0])).createReadStream());
        } catch (error) {
          return describeError(error).code;
        }
      },
      { ticker },
    );
    const socket = await dial(loopback.port);
    const connection = once(loopback.server, 'request') as Promise<[IncomingMessage]>;
    socket.write(bytes);
    const [incoming] = await connection;
    return { socket, incoming, begun: begun.promise, answer: readAnswer(socket) };
  };
  const answered = async (answer: ReturnType<typeof readAnswer>) =>
    JSON.parse((await answer).body.toString()) as unknown;

  it('that stops before its operation was read is refused', async () => {
    const { answer } = await begin(request.subarray(0, 300));
    ticker.pass(30);
    expect(await answered(answer)).toMatchObject({ code: 'REQUEST_TIMEOUT' });
  });

  it('that stops within a file is an error to the reader', async () => {
    const { answer, begun } = await begin(request.subarray(0, -1000));
    await begun;
    ticker.pass(30);
    expect(await answered(answer)).toEqual({ data: 'REQUEST_TIMEOUT' });
  });

  it('that sends a byte a second is an error to the reader', async () => {
    const { socket, incoming, answer, begun } = await begin(request.subarray(0, -1000));
    await begun;
    await trickle(socket, incoming, request.subarray(-1000));
    expect(await answered(answer)).toEqual({ data: 'REQUEST_TIMEOUT' });
  });

  it('is not one that waits for us', async () => {
    const proceed = Promise.withResolvers<void>();
    const size = 1 << 20;
    const parts = graphqlParts(
      { query: '', variables: { a: null } },
      { 0: ['variables.a'] },
      { 0: Buffer.alloc(size) },
    );
    const { incoming, answer } = await begin(post(form(parts)), proceed.promise);
    await once(incoming, 'pause');
    ticker.pass(3600);
    proceed.resolve();
    expect(await answered(answer)).toMatchObject({ data: { bytes: size } });
  });

  it('that was answered and goes on at its pace is cut off', async () => {
    const keepAlive = Buffer.from(request.toString('latin1').replace('connection: close\r\n', ''), 'latin1');
    const { socket, incoming, begun, answer } = await begin(keepAlive.subarray(0, -1000));
    await begun;
    const first = once(socket, 'data');
    ticker.pass(30);
    await first;
    ticker.pass(29);
    expect(incoming.destroyed).toBe(false);
    ticker.pass(1);
    expect(incoming.destroyed).toBe(true);
    expect((await answer).status).toBe(200);
  });

  /** A byte a second by the clock of the test, each taken note of before the next. */
  async function trickle(socket: Socket, incoming: IncomingMessage, bytes: Buffer) {
    for (const byte of bytes.subarray(0, 31)) {
      const seen = once(incoming, 'data');
      socket.write(Buffer.of(byte));
      await seen;
      ticker.pass(1);
    }
  }
});
