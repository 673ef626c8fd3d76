/**
 * What the container of a video says: size, duration, whether there is a picture at all. Read by ranges and without
 * a decoder, in a render process, since the boxes are as untrusted as pixels.
 */
import {
  EncodedPacketSink,
  FilePathSource,
  Input,
  type InputFormat,
  type InputVideoTrack,
  Logging,
  LogLevel,
  MP4,
  QTFF,
  UnsupportedInputFormatError,
  WEBM,
} from 'mediabunny';
import { AppError, isAppError } from '../../platform/errors.ts';
import { faultOf } from '../pipeline/faults.ts';
import { contentTypes, type VideoFormat } from '../types.ts';

export interface VideoHeader {
  /** As it is shown: turned as the camera was held, in square pixels. */
  readonly width: number;
  readonly height: number;
  /** Undefined where the file says nothing that makes sense. */
  readonly durationSeconds: number | undefined;
}

// What it says of strange files belongs to whoever made them; that they are refused is in our log.
Logging.level = LogLevel.Silent;

const containers: Readonly<Record<VideoFormat, InputFormat>> = { mp4: MP4, mov: QTFF, webm: WEBM };

/** No codec has larger pictures; a container may say anything. */
const longestSide = 65_535;

/** @throws AppError MIME_MISMATCH, VIDEO_CORRUPT, VIDEO_WITHOUT_PICTURE, RENDER_CRASHED, RENDER_FAILED. */
export async function readVideoHeader(path: string, format: VideoFormat): Promise<VideoHeader> {
  // What goes wrong while nothing waits for it goes wrong again when it is asked for.
  const source = new FilePathSource(path, { handleUnhandledError: () => {} });
  const input = new Input({ source, formats: Object.values(containers) });
  try {
    await refuseMismatch(input, format);
    return await headerOf(input);
  } catch (error) {
    throw faultOfVideo(error);
  } finally {
    input.dispose();
  }
}

/** The bytes that we judged by and the reader that took them must mean the same. */
async function refuseMismatch(input: Input, format: VideoFormat): Promise<void> {
  const found = await input.getFormat();
  if (found === containers[format]) return;
  throw new AppError('MIME_MISMATCH', { sniffed: contentTypes[format], decoded: found.mimeType });
}

async function headerOf(input: Input): Promise<VideoHeader> {
  const track = await input.getPrimaryVideoTrack();
  if (!track) {
    // The list of tracks of an MP4 is often at its end, and then missing first.
    const { length } = await input.getTracks();
    throw new AppError(length === 0 ? 'VIDEO_CORRUPT' : 'VIDEO_WITHOUT_PICTURE');
  }
  const size = await sizeOf(track);
  // Where the last frame that the index names is there, those before it are.
  const last = await new EncodedPacketSink(track).getPacket(Infinity);
  if (!last) throw new AppError('VIDEO_CORRUPT');
  // Recorders that write as they go do not know it in time.
  const seconds = (await input.getDurationFromMetadata()) ?? last.timestamp + last.duration;
  return { ...size, durationSeconds: Number.isFinite(seconds) && seconds > 0 ? seconds : undefined };
}

async function sizeOf(track: InputVideoTrack): Promise<{ width: number; height: number }> {
  const width = Math.round(await track.getDisplayWidth());
  const height = Math.round(await track.getDisplayHeight());
  if ([width, height].every((side) => side >= 1 && side <= longestSide)) return { width, height };
  throw new AppError('VIDEO_CORRUPT');
}

function faultOfVideo(error: unknown): AppError {
  if (isAppError(error)) return error;
  const fault = faultOf(error, 'decode');
  const unreadable = error instanceof UnsupportedInputFormatError || fault.code === 'IMAGE_CORRUPT';
  return unreadable ? new AppError('VIDEO_CORRUPT', undefined, { cause: error }) : fault;
}
