/**
 * The grammar of keys, which is the same for every store: a key can be a path below a directory and the name of an
 * S3 object without escaping. Keys are made by this product, never by its users, so a bad one is a bug and throws.
 */

/** A leading dot is reserved for what a store keeps for itself; `.` and `..` fall under the same rule. */
const segment = /^[A-Za-z0-9_-][A-Za-z0-9_.-]{0,199}$/;

/** S3 allows 1,024 bytes; this leaves room for a bucket prefix. */
const longestKey = 800;

export const isKey = (key: string): boolean =>
  key.length <= longestKey && key.split('/').every((name) => segment.test(name));

/** @throws TypeError for anything that is not a key. */
export function assertKey(key: string): void {
  if (!isKey(key)) throw new TypeError(`Not a storage key: ${JSON.stringify(key)}`);
}

/** The beginning of a key: whole segments and perhaps the start of one more. */
export const isPrefix = (prefix: string): boolean => prefix === '' || isKey(prefix.replace(/\/$/, ''));

/** @throws TypeError for anything that no key begins with. */
export function assertPrefix(prefix: string): void {
  if (!isPrefix(prefix)) throw new TypeError(`Not the prefix of storage keys: ${JSON.stringify(prefix)}`);
}
