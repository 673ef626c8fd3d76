/** What a file is, by its first bytes: names lie, browsers know few of them, and the server refuses what is not as declared. */

/** @returns a media type; empty when neither its bytes nor the browser tell. */
export async function contentTypeOf(file: Blob): Promise<string> {
  const head = new Uint8Array(await file.slice(0, 16).arrayBuffer());
  const text = String.fromCharCode(...head);
  const found = beginnings.find(([pattern]) => pattern.test(text));
  return found?.[1] ?? file.type;
}

/** One character for each byte. */
const beginnings: readonly (readonly [RegExp, string])[] = [
  [/^\xff\xd8\xff/, 'image/jpeg'],
  [/^\x89PNG\r\n/, 'image/png'],
  [/^GIF8/, 'image/gif'],
  [/^RIFF[^]{4}WEBP/, 'image/webp'],
  [/^(II\*\0|MM\0\*)/, 'image/tiff'],
  [/^[^]{4}ftypavi[fs]/, 'image/avif'],
  [/^[^]{4}ftyphe[iv][cxms]/, 'image/heic'],
];
