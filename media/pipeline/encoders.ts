/**
 * How each format is written. The settings are the Pareto front of time, bytes and SSIM at every size on the photos
 * that were measured (`bench/`): better compression costs several times the time for a few per cent of the bytes.
 */
import type { Sharp } from 'sharp';
import type { Size } from '../geometry.ts';
import type { Encoding, OutputFormat } from '../types.ts';

interface Encoder {
  /** Used when the request names none. */
  readonly quality: number;
  /** The longest side that the format or its encoder can express. */
  readonly maxSide: number;
  readonly hasAlpha: boolean;
  /** Whether a lower quality makes it smaller. */
  readonly isLossy: boolean;
  readonly animates: boolean;
  readonly apply: (image: Sharp, quality: number, size: Size) => Sharp;
}

const encoders: Readonly<Record<OutputFormat, Encoder>> = {
  jpeg: {
    quality: 80,
    maxSide: 65_535,
    hasAlpha: false,
    isLossy: true,
    animates: false,
    apply: (image, quality, size) => image.jpeg({ quality, progressive: arrivesSlowly(size) }),
  },
  webp: {
    quality: 80,
    maxSide: 16_383,
    hasAlpha: true,
    isLossy: true,
    animates: true,
    apply: (image, quality) => image.webp({ quality, effort: 2 }),
  },
  avif: {
    quality: 60,
    maxSide: 16_384,
    hasAlpha: true,
    isLossy: true,
    animates: false,
    apply: (image, quality) => image.avif({ quality, effort: 0, chromaSubsampling: '4:2:0' }),
  },
  png: {
    quality: 100,
    maxSide: 65_535,
    hasAlpha: true,
    isLossy: false,
    animates: false,
    // Below 100 the colours are quantised to a palette; at 100 nothing is lost, and filtering makes a photo a third
    // smaller (and a drawing, which is small anyhow, a sixth larger).
    apply: (image, quality) =>
      image.png(quality < 100 ? { palette: true, quality } : { adaptiveFiltering: true }),
  },
  heic: {
    // What heif-enc takes when nobody says anything.
    quality: 50,
    // The most that a level of HEVC allows.
    maxSide: 8_192,
    hasAlpha: true,
    isLossy: true,
    animates: false,
    // What heif-enc is given, see `writeHeic`: nothing is lost, and nobody waits for it to be small.
    apply: (image) => image.png({ compressionLevel: 0 }),
  },
  gif: {
    quality: 100,
    maxSide: 65_535,
    hasAlpha: true,
    isLossy: false,
    animates: true,
    apply: (image) => image.gif({ effort: 3 }),
  },
};

export const encoderOf = (format: OutputFormat): Encoder => encoders[format];

export const qualityOf = ({ format, quality }: Encoding): number => quality ?? encoders[format].quality;

/**
 * Progressive JPEG takes 1.2–1.35 × the time and saves 2 %: worth it only where a person watches the picture
 * arrive, which nobody does with a thumbnail.
 */
const arrivesSlowly = ({ width, height }: Size): boolean => width * height > 512 * 512;
