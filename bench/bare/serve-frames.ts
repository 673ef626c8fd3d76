/**
 * The entry of a server of WebSockets that knows no GraphQL: it says what the protocol has it say, and sends each socket
 * of a group the text that it is given.
 */
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { tell, whenAsked } from './tell.ts';

export interface Sending {
  /** The same for everybody. */
  readonly frame: string;
  /** The groups that are told, one after the other. */
  readonly groups: readonly number[];
}

const groups = new Map<number, WebSocket[]>();
let frame = '{"id":"1","type":"next","payload":{}}';

const server = new WebSocketServer({
  host: '127.0.0.1',
  port: 0,
  handleProtocols: () => 'graphql-transport-ws',
});
server.on('connection', (socket) => {
  socket.on('message', (data: Buffer) => {
    const { type, payload } = JSON.parse(data.toString()) as { type: string; payload?: { group: number } };
    if (type === 'connection_init') return socket.send('{"type":"connection_ack"}');
    const group = payload?.group ?? 0;
    groups.set(group, [...(groups.get(group) ?? []), socket]);
    return socket.send(frame);
  });
});
server.on('listening', () => {
  const { port } = server.address() as AddressInfo;
  tell({ url: `ws://127.0.0.1:${port}` });
});

/** Each socket has taken one frame before the next one is written, as the product waits for its sockets. */
whenAsked(async (question) => {
  const { groups: told, ...sending } = question as Sending;
  frame = sending.frame;
  for (const group of told) {
    const sent = (groups.get(group) ?? []).map(
      (socket) => new Promise((resolve) => socket.send(frame, resolve)),
    );
    await Promise.all(sent);
  }
  return {};
});
