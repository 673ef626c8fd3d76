/** Who asks: the subject behind a request and what it may do. */

export const scopes = ['READ', 'UPLOAD', 'MANAGE', 'ADMIN'] as const;
export type Scope = (typeof scopes)[number];

export interface Viewer {
  /** The owner that new images belong to; null for a request without credentials. */
  readonly subject: string | null;
  readonly scopes: readonly Scope[];
  /** The API key that was used, for the log; null for a token or a session. */
  readonly keyId: string | null;
  /** The session of the browser, where it was one. */
  readonly sessionId?: string | undefined;
  /** Of the client, as far as trusted proxies tell it, for the audit log. */
  readonly address?: string | undefined;
  /** When the key, token or session ends, and with it what was begun with it and goes on. */
  readonly expiresAt?: Date;
}

export const anonymous: Viewer = Object.freeze({ subject: null, scopes: Object.freeze([]), keyId: null });

/** What a request without credentials is told that needs some. */
export const nobodyAsks = 'This is not for strangers';

export const isAdmin = (viewer: Viewer): boolean => viewer.scopes.includes('ADMIN');
