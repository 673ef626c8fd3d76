/** A stream of what comes in its own time, such as over a connection. */
import { Readable } from 'node:stream';

/**
 * Unlike the one of `Readable.from`, its destruction does not wait for the chunk that is being waited for: `onDestroy`
 * runs at once, however the stream ends, and frees whatever the chunks come from.
 */
export function readableOf(chunks: AsyncIterator<Buffer>, onDestroy: () => void): Readable {
  return new Readable({
    read() {
      chunks.next().then(
        ({ done, value }) => this.push(done ? null : value),
        (error: Error) => this.destroy(error),
      );
    },
    destroy(error, callback) {
      onDestroy();
      callback(error);
    },
  });
}
