/** `POST /upload` and its neighbours as curl would send them: the bytes alone, or a form with one part. */
import { type Socket, connect } from 'node:net';
import { authorization } from './graphql.ts';

export interface RestTarget {
  readonly url: string;
  readonly apiKey?: string | undefined;
}

export interface RestImage {
  readonly id: string;
  readonly status: string;
  readonly variants: readonly { name: string; format: string; status: string; url: string | null }[];
  readonly original: { url: string; expiresAt: string } | null;
  readonly [field: string]: unknown;
}

export interface RestAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** The image, or the problem. */
  readonly json: RestImage & { readonly code?: string; readonly detail?: string };
}

export interface RestUpload {
  readonly query?: Record<string, string> | readonly (readonly [string, string])[];
  readonly headers?: Record<string, string>;
}

/** As `curl --data-binary @file` does. */
export function sendBytes(target: RestTarget, bytes: Uint8Array, more: RestUpload = {}): Promise<RestAnswer> {
  return post(target, new Blob([bytes]), {
    ...more,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...more.headers },
  });
}

/** As `curl -F file=@file` does. */
export function sendForm(target: RestTarget, file: Blob, more: RestUpload = {}): Promise<RestAnswer> {
  const form = new FormData();
  form.append('file', file);
  return post(target, form, more);
}

export async function post(
  target: RestTarget,
  body: NonNullable<RequestInit['body']> | null,
  more: RestUpload = {},
): Promise<RestAnswer> {
  const query = new URLSearchParams((more.query ?? {}) as Record<string, string>);
  const response = await fetch(`${target.url}/upload?${query.toString()}`, {
    method: 'POST',
    headers: { ...authorization(target.apiKey), ...more.headers },
    body,
  });
  return {
    status: response.status,
    headers: response.headers,
    json: (await response.json()) as RestAnswer['json'],
  };
}

export interface BegunUpload {
  readonly socket: Socket;
  /** What the server has answered so far. */
  readonly answer: () => string;
}

export interface RawUpload {
  readonly begin: Uint8Array;
  readonly total: number;
  /** As lines of their own. */
  readonly headers?: string;
  readonly method?: string;
  readonly path?: string;
  readonly type?: string;
}

/** The beginning of an upload of `total` bytes over a socket of its own; the rest never comes by itself. */
export async function beginBytes(
  target: RestTarget,
  { begin, total, headers = '', method = 'POST', path = '/upload', type = 'image/jpeg' }: RawUpload,
): Promise<BegunUpload> {
  const { hostname, port } = new URL(target.url);
  const socket = connect(Number(port), hostname);
  const received: Buffer[] = [];
  socket.on('data', (chunk) => received.push(chunk));
  socket.on('error', () => {});
  const key = target.apiKey === undefined ? '' : `Authorization: Bearer ${target.apiKey}\r\n`;
  socket.write(
    `${method} ${path} HTTP/1.1\r\nHost: ${hostname}:${port}\r\n${key}${headers}` +
      `Content-Type: ${type}\r\nContent-Length: ${total}\r\n\r\n`,
  );
  await new Promise<void>((resolve) => socket.write(begin, () => resolve()));
  return { socket, answer: () => Buffer.concat(received).toString() };
}
