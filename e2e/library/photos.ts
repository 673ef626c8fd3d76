/** Files as they lie on a visitor's disk: their dates stay the same, by which a page knows them again. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { jpeg, picture } from '../fixtures/pictures.ts';
import type { Stack } from '../stack.ts';

export type Photos = Readonly<Record<'small' | 'medium' | 'large' | 'text', string>>;

/** One for each way in: in a form, in one request to the storage, and in three parts. */
export async function writePhotos({ folder }: Stack, name: string): Promise<Photos> {
  const home = join(folder, 'photos', name);
  await mkdir(home, { recursive: true });
  const files = {
    'small.jpg': await jpeg({ width: 800, height: 600 }),
    'medium.tiff': await tiff(1_100, 900),
    'large.tiff': await tiff(2_800, 2_400),
    'text.jpg': Buffer.from('no picture at all'),
  };
  for (const [file, bytes] of Object.entries(files)) await writeFile(join(home, file), bytes);
  const path = (file: keyof typeof files) => join(home, file);
  return {
    small: path('small.jpg'),
    medium: path('medium.tiff'),
    large: path('large.tiff'),
    text: path('text.jpg'),
  };
}

/** Three bytes for each pixel. */
const tiff = (width: number, height: number): Promise<Buffer> =>
  picture({ width: 200, height: 150 })
    .resize(width, height, { kernel: 'nearest', fit: 'fill' })
    .tiff({ compression: 'none' })
    .toBuffer();
