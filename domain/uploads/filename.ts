/** A file name is metadata and never a path: what a client sends is reduced to what is safe to store and show. */
import { basename } from 'node:path/posix';

const maxBytes = 255;
const fallback = 'unnamed';

/** Normalises to NFC, keeps the last path segment, drops control and direction marks, fits 255 bytes of UTF-8. */
export function safeFilename(given: string): string {
  const name = basename(given.normalize('NFC').replaceAll('\\', '/'))
    // Cc: controls with NUL, CR and LF; Cf: direction marks that disguise an extension; Cs: halves of a pair.
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .trim();
  const fitted = fit(name);
  return /^\.*$/.test(fitted) ? fallback : fitted;
}

/** Cuts in the middle of the stem, never in a character, and keeps the extension. */
function fit(name: string): string {
  if (Buffer.byteLength(name) <= maxBytes) return name;
  const extension = /\.[^.]{1,16}$/u.exec(name)?.[0] ?? '';
  let stem = '';
  let left = maxBytes - Buffer.byteLength(extension);
  for (const character of name) {
    left -= Buffer.byteLength(character);
    if (left < 0) break;
    stem += character;
  }
  return stem + extension;
}
