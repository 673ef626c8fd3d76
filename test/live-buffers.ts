import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/**
 * How much memory buffers take that somebody still holds. Up to `enough`, what waits for the collector may be among
 * it: in a process that has run many suites a collection takes seconds, so there is none unless it matters.
 */
export function liveBuffers(enough = 0): number {
  const { arrayBuffers } = process.memoryUsage();
  if (arrayBuffers <= enough) return arrayBuffers;
  collect();
  return process.memoryUsage().arrayBuffers;
}
