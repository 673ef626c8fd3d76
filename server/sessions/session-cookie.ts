/**
 * The cookie that shows a session. Over https its name has the prefix `__Host-`, with which browsers take it from this
 * host alone, secure and for all paths. Without https it carries the port, because browsers send the cookies of a host to
 * all of its ports, and two installations on one machine would sign each other out.
 */
import { parseCookie, stringifySetCookie } from 'cookie';

const stem = 'darkroom_session';

export interface SessionCookie {
  /** What a request shows as its session; undefined when nothing. */
  read(header: string | undefined): string | undefined;
  /** `Set-Cookie` of a session that lasts so long. */
  set(secret: string, seconds: number): string;
  /** `Set-Cookie` that has the browser forget it. */
  clear(): string;
}

export function sessionCookie(publicUrl: string): SessionCookie {
  const { protocol, port } = new URL(publicUrl);
  const secure = protocol === 'https:';
  const name = secure ? `__Host-${stem}` : `${stem}_${port || '80'}`;
  const write = (value: string, maxAge: number): string =>
    // Strict, not Lax: whoever follows a link from elsewhere gets the page, and what that then asks for carries it.
    stringifySetCookie({ name, value, maxAge, httpOnly: true, sameSite: 'strict', secure, path: '/' });
  return {
    read: (header) => (header?.includes(name) ? parseCookie(header)[name] : undefined),
    set: write,
    clear: () => write('', 0),
  };
}

/** Whether a request may bring the session of any installation. */
export const mayShowSession = (header: string | undefined): boolean => header?.includes(stem) ?? false;
