/**
 * Reads what a file is without decoding a pixel: the sniffed type and the decoder's must agree, and only formats on
 * our list get further than their first bytes.
 */
import { open, readFile } from 'node:fs/promises';
import type { Metadata } from 'sharp';
import { AppError } from '../../platform/errors.ts';
import { reachesTrailer } from '../gif-blocks.ts';
import { type HeicHeader, readHeicHeader } from '../heic/read-heic.ts';
import { sniff, sniffLength } from '../sniff.ts';
import {
  contentTypes,
  isVideo,
  type NativeFormat,
  type SourceFormat,
  sourceFormats,
  type VideoFormat,
} from '../types.ts';
import { openHeader } from './engine.ts';
import { during } from './faults.ts';

export interface Source {
  readonly path: string;
  readonly format: SourceFormat;
  /** As it is shown: after orientation. */
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  readonly hasAlpha: boolean;
  /** Of a video that says it. */
  readonly durationSeconds?: number | undefined;
  readonly header: SourceHeader;
}

/** What the file says about the camera and its colours. */
export type SourceHeader = Partial<Pick<Metadata, 'exif' | 'orientation' | 'space' | 'density' | 'icc'>>;

/** @throws AppError UNSUPPORTED_MEDIA_TYPE, MIME_MISMATCH, IMAGE_CORRUPT, VIDEO_CORRUPT, VIDEO_WITHOUT_PICTURE. */
export async function readSource(path: string): Promise<Source> {
  const format = await sniffFile(path);
  if (isVideo(format)) return readVideo(path, format);
  return format === 'heic' ? readHeic(path) : readNative(path, format);
}

async function readNative(path: string, format: NativeFormat): Promise<Source> {
  const header = await during('decode', () => openHeader(path).metadata());
  refuseMismatch(format, header);
  if (format === 'gif') await refuseTruncatedGif(path);
  const frames = framesOf(format, header);
  return { path, format, ...sizeOf(header, frames), frames, hasAlpha: header.hasAlpha, header };
}

/** Its poster is the picture; who filmed it where is not even looked for. */
async function readVideo(path: string, format: VideoFormat): Promise<Source> {
  // Loading the reader takes a tenth of a second, which no image has to pay.
  const { readVideoHeader } = await import('../video/read-video.ts');
  const video = await readVideoHeader(path, format);
  return { path, format, ...video, frames: 1, hasAlpha: false, header: {} };
}

/** Upright by its container, so whatever the camera wrote of an orientation is of no use. */
async function readHeic(path: string): Promise<Source> {
  const header = await during('decode', () => readHeicHeader(path));
  refuseOtherCoding(header);
  const { width, height, hasAlpha, exif } = header;
  const shown = { space: 'srgb', ...(exif && { exif: Buffer.from(exif) }) } as const;
  return { path, format: 'heic', width, height, frames: 1, hasAlpha, header: shown };
}

/** The brands promise HEVC; the container may hold anything. */
function refuseOtherCoding({ coding }: HeicHeader): void {
  if (coding === 'hvc1') return;
  // Four characters out of the file, shown to whoever sent it.
  const decoded = coding === 'av01' ? contentTypes.avif : coding.replaceAll(/[^\w ]/g, '?');
  throw new AppError('MIME_MISMATCH', { sniffed: contentTypes.heic, decoded });
}

async function sniffFile(path: string): Promise<SourceFormat> {
  const { format, mime } = await sniff(await during('decode', () => readHead(path)));
  if (format) return format;
  throw new AppError('UNSUPPORTED_MEDIA_TYPE', {
    type: mime,
    by: 'Darkroom',
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
 * The bytes that we judge by and the decoder that libvips picked must mean the same. Every HEIF that libvips opens
 * here is AV1; the compression in the header only repeats the major brand, which may be a generic one.
 */
export function refuseMismatch(sniffed: NativeFormat, { format }: Pick<Metadata, 'format'>): void {
  const decoded = format === 'heif' ? 'avif' : format;
  if (decoded === sniffed) return;
  throw new AppError('MIME_MISMATCH', { sniffed: contentTypes[sniffed], decoded });
}

/** Pages of a TIFF and images of an AVIF are not frames: only the first is shown. */
const framesOf = (format: NativeFormat, { pages }: Metadata): number =>
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
