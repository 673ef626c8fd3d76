/** What libvips is given to decode: the file itself, or, where it has no codec for it, what another decoder made of it. */
import { decodeHeic } from '../heic/read-heic.ts';
import { during } from './faults.ts';
import type { Source } from './source.ts';

/** A path, or a whole file in memory. */
export type Decodable = string | Uint8Array;

/** Once for each task, whose encodings share it. @throws AppError IMAGE_CORRUPT, RENDER_CRASHED. */
export async function decodable({ path, format }: Source): Promise<Decodable> {
  return format === 'heic' ? during('decode', () => decodeHeic(path)) : path;
}
