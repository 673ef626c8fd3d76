/**
 * Refuses requests that any web page could make a visitor's browser send (cross-site request forgery). It needs
 * the headers only, and must run before a byte of the body is read: reading an upload is already an effect.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { AppError } from '../../platform/errors.ts';

/** What browsers send across origins without asking first (the Fetch standard's safelist). */
const simpleTypes = new Set(['', 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']);

/** @throws AppError CSRF_REFUSED unless the content type or a header of ours forced a CORS preflight. */
export function assertPreflighted(headers: IncomingHttpHeaders): void {
  const type = headers['content-type']?.split(/[;,]/, 1)[0]?.trim().toLowerCase() ?? '';
  if (!simpleTypes.has(type)) return;
  const named = headers['apollo-require-preflight'] ?? headers['x-apollo-operation-name'] ?? '';
  if (String(named).trim() === '') throw new AppError('CSRF_REFUSED');
}
