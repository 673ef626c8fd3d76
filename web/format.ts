/** Numbers and times as people read them, in the language of the browser. */

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** 1234567 as 1.2 MB. */
export function formatBytes(bytes: number): string {
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return new Intl.NumberFormat(undefined, {
    style: 'unit',
    unit: units[power] ?? 'byte',
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: power === 0 ? 0 : 1,
  }).format(bytes / 1_000 ** power);
}

export const formatNumber = (value: number): string => new Intl.NumberFormat().format(value);

/** 0.254 as 25 %. */
export const formatPercent = (share: number): string =>
  new Intl.NumberFormat(undefined, { style: 'percent' }).format(share);

export const formatTime = (isoTime: string): string =>
  new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(isoTime));

/** 75.4 as 1:15. */
export const formatDuration = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

/** 1 image, 1,200 images. */
export const formatImageCount = (count: number): string =>
  `${formatNumber(count)} ${count === 1 ? 'image' : 'images'}`;

/** A day as an input has it, 2026-11-23, in words. */
export const formatDay = (day: string): string =>
  new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(day));

/** 200 as 3 min: as exact as somebody who waits wants it. */
export function formatWait(seconds: number): string {
  const [unit, length] = waits.find(([, length]) => seconds >= length) ?? ['second', 1];
  return new Intl.NumberFormat(undefined, { style: 'unit', unit, unitDisplay: 'short' }).format(
    Math.max(1, Math.round(seconds / length)),
  );
}

const waits = [
  ['hour', 3_600],
  ['minute', 60],
] as const;
