/** The id that follows a request through logs, queue and worker: the caller's when it is harmless, else ours. */
import type { IncomingMessage } from 'node:http';
import { newUuid } from '../ids.ts';

export function requestId(request: Pick<IncomingMessage, 'headers'>): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w.-]{8,100}$/.test(given) ? given : newUuid();
}
