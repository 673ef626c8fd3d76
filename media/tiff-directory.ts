/**
 * Looks over the directories of a TIFF structure (the inside of every EXIF block) before a parser is let near them:
 * one that trusts their counts can be kept busy for seconds, and fill its memory, by a few hundred bytes.
 */

const entryLength = 12;
const exifDirectory = 0x8769;

/** Bytes of one value of each type, by the number of the type. */
const valueLengths = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4];

/** No tag that cameras write and we read has more values; a large table of strips is not for us. */
const mostEntries = 512;

/** Whether every value of the main and the EXIF directory lies inside the structure that it claims to be part of. */
export function isPlausibleTiff(tiff: Buffer): boolean {
  const read = readerOf(tiff);
  if (!read || tiff.length < 8) return false;
  return isPlausibleDirectory(read, tiff.length, { at: read.long(4), nested: false });
}

interface Reader {
  short(at: number): number;
  long(at: number): number;
}

function readerOf(tiff: Buffer): Reader | undefined {
  const order = tiff.toString('latin1', 0, 2);
  if (order === 'II') return { short: (at) => tiff.readUInt16LE(at), long: (at) => tiff.readUInt32LE(at) };
  if (order === 'MM') return { short: (at) => tiff.readUInt16BE(at), long: (at) => tiff.readUInt32BE(at) };
  return undefined;
}

function isPlausibleDirectory(
  read: Reader,
  length: number,
  { at, nested }: { readonly at: number; readonly nested: boolean },
): boolean {
  if (at + 2 > length) return false;
  const entries = read.short(at);
  if (entries > mostEntries || at + 2 + entries * entryLength > length) return false;
  for (let entry = at + 2; entry < at + 2 + entries * entryLength; entry += entryLength) {
    if (!liesInside(read, entry, length)) return false;
    // One level is all there is; a directory that contains itself would never end.
    if (read.short(entry) !== exifDirectory || nested) continue;
    if (!isPlausibleDirectory(read, length, { at: read.long(entry + 8), nested: true })) return false;
  }
  return true;
}

/** Values of up to four bytes stand in the entry itself. */
function liesInside(read: Reader, entry: number, length: number): boolean {
  const size = (valueLengths[read.short(entry + 2)] ?? 0) * read.long(entry + 4);
  return size <= 4 || read.long(entry + 8) + size <= length;
}
