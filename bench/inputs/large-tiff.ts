/**
 * A valid image of a gigabyte that exists only while it is sent: an uncompressed TIFF of 16 bits a channel, whose
 * header is built here and whose pixels are one block of noise again and again.
 */
import { randomBytes } from 'node:crypto';
import type { UploadFile } from '../client/upload.ts';

/** As wide and high as a gigabyte of pixels is. */
const gigabyteSide = 13_377;
const channels = 3;
/** Small strips, as readers like them. */
const rowsPerStrip = 64;
const block = randomBytes(1024 * 1024);

const short = 3;
const long = 4;

interface Tag {
  readonly id: number;
  readonly type: typeof short | typeof long;
  readonly values: readonly number[];
}

const bytesPerRow = (side: number): number => side * channels * 2;

const stripBytes = (side: number): number[] =>
  Array.from(
    { length: Math.ceil(side / rowsPerStrip) },
    (_, index) => Math.min(rowsPerStrip, side - index * rowsPerStrip) * bytesPerRow(side),
  );

/** The tags of baseline TIFF 6.0 for an RGB image, in the order of their numbers. */
const tags = (side: number, pixelsAt: number): readonly Tag[] => [
  { id: 256, type: long, values: [side] },
  { id: 257, type: long, values: [side] },
  { id: 258, type: short, values: [16, 16, 16] },
  { id: 259, type: short, values: [1] },
  { id: 262, type: short, values: [2] },
  {
    id: 273,
    type: long,
    values: stripBytes(side).map((_, index) => pixelsAt + index * rowsPerStrip * bytesPerRow(side)),
  },
  { id: 277, type: short, values: [channels] },
  { id: 278, type: long, values: [rowsPerStrip] },
  { id: 279, type: long, values: stripBytes(side) },
];

/** Eight bytes that point to the directory, the directory, the values that do not fit into it. */
function header(side: number): Buffer {
  const directoryAt = 8;
  const entries = tags(side, 0);
  const valuesAt = directoryAt + 2 + entries.length * 12 + 4;
  const length = valuesAt + entries.reduce((sum, tag) => sum + outside(tag), 0);
  const buffer = Buffer.alloc(length);
  buffer.write('II');
  buffer.writeUInt16LE(42, 2);
  buffer.writeUInt32LE(directoryAt, 4);
  buffer.writeUInt16LE(entries.length, directoryAt);
  let free = valuesAt;
  for (const [index, tag] of tags(side, length).entries()) {
    writeTag(buffer, tag, { at: directoryAt + 2 + index * 12, valuesAt: free });
    free += outside(tag);
  }
  return buffer;
}

const widthOf = ({ type }: Tag): number => (type === short ? 2 : 4);

/** Bytes of the values where they take more than the four that a directory entry has. */
const outside = (tag: Tag): number =>
  tag.values.length * widthOf(tag) > 4 ? tag.values.length * widthOf(tag) : 0;

function writeTag(buffer: Buffer, tag: Tag, { at, valuesAt }: { at: number; valuesAt: number }): void {
  buffer.writeUInt16LE(tag.id, at);
  buffer.writeUInt16LE(tag.type, at + 2);
  buffer.writeUInt32LE(tag.values.length, at + 4);
  if (outside(tag) > 0) buffer.writeUInt32LE(valuesAt, at + 8);
  const start = outside(tag) > 0 ? valuesAt : at + 8;
  for (const [index, value] of tag.values.entries())
    buffer.writeUIntLE(value, start + index * widthOf(tag), widthOf(tag));
}

export const largeTiff = (): UploadFile => tiff(gigabyteSide);

/** The same with another number of pixels on each side. */
export function tiff(side: number): UploadFile {
  const start = header(side);
  const pixelBytes = side * bytesPerRow(side);
  return {
    length: start.length + pixelBytes,
    *bytes() {
      yield start;
      for (let left = pixelBytes; left > 0; left -= block.length) yield block.subarray(0, left);
    },
  };
}

/** A profile that lets it in and makes nothing of it. */
export const largeProfile = `profiles:
  default:
    allowed_mimes: [image/tiff]
    size_max_bytes: 2147483648
    max_pixels: 200000000
    variants: []
`;
