/** The words of pixels: what a source is, what may be asked for, and what came out. */

/** The images that libvips reads by itself. */
export const nativeFormats = ['jpeg', 'png', 'webp', 'avif', 'gif', 'tiff'] as const;
export type NativeFormat = (typeof nativeFormats)[number];

/** The images that Darkroom reads. */
export const imageFormats = [...nativeFormats, 'heic'] as const;

/** The videos that it keeps, and makes a poster of. */
export const videoFormats = ['mp4', 'mov', 'webm'] as const;
export type VideoFormat = (typeof videoFormats)[number];

/** What Darkroom takes, by content. */
export const sourceFormats = [...imageFormats, ...videoFormats] as const;
export type SourceFormat = (typeof sourceFormats)[number];

/** What Darkroom writes by itself. */
export const outputFormats = ['jpeg', 'webp', 'avif', 'png', 'gif'] as const;

/** And what it writes where the machine has an encoder for it. */
export const writtenFormats = [...outputFormats, 'heic'] as const;
export type OutputFormat = (typeof writtenFormats)[number];

export const contentTypes = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  avif: 'image/avif',
  gif: 'image/gif',
  tiff: 'image/tiff',
  heic: 'image/heic',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  webm: 'video/webm',
} as const satisfies Record<SourceFormat, string>;

/** Browsers announce a file by its name: what other names our types go by. */
const otherNames = new Map<string, string>([
  ['image/heif', contentTypes.heic],
  ['video/x-m4v', contentTypes.mp4],
]);

/** The name by which we know an announced type. */
export const properType = (announced: string): string => otherNames.get(announced) ?? announced;

export const isVideo = (format: SourceFormat): format is VideoFormat =>
  (videoFormats as readonly string[]).includes(format);

export const fits = ['cover', 'contain', 'inside', 'fill'] as const;
export type Fit = (typeof fits)[number];

export const gravities = [
  'center',
  'north',
  'northeast',
  'east',
  'southeast',
  'south',
  'southwest',
  'west',
  'northwest',
  'attention',
  'entropy',
] as const;
export type Gravity = (typeof gravities)[number];

/** Whether the crop depends on what the pixels show. */
export const looksForItself = (gravity: Gravity | FocalPoint): gravity is 'attention' | 'entropy' =>
  gravity === 'attention' || gravity === 'entropy';

/** A place in a picture as it is shown: 0..1 of its width and height, from the top left. */
export interface FocalPoint {
  readonly x: number;
  readonly y: number;
}

/** Output pixels of one rendition. Neither side: the size of the source. */
export interface Box {
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly fit: Fit;
}

/** What the pipeline is told. A focal point is one of the source, before an effect turns it. */
export interface Geometry extends Box {
  readonly gravity: Gravity | FocalPoint;
}

/** What can be said before there is an image: `focus` is the focal point of whichever it will be. */
export interface UnaimedGeometry extends Box {
  readonly gravity: Gravity | 'focus';
}

/** What is done to the picture besides bringing it to its size. */
export interface Effects {
  /** Degrees clockwise; then mirrored, `flip` top to bottom and `flop` left to right. */
  readonly rotate?: 90 | 180 | 270 | undefined;
  readonly flip?: boolean | undefined;
  readonly flop?: boolean | undefined;
  readonly gray?: boolean | undefined;
  /** Standard deviations of a Gauss, in pixels of the output. */
  readonly blur?: number | undefined;
  readonly sharpen?: number | undefined;
  /** Whether the background also lies behind formats that have alpha. */
  readonly opaque?: boolean | undefined;
  /** The first frame of an animation alone. */
  readonly still?: boolean | undefined;
}

/** One encoding of a geometry. */
export interface Encoding {
  readonly format: OutputFormat;
  /** 1..100; undefined takes the measured default of the format. */
  readonly quality?: number | undefined;
  /** The SSIM that the lowest sufficient quality is searched for, in a format that loses anything; excludes `quality`. */
  readonly autoQuality?: number | undefined;
  /** A lossy format is written at lower qualities until it is no larger than this, or hardly anything is left. */
  readonly maxBytes?: number | undefined;
}

/** Camera data that is safe to show: an allow-list, never position, serial numbers or names of people. */
export interface SafeMetadata {
  readonly cameraMake?: string;
  readonly cameraModel?: string;
  readonly lens?: string;
  /** As the camera wrote it, ISO 8601 without an invented zone. */
  readonly takenAt?: string;
  readonly exposureTime?: string;
  readonly fNumber?: number;
  readonly iso?: number;
  readonly focalLength?: number;
  readonly flash?: boolean;
  readonly orientation?: number;
  readonly colorSpace?: string;
  readonly density?: number;
}

/** What the header of a source says, read by the decoder that will render it. */
export interface SourceInfo {
  readonly format: SourceFormat;
  /** After orientation is applied. */
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  readonly hasAlpha: boolean;
  /** Of a video that says it. */
  readonly durationSeconds?: number | undefined;
  readonly metadata: SafeMetadata;
}

export interface Placeholder {
  /** Base64 of https://evanw.github.io/thumbhash/. */
  readonly thumbhash: string;
  /** A tiny data: URI image. */
  readonly dataUri: string;
  /** #rrggbb */
  readonly dominantColor: string;
}

/** A search for a quality. */
export interface QualitySearch {
  /** How often something was encoded, what came out included. */
  readonly encodes: number;
  /** Of what decided: of an animation its first frame, of a very large picture a smaller one. */
  readonly ssim: number;
}

export interface RenderedOutput {
  readonly encoding: Encoding;
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly quality: number;
  /** How the quality was found, where it was searched for. */
  readonly search?: QualitySearch | undefined;
  /** Milliseconds that the encoder and its share of the decode took. */
  readonly processingMs: number;
}

/**
 * Small renders that somebody waits for go on `express`; everything else on `bulk`, at a lower priority. What nobody waits
 * for at all goes on `background`: it takes a process of the bulk lane whenever nothing else wants one.
 */
export type Lane = 'express' | 'bulk' | 'background';

/** One decode, one geometry, any number of encodings, in this order. */
export interface RenderTask {
  /** A local file. */
  readonly path: string;
  /** As it is shown, where the file is a smaller copy: the geometry is planned by it. */
  readonly originalSize?: { readonly width: number; readonly height: number } | undefined;
  readonly geometry: Geometry;
  readonly encodings: readonly Encoding[];
  /** #rrggbb put behind transparent pixels where the format has no alpha. */
  readonly background: string;
  /** Default: none. */
  readonly effects?: Effects | undefined;
  /** Also computes the placeholder, before the first encoding. */
  readonly placeholder?: boolean;
}

/** One rendition to be judged instead of kept. */
export interface MeasureTask extends Pick<RenderTask, 'path' | 'geometry' | 'background' | 'effects'> {
  readonly encoding: Encoding;
}

/** A smaller copy to be made of a picture that does not move, for other renders to begin with. */
export interface ShrinkTask {
  readonly path: string;
  /** Where it is written: upright, in sRGB, as a TIFF without compression. */
  readonly to: string;
  /** Of the copy, the longest at most. */
  readonly side: number;
}

export interface ShrunkCopy {
  readonly byteSize: number;
}

/** How good a rendition is: what came out, against what the encoder was given. Of an animation, in its first frame. */
export interface Measurement {
  readonly ssim: number;
  /** Decibels, 100 at most. */
  readonly psnr: number;
  readonly rmse: number;
  /** The mean CIEDE2000 of all pixels. */
  readonly deltaE: number;
  readonly byteSize: number;
  readonly quality: number;
  /** The mean CIEDE2000 that the embedded colour profile makes; undefined without one. */
  readonly profileDeltaE?: number | undefined;
}

/** What a task hands over, one piece after the other. */
export type Product =
  | { readonly kind: 'placeholder'; readonly placeholder: Placeholder }
  | { readonly kind: 'output'; readonly output: RenderedOutput };

/**
 * Renders in child processes. `inspect`, `render`, `measure` and `shrink` reject with an AppError: IMAGE_CORRUPT, VIDEO_CORRUPT,
 * VIDEO_WITHOUT_PICTURE, MIME_MISMATCH, UNSUPPORTED_MEDIA_TYPE, IMAGE_TOO_LARGE, POSTER_UNAVAILABLE, POSTER_FAILED,
 * RENDER_TIMEOUT, RENDER_CRASHED, RENDER_FAILED, HEIC_UNAVAILABLE, or BUSY when the pool is closed or its queue is full; with the signal's reason when that is aborted; with what a callback threw.
 */
export interface RenderPool {
  /** Resolves when every child is warm; rejects when they cannot be started. Waiting for it is optional. */
  ready(): Promise<void>;
  /** Reads the header only; never decodes pixels. */
  inspect(path: string, signal?: AbortSignal): Promise<SourceInfo>;
  /** Calls back for each product as it is ready, in order and one at a time; resolves after the last. */
  render(
    task: RenderTask,
    options: {
      lane: Lane;
      onOutput: (output: RenderedOutput) => void | Promise<void>;
      onPlaceholder?: (placeholder: Placeholder) => void | Promise<void>;
      signal?: AbortSignal | undefined;
    },
  ): Promise<void>;
  /** Renders one rendition and says how good it is. Gives way to renders where there is a bulk lane. */
  measure(task: MeasureTask, options?: { signal?: AbortSignal | undefined }): Promise<Measurement>;
  /** Makes a smaller copy, on the express lane. What is there already of the file is the caller's to remove when it fails. */
  shrink(task: ShrinkTask, options?: { signal?: AbortSignal | undefined }): Promise<ShrunkCopy>;
  /** Process ids of the children, those of the express lane first, for tests and metrics. */
  pids(): number[];
  /** Kills the children; what runs or waits rejects with BUSY. */
  close(): Promise<void>;
}
