import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { WebSocket, WebSocketServer } from 'ws';
import { anonymous } from '../../domain/access/viewer.ts';
import { closeReason, closeWithAccess } from './socket-ends.ts';

let server: WebSocketServer;
beforeAll(async () => {
  server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
});
afterAll(() => server.close());

async function connected(): Promise<{ client: WebSocket; socket: WebSocket }> {
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const [[socket]] = await Promise.all([once(server, 'connection'), once(client, 'open')]);
  return { client, socket: socket as WebSocket };
}

/** Tokens are no rows. */
const noKeys = { watch: () => () => {}, close: async () => {} };

const until = (ms: number) => ({ ...anonymous, expiresAt: new Date(Date.now() + ms) });
const day = 86_400_000;

describe('a socket', () => {
  it('is closed with 4403 and a reason when its token ends, and not before', async () => {
    const { client, socket } = await connected();
    const openedAt = Date.now();
    closeWithAccess(socket, until(300), noKeys);
    const [code, reason] = (await once(client, 'close')) as [number, Buffer];
    expect([code, reason.toString()]).toEqual([4403, expect.stringContaining('has expired')]);
    expect(Date.now() - openedAt).toBeGreaterThanOrEqual(300);
  });

  it('is closed at once where its token ended meanwhile', async () => {
    const { client, socket } = await connected();
    closeWithAccess(socket, until(-1), noKeys);
    expect(await once(client, 'close')).toContain(4403);
  });

  it('stays open though its key lasts for longer than a timer takes', async () => {
    const { expiresAt } = until(40 * day);
    const { client, socket } = await connected();
    // A timer that was asked for too much fires at once, again and again.
    const looks = jest.spyOn(expiresAt, 'getTime');
    closeWithAccess(socket, { ...anonymous, expiresAt }, noKeys);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const { readyState } = socket;
    client.close();
    await once(socket, 'close');
    expect(looks).toHaveBeenCalledTimes(1);
    expect(readyState).toBe(socket.OPEN);
  });

  it('that was closed meanwhile is not waited for', async () => {
    const { client, socket } = await connected();
    client.terminate();
    await once(socket, 'close');
    const timers = () => process.getActiveResourcesInfo().filter((type) => type === 'Timeout').length;
    const before = timers();
    closeWithAccess(socket, until(day), noKeys);
    expect(timers()).toBe(before);
  });
});

describe('the reason of an end', () => {
  it('is the sentence where it fits into a close frame', () => {
    expect(closeReason('x'.repeat(123))).toBe('x'.repeat(123));
  });

  it.each(['x', '’', '張', '😀'])(
    'made of %s is cut to what a close frame takes, between characters',
    (character) => {
      for (let length = 1; length < 150; length++) {
        const reason = closeReason(`a${character.repeat(length)}`);
        expect(Buffer.byteLength(reason)).toBeLessThanOrEqual(123);
        expect(reason).not.toContain('\uFFFD');
        expect(reason.isWellFormed()).toBe(true);
      }
    },
  );
});
