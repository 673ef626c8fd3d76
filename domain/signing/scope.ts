/** A scope is a path prefix that ends at a slash: one signature for everything directly below it. */

/** Characters that no proxy, router or browser rewrites. */
const segments = /^(?:\/[\w.~-]+)+$/;

/** Whether the text can be a scope: `/i/{id}/`, never a part of a name and never the whole site. */
export function isScope(scope: string): boolean {
  return scope.endsWith('/') && isPlainPath(scope.slice(0, -1));
}

/**
 * Whether the path lies below the scope. Paths that something on the way could read differently (dot segments,
 * empty segments, escapes) are in no scope, or `/i/a/../b/x.jpg` would be an image of a's reader.
 */
export function scopeCovers(scope: string, path: string): boolean {
  return isScope(scope) && path.startsWith(scope) && isPlainPath(path);
}

function isPlainPath(path: string): boolean {
  return segments.test(path) && !/\/\.\.?(?:\/|$)/.test(path);
}
