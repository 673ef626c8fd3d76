/** Multipart requests made by hand, to send what no well-behaved client would. */
import { type Socket, connect } from 'node:net';
import { authorization, type GraphqlError } from './graphql.ts';

export interface FormPart {
  readonly name: string;
  readonly value: string | Blob;
}

export interface FormAnswer {
  readonly status: number;
  readonly data: Readonly<Record<string, unknown>> | null | undefined;
  readonly errors: readonly GraphqlError[];
}

type Target = { readonly url: string; readonly apiKey?: string | undefined };

/** Parts in exactly this order. */
export async function postForm(target: Target, parts: readonly FormPart[]): Promise<FormAnswer> {
  const form = new FormData();
  for (const { name, value } of parts) form.append(name, value);
  return answerOf(
    await fetch(`${target.url}/graphql`, { method: 'POST', headers: uploadHeaders(target), body: form }),
  );
}

/** A body that is only said to be a form. */
export async function postBody(target: Target, body: string, contentType: string): Promise<FormAnswer> {
  const headers = { ...uploadHeaders(target), 'content-type': contentType };
  return answerOf(await fetch(`${target.url}/graphql`, { method: 'POST', headers, body }));
}

const uploadHeaders = ({ apiKey }: Target): Record<string, string> => ({
  ...authorization(apiKey),
  'apollo-require-preflight': 'true',
});

async function answerOf(response: Response): Promise<FormAnswer> {
  const { data, errors = [] } = (await response.json()) as Partial<FormAnswer>;
  return { status: response.status, data, errors };
}

const boundary = 'e2e-boundary';

/** An upload whose end never comes by itself: the head and as many bytes of the file as are given. */
export interface UnfinishedUpload {
  readonly socket: Socket;
  /** What the server has answered so far. */
  answer(): string;
  /** Sends the rest after all: zeros, which no decoder minds behind the end of a picture. */
  finish(): void;
}

/** Sends the beginning of an upload of `total` bytes over a socket of its own. */
export async function beginUpload(
  target: Target & { query: string },
  { begin, total, requestId = 'e2e-unfinished' }: { begin: Uint8Array; total: number; requestId?: string },
): Promise<UnfinishedUpload> {
  const { hostname, port } = new URL(target.url);
  const field = (name: string, value: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const head =
    field('operations', JSON.stringify({ query: target.query, variables: { input: { file: null } } })) +
    field('map', '{"0":["variables.input.file"]}') +
    `--${boundary}\r\nContent-Disposition: form-data; name="0"; filename="unfinished.jpg"\r\n\r\n`;
  const end = `\r\n--${boundary}--\r\n`;
  const length = Buffer.byteLength(head) + total + end.length;
  const socket = connect(Number(port), hostname);
  const received: Buffer[] = [];
  socket.on('data', (chunk) => received.push(chunk));
  // A server that was killed resets the connection, which is the point of some specs.
  socket.on('error', () => {});
  socket.write(
    `POST /graphql HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAuthorization: Bearer ${target.apiKey}\r\n` +
      `Apollo-Require-Preflight: true\r\nX-Request-Id: ${requestId}\r\n` +
      `Content-Type: multipart/form-data; boundary=${boundary}\r\nContent-Length: ${length}\r\n\r\n${head}`,
  );
  await new Promise<void>((resolve) => socket.write(begin, () => resolve()));
  return {
    socket,
    answer: () => Buffer.concat(received).toString(),
    finish: () => {
      socket.write(Buffer.alloc(total - begin.length));
      socket.write(end);
    },
  };
}
