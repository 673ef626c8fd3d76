/** Who asks: the subject behind a request and what it may do. */

export const scopes = ['READ', 'UPLOAD', 'MANAGE', 'ADMIN'] as const;
export type Scope = (typeof scopes)[number];

export interface Viewer {
  /** The owner that new images belong to; null for a request without credentials. */
  readonly subject: string | null;
  readonly scopes: readonly Scope[];
  /** The API key that was used, for the log. */
  readonly keyId: string | null;
  /** Of the client, as far as trusted proxies tell it, for the audit log. */
  readonly address?: string | undefined;
}

export const anonymous: Viewer = Object.freeze({ subject: null, scopes: Object.freeze([]), keyId: null });

export const isAdmin = (viewer: Viewer): boolean => viewer.scopes.includes('ADMIN');
