/** Who asks by the cookie of a session, which browsers add by themselves to whatever a page makes them ask for. */
import type { FindBySession } from '../../domain/access/sessions.ts';
import { anonymous, type Viewer } from '../../domain/access/viewer.ts';
import { AppError } from '../../platform/errors.ts';
import { type BrowserRequest, isRead, isSameOrigin } from './same-origin.ts';
import { sessionCookie } from './session-cookie.ts';

export type BySession = (request: BrowserRequest) => Promise<Viewer>;

/**
 * A cookie that opens nothing, or that another page had sent, is as none where somebody only reads: images stay visible.
 * Anything else is refused, so that nobody acts as a stranger without noticing.
 * It rejects with CROSS_ORIGIN_REFUSED or SESSION_ENDED.
 */
export function bySession({ find, publicUrl }: { find: FindBySession; publicUrl: string }): BySession {
  const cookie = sessionCookie(publicUrl);
  return async (request) => {
    const secret = cookie.read(request.headers.cookie);
    if (secret === undefined) return anonymous;
    const isOurs = isSameOrigin(request, publicUrl);
    const viewer = isOurs ? await find(secret) : undefined;
    if (viewer) return viewer;
    if (isRead(request)) return anonymous;
    throw new AppError(isOurs ? 'SESSION_ENDED' : 'CROSS_ORIGIN_REFUSED');
  };
}
