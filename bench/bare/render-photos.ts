/** The entry of a process that does with photos what the pipeline does, and nothing else. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renderEach, sizings } from './settings.ts';
import { tell, whenAsked } from './tell.ts';

export interface RenderQuestion {
  readonly photo: string;
  readonly photos: number;
  readonly folder: string;
}

whenAsked(async (question) => {
  const { photo, photos, folder } = question as RenderQuestion;
  await mkdir(folder, { recursive: true });
  for (let number = 0; number < photos; number += 1) {
    for (const sizing of sizings)
      await renderEach(photo, sizing, (format, data) =>
        writeFile(join(folder, `${number}-${sizing.name}.${format}`), data),
      );
  }
  return { photos };
});
tell({ ready: true });
