/** The SHA-256 of a file, in hexadecimal. */
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';

const pieceBytes = 1024 * 1024;

/**
 * Hashes one piece while the next is read. Both buffers serve again and again: a stream takes a new one for each
 * piece, and of a large file collecting them costs as much as the hash.
 */
export async function digestOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const hash = createHash('sha256');
    const buffers = [Buffer.allocUnsafe(pieceBytes), Buffer.allocUnsafe(pieceBytes)] as const;
    let reading = file.read(buffers[0]);
    for (let turn = 1; ; turn = 1 - turn) {
      const { bytesRead, buffer } = await reading;
      if (bytesRead === 0) return hash.digest('hex');
      reading = file.read(buffers[turn] ?? buffers[0]);
      hash.update(buffer.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}
