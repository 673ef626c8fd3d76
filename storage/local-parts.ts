/**
 * The parts of direct uploads to a directory. All parts of an upload are written into one file, each at its place, so
 * that completing a gigabyte is a hard link and not a second copy.
 *
 * A blob never changes, so nobody may write to the file once it is one: completing puts a seal beside it first, and
 * whoever still writes finds it before the next piece.
 */
import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
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
    const { folder, data, seal } = this.#paths(uploadId);
    try {
      await onDisk(() => mkdir(folder, { recursive: true, mode: 0o700 }));
      if (await exists(seal)) throw new AppError('UPLOAD_SEALED');
      // Neither truncates nor appends: other parts are being written to the same file.
      const file = await onDisk(() => open(data, createOrOpen, 0o600));
      const writer = new FileWriter(at(offset, file, { data, seal }));
      let checksum = 0;
      try {
        for await (const chunk of metered(body, { byteSize })) {
          checksum = crc32(chunk, checksum);
          await writer.add(chunk);
        }
        await writer.finish();
      } finally {
        await writer.settle();
        await file.close();
      }
      return { etag: `"${checksum.toString(16).padStart(8, '0')}-${byteSize}"` };
    } finally {
      discard(body);
    }
  }

  async *append(
    uploadId: string,
    { offset, body }: { offset: number; body: AsyncIterable<Uint8Array> },
  ): AsyncGenerator<number> {
    const { folder, data, seal } = this.#paths(uploadId);
    await onDisk(() => mkdir(folder, { recursive: true, mode: 0o700 }));
    if (await exists(seal)) throw new AppError('UPLOAD_SEALED');
    const file = await onDisk(() => open(data, createOrOpen, 0o600));
    const writer = new FileWriter(at(offset, file, { data, seal }));
    try {
      // A hole would be read as zeros, and nobody would know.
      if ((await onDisk(() => file.stat())).size < offset) throw new AppError('UPLOAD_EXPIRED');
      if (offset === 0) await onDisk(() => syncUpwards(folder, dirname(this.#options.directory)));
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
    const { folder, data, seal } = this.#paths(uploadId);
    if (await exists(data)) {
      await onDisk(() => writeFile(seal, '', { mode: 0o600 }));
      await this.#options.publish(data, key).catch(unlessPublished);
      // Before the seal, so that there is no moment without either.
      await onDisk(() => rm(data, { force: true }));
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

  #paths(uploadId: string) {
    const folder = join(this.#options.directory, uploadId);
    return { folder, data: join(folder, 'data'), seal: join(folder, 'sealed') };
  }
}

/** What a crash may cost a client that is to send it again: each of them costs the device a sync. */
const [settleBytes, settleMs] = [32 * 1024 * 1024, 2_000];

const createOrOpen = constants.O_CREAT | constants.O_RDWR;

/** A file to the writer, which begins at an offset and stops at the seal. */
function at(offset: number, file: FileHandle, paths: Paths): WritableFile {
  let position = offset;
  return {
    async writev(buffers) {
      await refuseSealed(file, paths);
      const result = await file.writev(buffers, position);
      position += result.bytesWritten;
      return result;
    },
    sync: () => file.sync(),
    datasync: () => file.datasync(),
  };
}

interface Paths {
  readonly data: string;
  readonly seal: string;
}

/** The seal first: when that is gone again, so is the file that was sealed. */
async function refuseSealed(file: FileHandle, { data, seal }: Paths): Promise<void> {
  const sealed = await exists(seal);
  const named = await onDisk(() => stat(data).catch(nothing));
  const { ino } = await onDisk(() => file.stat());
  if (sealed || named?.ino !== ino) throw new AppError('UPLOAD_SEALED');
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
