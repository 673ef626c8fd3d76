/** Local copies of blobs for those who can only read files; they last as long as their use. */
import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { inDirectory } from './disk-directories.ts';
import { onDisk } from './disk-fault.ts';
import { sweepFiles } from './sweep-files.ts';

export class Scratch {
  readonly #directory: string;

  /** Works in a folder of its own below the given one, which may be the system's and full of others' files. */
  constructor(parent: string) {
    this.#directory = join(parent, 'darkroom-scratch');
  }

  /** Calls `use` with the path of a copy that nobody else may read, and removes the copy whatever happens. */
  async withCopy<T>(open: () => Promise<Readable>, use: (path: string) => Promise<T>): Promise<T> {
    const path = join(this.#directory, randomUUID());
    try {
      const make = () => writeFile(path, '', { flag: 'wx', mode: 0o600 });
      await onDisk(() => inDirectory(this.#directory, make));
      const body = await open();
      // An error of the body is one of the error table and passes through; any other is the disk's.
      await onDisk(() => writeFile(path, body));
      return await use(path);
    } finally {
      await onDisk(() => rm(path, { force: true }));
    }
  }

  /** Removes the copies of crashed processes that nobody has written to since. */
  async sweep(olderThan: Date): Promise<number> {
    return onDisk(() => sweepFiles(this.#directory, olderThan));
  }
}
