/** How much memory buffers take that somebody still holds: what only waits for the collector is collected first. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

export function liveBuffers(): number {
  collect();
  return process.memoryUsage().arrayBuffers;
}
