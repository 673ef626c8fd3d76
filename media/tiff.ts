/**
 * The envelope in which pixels with a colour profile are handed to libvips: an uncompressed TIFF carries the profile along, which bare pixels cannot, and from there on the file is one like any other.
 */

export interface TiffShape {
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
  /** ICC; undefined: sRGB. */
  readonly profile: Uint8Array | undefined;
}

export interface Tiff {
  readonly file: Uint8Array<ArrayBuffer>;
  /** The part of the file that takes the pixels: rows from the top, 8 bits a channel, nothing between them. */
  readonly pixels: Uint8Array;
}

interface Field {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  readonly content: Buffer;
}

/** Small strips, so that libtiff never holds more than a few rows beside the file. */
const rowsPerStrip = 64;

/** The file with its header written and its pixels still black. */
export function allocateTiff(shape: TiffShape): Tiff {
  const { width, height, channels } = shape;
  // The fields are as long wherever the pixels begin.
  const pixelsAt = layOut(fieldsOf(shape, 0)).length;
  const file = new Uint8Array(pixelsAt + width * height * channels);
  file.set(layOut(fieldsOf(shape, pixelsAt)));
  return { file, pixels: file.subarray(pixelsAt) };
}

/** In the order of their tags, as the format demands. */
function fieldsOf({ width, height, channels, profile }: TiffShape, pixelsAt: number): Field[] {
  const stripBytes = width * channels * rowsPerStrip;
  const end = width * channels * height;
  const starts = Array.from({ length: Math.ceil(height / rowsPerStrip) }, (_, strip) => strip * stripBytes);
  return [
    longs(256, width),
    longs(257, height),
    shorts(258, ...Array.from({ length: channels }, () => 8)),
    shorts(259, 1), // not compressed
    shorts(262, 2), // RGB
    longs(273, ...starts.map((start) => pixelsAt + start)),
    shorts(277, channels),
    longs(278, rowsPerStrip),
    longs(279, ...starts.map((start) => Math.min(stripBytes, end - start))),
    shorts(284, 1), // interleaved
    ...(channels === 4 ? [shorts(338, 2)] : []), // alpha that is not multiplied into the colours
    ...(profile ? [{ tag: 34_675, type: 7, count: profile.length, content: Buffer.from(profile) }] : []),
  ];
}

function shorts(tag: number, ...values: number[]): Field {
  const content = Buffer.alloc(values.length * 2);
  for (const [index, value] of values.entries()) content.writeUInt16LE(value, index * 2);
  return { tag, type: 3, count: values.length, content };
}

function longs(tag: number, ...values: number[]): Field {
  const content = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) content.writeUInt32LE(value, index * 4);
  return { tag, type: 4, count: values.length, content };
}

/** The header, the directory, and behind it what is longer than the four bytes that a field has there. */
function layOut(fields: readonly Field[]): Buffer {
  const directory = Buffer.alloc(8 + 2 + fields.length * 12 + 4);
  directory.write('II*\0', 'latin1');
  directory.writeUInt32LE(8, 4);
  directory.writeUInt16LE(fields.length, 8);
  const outside: Buffer[] = [];
  let end = directory.length;
  for (const [index, { tag, type, count, content }] of fields.entries()) {
    const at = 10 + index * 12;
    directory.writeUInt16LE(tag, at);
    directory.writeUInt16LE(type, at + 2);
    directory.writeUInt32LE(count, at + 4);
    if (content.length <= 4) {
      content.copy(directory, at + 8);
      continue;
    }
    directory.writeUInt32LE(end, at + 8);
    // Every offset is even.
    const padded = Buffer.concat([content, Buffer.alloc(content.length % 2)]);
    outside.push(padded);
    end += padded.length;
  }
  return Buffer.concat([directory, ...outside]);
}
