/**
 * Whether a browser sends a request for a page of this server, or because somebody else's page made it (cross-site request
 * forgery). Judged by what a page cannot write: `Sec-Fetch-Site`, or where a browser does not send that, `Origin`. SameSite
 * alone would not do: another port or a sibling domain is the same site.
 */
import type { IncomingMessage } from 'node:http';

/** What is looked at of a request. */
export interface BrowserRequest {
  readonly headers: IncomingMessage['headers'];
  /** Undefined: a WebSocket, over which more is done than reading. */
  readonly method?: string | undefined;
}

/** Whether nothing comes of it but an answer, which no other page can read. */
export const isRead = ({ method }: BrowserRequest): boolean => method === 'GET' || method === 'HEAD';

/** What says nothing is believed to read, and nothing else. */
export function isSameOrigin(request: BrowserRequest, publicUrl: string): boolean {
  const { origin, host, 'sec-fetch-site': site } = request.headers;
  // `none` is what a person has typed or opened, and never a form or a script.
  if (site !== undefined) return site === 'same-origin' || (site === 'none' && isRead(request));
  if (origin === undefined) return isRead(request);
  const own = new URL(publicUrl);
  // A browser shows a cookie to the host that it got it from, under whichever of its names that is.
  return origin === own.origin || origin === `${own.protocol}//${host}`;
}
