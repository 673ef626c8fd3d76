/**
 * Reads what a file is without decoding a pixel: the sniffed type and the decoder's must agree, and only formats on
 * our list get further than their first bytes.
 */
import { open, readFile } from 'node:fs/promises';
import type { Metadata } from 'sharp';
import { AppError } from '../../platform/errors.ts';
import { reachesTrailer } from '../gif-blocks.ts';
import { sniff, sniffLength } from '../sniff.ts';
import { contentTypes, type SourceFormat, sourceFormats } from '../types.ts';
import { openHeader } from './engine.ts';
import { during } from './faults.ts';

export interface Source {
  readonly path: string;
  readonly format: SourceFormat;
  /** As it is shown: after orientation. */
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  readonly header: Metadata;
}

/** @throws AppError UNSUPPORTED_MEDIA_TYPE, MIME_MISMATCH or IMAGE_CORRUPT. */
export async function readSource(path: string): Promise<Source> {
  const format = await sniffFile(path);
  const header = await during('decode', () => openHeader(path).metadata());
  refuseMismatch(format, header);
  if (format === 'gif') await refuseTruncatedGif(path);
  const frames = framesOf(format, header);
  return { path, format, ...sizeOf(header, frames), frames, header };
}

async function sniffFile(path: string): Promise<SourceFormat> {
  const { format, mime } = await sniff(await during('decode', () => readHead(path)));
  if (format) return format;
  throw new AppError('UNSUPPORTED_MEDIA_TYPE', {
    type: mime,
    profile: '*',
    allowed: sourceFormats.map((name) => contentTypes[name]).join(', '),
  });
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(sniffLength), 0, sniffLength, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/**
 * The bytes that we judge by and the decoder that libvips picked must mean the same. Every HEIF that can be opened
 * here is AV1; the compression in the header only repeats the major brand, which may be a generic one.
 */
export function refuseMismatch(sniffed: SourceFormat, { format }: Pick<Metadata, 'format'>): void {
  const decoded = format === 'heif' ? 'avif' : format;
  if (decoded === sniffed) return;
  throw new AppError('MIME_MISMATCH', { sniffed: contentTypes[sniffed], decoded });
}

/** Pages of a TIFF and images of an AVIF are not frames: only the first is shown. */
const framesOf = (format: SourceFormat, { pages }: Metadata): number =>
  format === 'gif' || format === 'webp' ? (pages ?? 1) : 1;

/** An animation is never turned, see `orient`. */
function sizeOf(header: Metadata, frames: number): { width: number; height: number } {
  const { width, height } = frames > 1 ? header : header.autoOrient;
  return { width, height };
}

/** The GIF decoder shows the frames that arrived and says nothing about the rest. */
async function refuseTruncatedGif(path: string): Promise<void> {
  if (!reachesTrailer(await during('decode', () => readFile(path)))) throw new AppError('IMAGE_CORRUPT');
}
