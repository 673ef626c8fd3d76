/** Real HTTP over loopback for tests: a server around one handler, and a client that sends any bytes at all. */
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

export interface Loopback {
  readonly port: number;
  readonly server: Server;
  close(): Promise<void>;
}

/** Starts a server on a free port of the loopback address. */
export async function serve(handler: RequestListener): Promise<Loopback> {
  const server = createServer(handler);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { port, server, close };
}

export interface RawAnswer {
  /** Zero when the connection ended without an answer. */
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

/** Opens a connection whose faults are expected: they end it and nothing else. */
export async function dial(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.on('error', () => {});
  return socket;
}

/** Sends the bytes and answers whatever came back until the server closed the connection. */
export async function exchange(port: number, ...chunks: (string | Buffer)[]): Promise<RawAnswer> {
  const socket = await dial(port);
  const answer = readAnswer(socket);
  for (const chunk of chunks) socket.write(chunk);
  return answer;
}

/** Reads to the end of the connection. */
export async function readAnswer(socket: Socket): Promise<RawAnswer> {
  const received: Buffer[] = [];
  socket.on('data', (chunk) => received.push(chunk));
  await new Promise((resolve) => socket.on('close', resolve));
  return parseAnswer(Buffer.concat(received));
}

function parseAnswer(bytes: Buffer): RawAnswer {
  const split = bytes.indexOf('\r\n\r\n');
  const [first = '', ...lines] = bytes.subarray(0, Math.max(split, 0)).toString('latin1').split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  return { status: Number(first.split(' ')[1] ?? 0), headers, body: bytes.subarray(split + 4) };
}
