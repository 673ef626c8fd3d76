/** What the log line of a request says besides how it was answered: who asked, by what they showed, and in which trace. */
import type { FastifyRequest } from 'fastify';
import type { Viewer } from '../domain/access/viewer.ts';
import { traceFields } from '../platform/tracing/span.ts';

export const aboutRequest = ({ viewer, spanContext }: FastifyRequest): object => ({
  // Some routes ask nobody who they are.
  ...((viewer as Viewer | null) && { viewer: kindOf(viewer) }),
  ...(spanContext && traceFields(spanContext)),
});

export function kindOf({ subject, keyId, sessionId }: Viewer): 'stranger' | 'key' | 'session' | 'token' {
  if (subject === null) return 'stranger';
  if (keyId !== null) return 'key';
  return sessionId === undefined ? 'token' : 'session';
}
