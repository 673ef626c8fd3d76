/** Programs of the system, by name. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * Four of them are used. `prlimit` makes an allocation beyond the limit fail inside the decoder, which then reports
 * an error, before the memory exists. `nice` starts a process polite: set afterwards, the priority would apply to its
 * first thread and not to the ones that render. `ffmpeg` takes the posters of videos, and `heif-enc` writes HEIC. Without one of them its rule is
 * missing or weaker, or its work is left out, and all else works.
 */
export function findTool(name: 'prlimit' | 'nice' | 'ffmpeg' | 'heif-enc'): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}
