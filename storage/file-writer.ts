/**
 * Writes a stream to a file in large pieces, one piece being written while the next is gathered, and durably: it is
 * done when the bytes are on the device. Memory stays at two pieces however large the stream is, and the pieces get smaller
 * where many are written at once.
 */
import { onDisk } from './disk-fault.ts';

/** What is needed of a `FileHandle`. */
export interface WritableFile {
  writev(buffers: readonly Uint8Array[]): Promise<{ bytesWritten: number }>;
  sync(): Promise<void>;
  datasync(): Promise<void>;
}

/** A large piece is written more cheaply than many small ones; */
const largestPieceBytes = 1024 * 1024;
/** but each writer holds two of them, and all writers together no more than about twice this. */
const sharedBytes = 8 * 1024 * 1024;
const smallestPieceBytes = 64 * 1024;
/** Bounds the bookkeeping for a client that sends a byte at a time. */
const pieceChunks = 512;
/**
 * The device begins its work after this much, in the background: left to the final sync, a large file would first
 * fill the page cache and then make everybody wait.
 */
const syncBytes = 32 * 1024 * 1024;

/** Writers of this process that are at work. */
let writers = 0;

const pieceBytes = (): number =>
  Math.max(smallestPieceBytes, Math.min(largestPieceBytes, sharedBytes / writers));

export class FileWriter {
  readonly #file: WritableFile;
  #gathered: Uint8Array[] = [];
  #gatheredBytes = 0;
  #unsyncedBytes = 0;
  #writing: Promise<void> = Promise.resolve();
  #syncing: Promise<void> = Promise.resolve();
  #counted = true;

  constructor(file: WritableFile) {
    this.#file = file;
    writers += 1;
  }

  /** Takes a chunk; resolves at once unless a whole piece is still being written. */
  async add(chunk: Uint8Array): Promise<void> {
    this.#gathered.push(chunk);
    this.#gatheredBytes += chunk.byteLength;
    if (this.#gatheredBytes >= pieceBytes() || this.#gathered.length >= pieceChunks) await this.#flush();
  }

  /** Resolves when everything that was added is on the device. */
  async finish(): Promise<void> {
    await this.#flush();
    await this.#writing;
    await this.#syncing;
    await onDisk(() => this.#file.sync());
  }

  /** The end of every writer. Resolves when no call to the file is under way any more, so that it can be closed. */
  async settle(): Promise<void> {
    if (this.#counted) writers -= 1;
    this.#counted = false;
    await Promise.allSettled([this.#writing, this.#syncing]);
  }

  async #flush(): Promise<void> {
    await this.#writing;
    const piece = this.#gathered;
    this.#unsyncedBytes += this.#gatheredBytes;
    this.#gathered = [];
    this.#gatheredBytes = 0;
    this.#writing = awaitedLater(onDisk(() => writeWhole(this.#file, piece)));
    if (this.#unsyncedBytes >= syncBytes) await this.#syncSoon();
  }

  async #syncSoon(): Promise<void> {
    await this.#syncing;
    this.#unsyncedBytes = 0;
    this.#syncing = awaitedLater(onDisk(() => this.#file.datasync()));
  }
}

/** Its failure is seen by whoever awaits it next; until then it must not count as unhandled. */
function awaitedLater(work: Promise<void>): Promise<void> {
  work.catch(() => undefined);
  return work;
}

/** A write may be short, above all just before the disk is full, and only the next one tells. */
async function writeWhole(file: WritableFile, piece: readonly Uint8Array[]): Promise<void> {
  let rest = piece;
  while (rest.length > 0) {
    const { bytesWritten } = await file.writev(rest);
    rest = withoutFirst(rest, bytesWritten);
  }
}

function withoutFirst(piece: readonly Uint8Array[], bytes: number): readonly Uint8Array[] {
  let skip = bytes;
  let index = 0;
  for (const chunk of piece) {
    if (chunk.byteLength > skip) break;
    skip -= chunk.byteLength;
    index++;
  }
  const [first, ...others] = piece.slice(index);
  return first ? [first.subarray(skip), ...others] : [];
}
