/** Walks the blocks of a GIF without decoding any, to tell a whole file from one that stopped in the middle. */

const extension = 0x21;
const image = 0x2c;

/**
 * Whether the blocks lead to the trailer, or to the very end of the file between two blocks: encoders that forget
 * the trailer are common, and every viewer forgives them.
 */
export function reachesTrailer(file: Uint8Array): boolean {
  let at = 13 + colorTableLength(file[10]);
  while (at < file.length) {
    const next = endOfBlock(file, at);
    if (next === undefined) return true;
    at = next;
  }
  return at === file.length;
}

/** Undefined at the trailer, and at stray bytes: nothing is missing there, and what they mean is the decoder's business. */
function endOfBlock(file: Uint8Array, at: number): number | undefined {
  if (file[at] === extension) return endOfSubBlocks(file, at + 2);
  if (file[at] !== image) return undefined;
  // Descriptor, local colours, then one byte of code size before the data.
  return endOfSubBlocks(file, at + 10 + colorTableLength(file[at + 9]) + 1);
}

/** Past the end of the file when it stops inside. */
function endOfSubBlocks(file: Uint8Array, start: number): number {
  let at = start;
  for (let length = file[at]; length !== 0; length = file[at]) {
    if (length === undefined) return file.length + 1;
    at += length + 1;
  }
  return at + 1;
}

/** Bit 7 of the packed field says whether there is a table, the low three how large. */
function colorTableLength(packed: number | undefined = 0): number {
  return packed & 0x80 ? 3 * 2 ** ((packed & 7) + 1) : 0;
}
