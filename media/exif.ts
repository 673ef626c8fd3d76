/**
 * The camera data that is safe to show. An allow-list: position, serial numbers, names of people and free text never
 * leave this file, and XMP, IPTC and maker notes are not even parsed.
 */
import { readFile, stat } from 'node:fs/promises';
import exifr from 'exifr';
import type { Metadata } from 'sharp';
import { isPlausibleTiff } from './tiff-directory.ts';
import type { SafeMetadata, SourceFormat } from './types.ts';

type Tags = Readonly<Record<string, unknown>>;

/** Reads what is on the list; camera data that is damaged or strange is no data, and never refuses an image. */
export async function readSafeMetadata(
  source: { readonly path: string; readonly format: SourceFormat },
  header: Partial<Pick<Metadata, 'exif' | 'orientation' | 'space' | 'density'>>,
): Promise<SafeMetadata> {
  const tags = await readTags(source, header);
  return defined({
    cameraMake: shortText(tags['Make']),
    cameraModel: shortText(tags['Model']),
    lens: shortText(tags['LensModel']),
    takenAt: localTime(tags['DateTimeOriginal']),
    exposureTime: exposure(tags['ExposureTime']),
    fNumber: positive(tags['FNumber']),
    iso: positive(first(tags['ISO'])),
    focalLength: positive(tags['FocalLength']),
    // Bit 0 says whether it fired; the others are about modes and red eyes.
    flash: typeof tags['Flash'] === 'number' ? (tags['Flash'] & 1) === 1 : undefined,
    orientation: header.orientation,
    colorSpace: header.space,
    density: positive(header.density),
  });
}

const allowed = [
  'Make',
  'Model',
  'LensModel',
  'DateTimeOriginal',
  'ExposureTime',
  'FNumber',
  'ISO',
  'FocalLength',
  'Flash',
];

const options = {
  tiff: true,
  ifd0: { pick: allowed },
  exif: { pick: allowed },
  gps: false,
  xmp: false,
  iptc: false,
  icc: false,
  jfif: false,
  ihdr: false,
  makerNote: false,
  userComment: false,
  translateValues: false,
  reviveValues: false,
} as const;

/**
 * From the decoder's own EXIF block, which it finds in every container (exifr alone knows neither WebP nor AVIF).
 */
async function readTags(
  source: { path: string; format: SourceFormat },
  header: Pick<Metadata, 'exif'>,
): Promise<Tags> {
  try {
    const tiff = source.format === 'tiff' ? await readTiff(source.path) : withoutPrefix(header.exif);
    if (!tiff || !isPlausibleTiff(tiff)) return {};
    // oxlint-disable-next-line import/no-named-as-default-member -- Node sees only the default of this CommonJS file
    return ((await exifr.parse(tiff, options)) as Tags | undefined) ?? {};
  } catch {
    return {};
  }
}

/** In a TIFF the tags are the file itself; one that is larger than any camera's is a scan, and has none. */
async function readTiff(path: string): Promise<Buffer | undefined> {
  const { size } = await stat(path);
  return size <= 64 * 1024 * 1024 ? readFile(path) : undefined;
}

/** JPEG, WebP and AVIF put a signature before the TIFF structure; PNG does not. */
const withoutPrefix = (exif: Buffer | undefined): Buffer | undefined =>
  exif?.toString('latin1', 0, 4) === 'Exif' ? exif.subarray(6) : exif;

/** Makers are not people, but the field is free text: short, printable, one line. */
function shortText(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  return (
    value
      .replaceAll(/[\p{C}\s]+/gu, ' ')
      .trim()
      .slice(0, 64) || undefined
  );
}

/** `2020:01:02 03:04:05` as ISO 8601; the zone is unknown, or would say where the picture was taken. */
function localTime(value: unknown): string | undefined {
  const parts = typeof value === 'string' ? /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(value) : null;
  if (!parts || parts[1] === '0000') return undefined;
  return `${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}`;
}

/** As photographers write it: 1/250, 0.8, 30. */
function exposure(value: unknown): string | undefined {
  const seconds = positive(value);
  if (seconds === undefined) return undefined;
  return seconds < 0.5 ? `1/${Math.round(1 / seconds)}` : String(Math.round(seconds * 10) / 10);
}

function positive(value: unknown): number | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value) || value <= 0) return undefined;
  return Math.round(value * 100_000) / 100_000;
}

const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value);

/** Without the keys that have no value. */
function defined<T extends object>(
  object: T,
): { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
} {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as ReturnType<
    typeof defined<T>
  >;
}
