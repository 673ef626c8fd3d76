/** graphql-transport-ws spoken by hand, to say what no client library would. */
import { WebSocket } from 'ws';
import { until } from '../until.ts';

export interface RawSocket {
  readonly messages: readonly { readonly type: string; readonly id?: string; readonly payload?: unknown }[];
  send(message: unknown): void;
  /** The first message of a type. */
  first(type: string): Promise<RawSocket['messages'][number]>;
  /** The code that the server closed with. */
  closed(): Promise<number>;
  isOpen(): boolean;
  /** Gone without a farewell, as when a cable is pulled. */
  drop(): void;
}

export async function openSocket(
  url: string,
  protocols = ['graphql-transport-ws'],
  headers: Record<string, string> = {},
): Promise<RawSocket> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/graphql`, protocols, { headers });
  const messages: RawSocket['messages'][number][] = [];
  let code: number | undefined;
  socket.on('message', (data) =>
    messages.push(JSON.parse((data as Buffer).toString()) as RawSocket['messages'][number]),
  );
  socket.on('close', (given) => (code = given));
  socket.on('error', () => {});
  await until(() => socket.readyState !== WebSocket.CONNECTING, { what: 'the socket to open' });
  return {
    messages,
    send: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    first: (type) =>
      until(() => messages.find((message) => message.type === type), { what: `a ${type} message` }),
    closed: () => until(() => code, { what: 'the server to close the socket' }),
    isOpen: () => socket.readyState === WebSocket.OPEN,
    drop: () => socket.terminate(),
  };
}
