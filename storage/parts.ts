/** Cuts a stream into parts of one size, which is what a multipart upload wants and what bounds its memory. */

export interface Part {
  readonly data: Uint8Array;
  /** Known without waiting for another chunk: a first part that is also the last needs no multipart upload. */
  readonly last: boolean;
}

/** Every part but the last has exactly this size; an empty stream is one empty part. */
export async function* partsOf(chunks: AsyncIterable<Uint8Array>, partBytes: number): AsyncGenerator<Part> {
  let pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    let rest = chunk;
    // Only what is more than a part shows that the part is not the last one.
    while (bytes + rest.byteLength > partBytes) {
      const taken = partBytes - bytes;
      yield { data: joined([...pieces, rest.subarray(0, taken)]), last: false };
      rest = rest.subarray(taken);
      pieces = [];
      bytes = 0;
    }
    pieces.push(rest);
    bytes += rest.byteLength;
  }
  yield { data: joined(pieces), last: true };
}

const joined = (pieces: readonly Uint8Array[]): Uint8Array =>
  pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces);
