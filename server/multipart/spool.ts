/**
 * A temporary file that grows at its end while others read it. It has no name from the moment it is open, so
 * nobody else can open it and nothing is left behind, not even by a process that is killed.
 */
import { randomUUID } from 'node:crypto';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../platform/errors.ts';

/** As much as one read of a socket brings. */
const chunkBytes = 64 * 1024;

export class Spool {
  readonly #handle: FileHandle;
  #size = 0;

  private constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  /** @throws AppError STORAGE_UNAVAILABLE when there is no such directory or no room. */
  static async open(directory: string): Promise<Spool> {
    const path = join(directory, `darkroom-upload-${randomUUID()}`);
    return orUnavailable(async () => {
      const handle = await open(path, 'wx+', 0o600);
      await unlink(path);
      return new Spool(handle);
    });
  }

  get size(): number {
    return this.#size;
  }

  async append(chunk: Buffer): Promise<void> {
    await orUnavailable(async () => {
      for (let done = 0; done < chunk.length;) {
        const { bytesWritten } = await this.#handle.write(
          chunk,
          done,
          chunk.length - done,
          this.#size + done,
        );
        done += bytesWritten;
      }
    });
    this.#size += chunk.length;
  }

  /** Answers some of what follows the position; nothing at the end. */
  async read(position: number): Promise<Buffer> {
    const buffer = Buffer.allocUnsafe(Math.min(chunkBytes, this.#size - position));
    const { bytesRead } = await orUnavailable(() => this.#handle.read(buffer, 0, buffer.length, position));
    return buffer.subarray(0, bytesRead);
  }

  /** Waits for what is under way. */
  async close(): Promise<void> {
    await this.#handle.close();
  }
}

async function orUnavailable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new AppError('STORAGE_UNAVAILABLE', undefined, { cause });
  }
}
