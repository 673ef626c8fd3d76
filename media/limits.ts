/**
 * Whether a source is within the budget of its profile, judged by its header alone, before a pixel is decoded.
 */
import { AppError } from '../platform/errors.ts';
import { contentTypes, type SourceInfo } from './types.ts';

export interface SourceLimits {
  /** The profile's name, for the message. */
  readonly profile: string;
  readonly minWidth: number;
  readonly minHeight: number;
  readonly maxPixels: number;
  /** AVIF has its own, smaller budget: its decoder holds several copies of the whole picture at once. */
  readonly maxAvifPixels: number;
  readonly maxFrames: number;
  /** Σ width × height × frames. */
  readonly maxTotalPixels: number;
}

/** @throws AppError IMAGE_TOO_SMALL, IMAGE_TOO_LARGE or TOO_MANY_FRAMES. */
export function checkLimits(source: SourceInfo, limits: SourceLimits): void {
  refuseTooSmall(source, limits);
  refuseTooLarge(source, limits);
  refuseTooManyFrames(source, limits);
}

function refuseTooSmall({ width, height }: SourceInfo, { minWidth, minHeight }: SourceLimits): void {
  if (width >= minWidth && height >= minHeight) return;
  throw new AppError('IMAGE_TOO_SMALL', { width, height, minWidth, minHeight });
}

function refuseTooLarge({ format, width, height }: SourceInfo, limits: SourceLimits): void {
  const pixels = width * height;
  const limit = format === 'avif' ? Math.min(limits.maxAvifPixels, limits.maxPixels) : limits.maxPixels;
  if (pixels <= limit) return;
  throw new AppError('IMAGE_TOO_LARGE', {
    pixels,
    limit,
    type: contentTypes[format],
    by: `profile ${limits.profile}`,
  });
}

function refuseTooManyFrames({ width, height, frames }: SourceInfo, limits: SourceLimits): void {
  const pixels = width * height * frames;
  // A still is judged by its own budget only, so that a profile may allow stills larger than its animations.
  if (frames <= 1 || (frames <= limits.maxFrames && pixels <= limits.maxTotalPixels)) return;
  throw new AppError('TOO_MANY_FRAMES', {
    frames,
    pixels,
    maxFrames: limits.maxFrames,
    maxPixels: limits.maxTotalPixels,
  });
}
