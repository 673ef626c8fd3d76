/**
 * Problem details for those who never get to the framework: their bytes are no HTTP, come too slowly, or want to become a
 * WebSocket that is refused. There is a socket, and nothing else.
 */
import { maxHeaderSize, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { AppError } from '../platform/errors.ts';
import { newUuid } from '../platform/ids.ts';
import { countRefusal } from '../platform/metrics/refusals.ts';
import { statusOf } from '../platform/http/error-status.ts';
import { adviceOf, nothingPolicy, problemText } from '../platform/http/problem.ts';

type Headers = Readonly<Record<string, string>>;

/** Answers and ends the connection; nobody waits for the other side to close. */
export function endWithProblem(socket: Duplex, error: AppError, more: Headers = {}): void {
  const { status, headers, body } = rawProblem(error);
  const lines = Object.entries({ date: new Date().toUTCString(), ...headers, ...more });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${head}\r\n${body}`);
}

/** The same for what is a request, in its turn. */
export function respondWithProblem(response: ServerResponse, error: AppError): void {
  const { status, headers, body } = rawProblem(error);
  response.writeHead(status, headers).end(body);
}

function rawProblem(error: AppError) {
  countRefusal(error, 'http');
  const id = newUuid();
  const body = problemText(error, id);
  const headers: Headers = {
    connection: 'close',
    'content-type': 'application/problem+json',
    'content-length': String(Buffer.byteLength(body)),
    'cache-control': 'no-store',
    'x-request-id': id,
    'x-content-type-options': 'nosniff',
    'content-security-policy': nothingPolicy,
    ...adviceOf(error),
  };
  return { status: statusOf(error), headers, body };
}

interface ClientError extends Error {
  readonly code?: string;
  /** In words, of the parser. */
  readonly reason?: string;
}

/** `latest` is the response to the last request that came over the socket, if any did. */
export function refuseClient(error: ClientError, socket: Duplex, latest?: ServerResponse): void {
  if (error.code === 'ECONNRESET' || !socket.writable || isAnswering(latest)) socket.destroy();
  else endWithProblem(socket, toldClientError(error));
}

/** What is on its way would be continued by the problem. A response has no socket while others are before it. */
const isAnswering = (response: ServerResponse | undefined): boolean =>
  response !== undefined && !response.writableFinished && (response.headersSent || response.socket === null);

function toldClientError({ code, reason }: ClientError): AppError {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new AppError('REQUEST_TIMEOUT');
  if (code === 'HPE_HEADER_OVERFLOW') return new AppError('HEADERS_TOO_LARGE', { limit: maxHeaderSize });
  return new AppError('BAD_REQUEST', { reason: `it is no valid HTTP${reason ? ` (${reason})` : ''}` });
}
