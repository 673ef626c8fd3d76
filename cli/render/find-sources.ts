/** The files that a command line names: each by itself, and of a folder every image in it and below. */
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path';
import { imageFormats } from '../../media/types.ts';
import { AppError } from '../../platform/errors.ts';

export interface SourceFile {
  readonly path: string;
  /** Below the folder that was named; empty for a file. */
  readonly folder: string;
  readonly modifiedMs: number;
  readonly byteSize: number;
}

export interface FoundSources {
  readonly sources: readonly SourceFile[];
  /** What was named and cannot be read. */
  readonly faults: readonly { readonly path: string; readonly error: unknown }[];
}

/** Whatever else lies in a folder is passed over in silence; a file that is named is tried, whatever it is called. */
const endings: ReadonlySet<string> = new Set(
  [...imageFormats, 'jpg', 'tif', 'heif'].map((name) => `.${name}`),
);

/** Each file once, in the order of the paths. The folder of the output is no source, wherever it lies. */
export async function findSources(paths: readonly string[], out: string): Promise<FoundSources> {
  const sources = new Map<string, SourceFile>();
  const faults: { path: string; error: unknown }[] = [];
  const look = async (path: string, folder: string): Promise<void> => {
    const { mtimeMs, size } = await stat(path);
    if (!sources.has(resolve(path)))
      sources.set(resolve(path), { path, folder, modifiedMs: mtimeMs, byteSize: size });
  };
  for (const path of paths)
    try {
      if (!(await stat(path)).isDirectory()) await look(path, '');
      else for (const file of await imagesIn(path, out)) await look(file, relative(path, dirname(file)));
    } catch (cause) {
      const error = new AppError('INVALID_INPUT', { field: path, reason: 'it cannot be read' }, { cause });
      faults.push({ path, error });
    }
  return { sources: [...sources.values()], faults };
}

/** Links are not followed: one to a folder above would never end. */
async function imagesIn(folder: string, out: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && endings.has(extname(entry.name).toLowerCase()))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !resolve(path).startsWith(resolve(out) + sep))
    .sort();
}

/** The name without its ending. */
export const stemOf = (path: string): string => basename(path, extname(path));
