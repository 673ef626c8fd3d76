/** Why a picture cannot be rendered. */
import { type ErrorRow, row } from './row.ts';

export const renderingErrors = {
  RENDER_TIMEOUT: row('unprocessable', 'Rendering took longer than {seconds} seconds and was stopped.', true),
  RENDER_CRASHED: row('unprocessable', 'The decoder crashed or ran out of memory on this image.', true),
  RENDER_FAILED: row('unprocessable', 'The image could not be rendered: {reason}.', true),
  POSTER_UNAVAILABLE: row(
    'unprocessable',
    'The video has no pictures: ffmpeg, which makes them, is not installed where it was processed.',
  ),
  POSTER_FAILED: row('unprocessable', 'The video has no pictures: {reason}.'),
  HEIC_UNAVAILABLE: row(
    'unprocessable',
    'HEIC is not written here: heif-enc, which makes it, is not installed where it was to be rendered (on Debian: apt-get install libheif-examples). Ask for AVIF, WebP or JPEG.',
  ),
  VARIANT_NOT_READY: row('unavailable', 'The variant is still being made: ask again shortly.', true),
} as const satisfies Record<string, ErrorRow>;
