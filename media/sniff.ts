/**
 * What a file is, judged by its first bytes and never by its name or declared type. Refuses nothing itself: the
 * caller compares the answer with what it accepts.
 */
import { fileTypeFromBuffer } from 'file-type';
import { contentTypes, type SourceFormat } from './types.ts';

/** How many leading bytes `sniff` wants to see; fewer are fine when the file is shorter. */
export const sniffLength = 4_100;

export interface Sniffed {
  /** Undefined when it is nothing that Darkroom reads. */
  readonly format: SourceFormat | undefined;
  /** The media type of the content, `application/octet-stream` when unknown. */
  readonly mime: string;
}

/** Names the content of a file from its first `sniffLength` bytes. */
export async function sniff(head: Uint8Array): Promise<Sniffed> {
  const mime = await sniffMime(head);
  return { format: formatsByMime.get(mime), mime };
}

async function sniffMime(head: Uint8Array): Promise<string> {
  const type = await fileTypeFromBuffer(head);
  // Text formats have no signature, and an XML prolog says nothing about what follows it.
  if (!type || /xml|text/.test(type.mime))
    return isSvg(head) ? svg : (type?.mime ?? bareTiff(head) ?? unknown);
  return /^image\/(?:hei|avif)/.test(type.mime) ? heifMime(head, type.mime) : type.mime;
}

const svg = 'image/svg+xml';
const unknown = 'application/octet-stream';

const formatsByMime = new Map<string, SourceFormat>([
  ...Object.entries(contentTypes).map(([format, mime]) => [mime, format as SourceFormat] as const),
  // An animated PNG shows its first frame to a decoder that does not know of animation.
  ['image/apng', 'png'],
  // Apple's name for an MP4 that its shop may have sold.
  ['video/x-m4v', 'mp4'],
]);

/** Looks for the element anywhere in the head: whatever precedes it (comments, entities, UTF-16) is not ours to parse. */
function isSvg(head: Uint8Array): boolean {
  const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1');
  return /<(?:[\w-]+:)?svg[\s>/]/i.test(text.replaceAll('\0', ''));
}

/** A TIFF may keep its directory at the end of the file, and `file-type` gives up when that is beyond the head. */
function bareTiff(head: Uint8Array): string | undefined {
  const signature = Buffer.from(head.subarray(0, 4)).toString('latin1');
  return ['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].includes(signature) ? contentTypes.tiff : undefined;
}

/**
 * By the brands, since the major one may be a generic one (`mif1`) or that of a sequence which has a still beside it
 * (the bursts of phones). What names no codec is nothing that we know how to decode, and of an AVIF sequence the
 * decoder would show a frame that nobody chose.
 */
function heifMime(head: Uint8Array, mime: string): string {
  const box = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  const [major = '', , ...compatible] = brandsOf(box);
  if (major === 'avis') return 'image/avif-sequence';
  if (avifBrands.has(major)) return contentTypes.avif;
  if (heicBrands.has(major)) return contentTypes.heic;
  if (compatible.some((brand) => heicBrands.has(brand))) return contentTypes.heic;
  return major === 'mif1' && compatible.some((brand) => avifBrands.has(brand)) ? contentTypes.avif : mime;
}

const avifBrands = new Set(['avif']);
/** Stills in HEVC: of the main profile, of the range extensions (10 bits), and of layers that build on such a still. */
const heicBrands = new Set(['heic', 'heix', 'heim', 'heis']);

/** The major brand, the version that stands in its row, and the compatible brands. */
function brandsOf(box: Buffer): string[] {
  const end = Math.min(box.readUInt32BE(0), box.length);
  return Array.from({ length: Math.floor((end - 8) / 4) }, (_, index) =>
    box.toString('latin1', 8 + index * 4, 12 + index * 4),
  );
}
