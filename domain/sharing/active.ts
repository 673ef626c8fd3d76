/** The one definition of a share that is in force. The database's clock decides, which all servers share. */

export const isActive = (share: string): string =>
  `(${share}.revoked_at IS NULL AND (${share}.expires_at IS NULL OR ${share}.expires_at > now())
    AND (${share}.max_views IS NULL OR ${share}.view_count < ${share}.max_views))`;
