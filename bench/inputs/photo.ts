/** The photo that everything is measured with: the project's own where it lies beside the clone, else an equal one. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { photo } from '../../media/fixtures/photo.ts';

const corpus = fileURLToPath(new URL('../../../../shared/corpus/photo-2725x2225.jpg', import.meta.url));

export interface Photo {
  readonly path: string;
  readonly data: Buffer;
}

/** @param folder where it is put for the bare processes, on the disk that the product writes to as well. */
export async function providePhoto(folder: string): Promise<Photo> {
  const data = await readFile(corpus).catch(() => photo({ width: 2725, height: 2225 }));
  const path = join(folder, 'photo.jpg');
  await writeFile(path, data);
  return { path, data };
}

/** The same as a picture of 12 megapixels, in a format that a decoder reads whole or not at all. */
export async function enlargedPhoto({ path, data }: Photo, format: 'png' | 'avif'): Promise<Photo> {
  const large = sharp(data).autoOrient().resize(4_000, 3_000, { fit: 'cover' });
  const written = format === 'png' ? large.png({ compressionLevel: 3 }) : large.avif({ effort: 0 });
  const to = `${path}.${format}`;
  const enlarged = await written.toBuffer();
  await writeFile(to, enlarged);
  return { path: to, data: enlarged };
}
