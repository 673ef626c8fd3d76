/**
 * The picture that stands for a video: one frame, taken by ffmpeg where it is installed. The program is told what to
 * read as if the file were hostile, because it may be: which container, which codecs, nothing but this file, and no
 * more time and output than one frame needs.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { AppError } from '../../platform/errors.ts';
import type { VideoFormat } from '../types.ts';

export interface PosterOptions {
  readonly path: string;
  readonly format: VideoFormat;
  /** The poster's, as it is shown. */
  readonly width: number;
  readonly height: number;
  readonly durationSeconds?: number | undefined;
  /** Where ffmpeg is; undefined: nowhere. */
  readonly ffmpeg: string | undefined;
  /** Default: twenty. */
  readonly timeoutSeconds?: number;
}

/** A frame takes a tenth of a second; a large one after a bad seek some seconds. */
const defaultSeconds = 20;

/** What a TIFF needs beside its pixels, with plenty to spare. */
const envelopeBytes = 1024 * 1024;

/** The demuxers by name, so that no file chooses one that opens others (playlists, concatenations, scripts). */
const demuxers: Readonly<Record<VideoFormat, string>> = { mp4: 'mov', mov: 'mov', webm: 'matroska' };

/** What phones, cameras and browsers write. */
const codecs = [
  'h264',
  'hevc',
  'av1',
  'libdav1d',
  'libaom-av1',
  'vp8',
  'vp9',
  'libvpx',
  'libvpx-vp9',
  'mpeg4',
  'mjpeg',
  'prores',
];

/** An uncompressed TIFF. @throws AppError POSTER_UNAVAILABLE, POSTER_FAILED. */
export async function makePoster({ ffmpeg, ...options }: PosterOptions): Promise<Buffer> {
  if (ffmpeg === undefined) throw new AppError('POSTER_UNAVAILABLE');
  const until = performance.now() + (options.timeoutSeconds ?? defaultSeconds) * 1000;
  const maxBytes = options.width * options.height * 3 + envelopeBytes;
  for (const second of secondsToTry(options.durationSeconds)) {
    const frame = await run(ffmpeg, argumentsFor(options, second), { until, maxBytes });
    if (frame.length > 0) return frame;
  }
  throw new AppError('POSTER_FAILED', { reason: 'no frame of it can be decoded' });
}

/** Films often begin black; a damaged index may lead nowhere but to the beginning. */
function secondsToTry(duration = 0): number[] {
  const early = Math.min(3, duration / 10);
  return early > 0 ? [early, 0] : [0];
}

function argumentsFor({ path, format, width, height }: Omit<PosterOptions, 'ffmpeg'>, second: number) {
  const globally = ['-nostdin', '-hide_banner', '-v', 'error', '-timelimit', String(defaultSeconds)];
  const reading = ['-protocol_whitelist', 'file', '-codec_whitelist', codecs.join(','), '-threads', '1'];
  const input = ['-f', demuxers[format], '-ss', second.toFixed(3), '-i', `file:${path}`];
  const picture = ['-map', '0:V:0', '-frames:v', '1', '-vf', `scale=${width}:${height}`];
  const output = ['-c:v', 'tiff', '-compression_algo', 'raw', '-pix_fmt', 'rgb24', '-threads', '1'];
  return [...globally, ...reading, ...input, ...picture, ...output, '-f', 'image2pipe', 'pipe:1'];
}

interface Bounds {
  /** By `performance.now()`. */
  readonly until: number;
  readonly maxBytes: number;
}

/** What the program writes; nothing when it fails. */
async function run(program: string, args: string[], { until, maxBytes }: Bounds): Promise<Buffer> {
  // In a group of its own, so that whatever it starts ends with it.
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'], detached: true });
  let stopped: AppError | undefined;
  const stop = (reason: string): void => {
    stopped ??= new AppError('POSTER_FAILED', { reason });
    killGroup(child.pid);
  };
  const timer = setTimeout(
    () => stop('a frame of it could not be decoded in time'),
    until - performance.now(),
  );
  const chunks: Buffer[] = [];
  let length = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > maxBytes) return stop('its frame is larger than it says');
    chunks.push(chunk);
  });
  try {
    // Rejects when it cannot be started.
    const [code] = (await once(child, 'close')) as [number | null];
    if (stopped) throw stopped;
    return code === 0 ? Buffer.concat(chunks) : Buffer.alloc(0);
  } catch (error) {
    if (error === stopped) throw error;
    throw new AppError('POSTER_FAILED', { reason: 'ffmpeg cannot be started' }, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
