/** What libvips is given to decode: the file itself, or, where it has no codec for it, what another decoder made of it. */
import { decodeHeic } from '../heic/read-heic.ts';
import { isVideo } from '../types.ts';
import { makePoster } from '../video/poster.ts';
import { during } from './faults.ts';
import type { Source } from './source.ts';

/** A path, or a whole file in memory. */
export type Decodable = string | Uint8Array;

/** Programs that may be on this machine or not, by their paths. */
export interface Tools {
  readonly ffmpeg?: string | undefined;
  readonly heifEnc?: string | undefined;
}

/** Once for each task, whose encodings share it. @throws AppError IMAGE_CORRUPT, RENDER_CRASHED, POSTER_…. */
export async function decodable(source: Source, { ffmpeg }: Tools): Promise<Decodable> {
  const { path, format } = source;
  if (isVideo(format)) return makePoster({ ...source, format, ffmpeg });
  return format === 'heic' ? during('decode', () => decodeHeic(path)) : path;
}
