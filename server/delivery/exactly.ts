/** Passes on as many bytes as were announced, and turns any other number into an error. */
import { Transform } from 'node:stream';

/**
 * A body that ends early would look whole to nobody who waits for Content-Length, and hang; one that goes on would
 * be read as the beginning of the next response.
 */
export function exactly(byteSize: number): Transform {
  let left = byteSize;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      left -= chunk.length;
      if (left < 0) done(new Error('The blob is longer than announced.'));
      else done(null, chunk);
    },
    flush(done) {
      done(left > 0 ? new Error(`The blob ended ${left} bytes early.`) : null);
    },
  });
}
