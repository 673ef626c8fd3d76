/** The header of a source, with the camera data that may be shown. */
import { readSafeMetadata } from '../exif.ts';
import type { SourceInfo } from '../types.ts';
import { readSource } from './source.ts';

/** Never decodes pixels, whatever the header promises. */
export async function inspect(path: string): Promise<SourceInfo> {
  const source = await readSource(path);
  const { format, width, height, frames, hasAlpha, durationSeconds, header } = source;
  return {
    format,
    width,
    height,
    frames,
    hasAlpha,
    ...(durationSeconds !== undefined && { durationSeconds }),
    metadata: await readSafeMetadata(source, header),
  };
}
