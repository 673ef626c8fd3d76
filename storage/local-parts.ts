/**
 * The parts of direct uploads to a directory. All parts of an upload are written into one file, each at its place, so
 * that completing a gigabyte is a hard link and not a second copy.
 *
 * A blob never changes, so nobody may write to the file once it is one: completing makes it read-only first, and whoever
 * still has it open sees that before the next piece.
 */
import { constants } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { chmod, type FileHandle, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError, isAppError } from '../platform/errors.ts';
import type { LocalParts, PartToWrite } from './client-writes.ts';
import { syncUpwards } from './disk-directories.ts';
import { hasCode, onDisk } from './disk-fault.ts';
import { FileWriter, type WritableFile } from './file-writer.ts';
import { discard, metered } from './metered.ts';

interface Options {
  /** Holds a folder for each upload. */
  readonly directory: string;
  /** Makes a finished file the blob under a key. @throws AppError BLOB_EXISTS. */
  readonly publish: (path: string, key: string) => Promise<void>;
}

export class LocalPartFiles implements LocalParts {
  readonly kind = 'local';
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  async writePart(uploadId: string, { offset, byteSize, body }: PartToWrite): Promise<{ etag: string }> {
    try {
      const file = await this.#open(uploadId);
      const writer = new FileWriter(at(offset, file));
      try {
        for await (const chunk of metered(body, { byteSize })) await writer.add(chunk);
        await writer.finish();
      } finally {
        await writer.settle();
        await file.close();
      }
      // Names this write, as an ETag has to. A hash of the bytes would tell nobody more, and costs what writing them does.
      return { etag: `"${randomUUID()}"` };
    } finally {
      discard(body);
    }
  }

  async *append(
    uploadId: string,
    { offset, body }: { offset: number; body: AsyncIterable<Uint8Array> },
  ): AsyncGenerator<number> {
    const file = await this.#open(uploadId);
    const writer = new FileWriter(at(offset, file));
    try {
      // A hole would be read as zeros, and nobody would know.
      if ((await onDisk(() => file.stat())).size < offset) throw new AppError('UPLOAD_EXPIRED');
      if (offset === 0)
        await onDisk(() => syncUpwards(this.#paths(uploadId).folder, dirname(this.#options.directory)));
      let [position, durable, since] = [offset, offset, performance.now()];
      for await (const chunk of body) {
        await writer.add(chunk);
        position += chunk.byteLength;
        if (position - durable < settleBytes && performance.now() - since < settleMs) continue;
        await writer.finish();
        yield position;
        [durable, since] = [position, performance.now()];
      }
      await writer.finish();
      yield position;
    } finally {
      await writer.settle();
      await file.close();
    }
  }

  async complete(uploadId: string, key: string): Promise<void> {
    const { folder, data } = this.#paths(uploadId);
    if (await exists(data)) {
      await onDisk(() => chmod(data, readOnly));
      await this.#options.publish(data, key).catch(unlessPublished);
    }
    await onDisk(() => rm(folder, { recursive: true, force: true }));
  }

  async abort(uploadId: string): Promise<void> {
    await onDisk(() => rm(this.#paths(uploadId).folder, { recursive: true, force: true }));
  }

  /** Removes what a crash left: parts that nobody has written to since the given moment. Says of how many uploads. */
  async sweep(untouchedSince: Date): Promise<number> {
    let removed = 0;
    for (const uploadId of (await readdir(this.#options.directory).catch(nothing)) ?? []) {
      const { folder, data } = this.#paths(uploadId);
      const found = (await stat(data).catch(nothing)) ?? (await stat(folder).catch(nothing));
      if (!found || found.mtime >= untouchedSince) continue;
      await rm(folder, { recursive: true, force: true });
      removed += 1;
    }
    return removed;
  }

  /** Neither truncates nor appends: other parts are being written to the same file. */
  async #open(uploadId: string): Promise<FileHandle> {
    const { folder, data } = this.#paths(uploadId);
    await onDisk(() => mkdir(folder, { recursive: true, mode: 0o700 }));
    return onDisk(() => open(data, createOrOpen, 0o600).catch(sealed));
  }

  #paths(uploadId: string) {
    const folder = join(this.#options.directory, uploadId);
    return { folder, data: join(folder, 'data') };
  }
}

/** What a crash may cost a client that is to send it again: each of them costs the device a sync. */
const [settleBytes, settleMs] = [32 * 1024 * 1024, 2_000];

const createOrOpen = constants.O_CREAT | constants.O_RDWR;

const readOnly = 0o400;
const writable = 0o200;

/** A file to the writer, which begins at an offset and stops at a file that was made read-only, or removed. */
function at(offset: number, file: FileHandle): WritableFile {
  let position = offset;
  return {
    async writev(buffers) {
      const { mode, nlink } = await file.stat();
      if (!(mode & writable) || nlink === 0) throw new AppError('UPLOAD_SEALED');
      const result = await file.writev(buffers, position);
      position += result.bytesWritten;
      return result;
    },
    sync: () => file.sync(),
    datasync: () => file.datasync(),
  };
}

/** Only root may open a read-only file to write to it; the first piece then finds out. */
function sealed(error: unknown): never {
  throw hasCode(error, 'EACCES') ? new AppError('UPLOAD_SEALED', undefined, { cause: error }) : error;
}

const exists = async (path: string): Promise<boolean> =>
  (await onDisk(() => stat(path).catch(nothing))) !== undefined;

/** An attempt before this one came as far as the link. */
function unlessPublished(error: unknown): void {
  if (!isAppError(error) || error.code !== 'BLOB_EXISTS') throw error;
}

function nothing(error: unknown): undefined {
  if (!hasCode(error, 'ENOENT')) throw error;
}
