/**
 * The memory limit where the operating system cannot be asked for one: a process that holds too much kills itself.
 * The decoders work in threads of their own, so the timer runs while they do.
 */

const checkEveryMs = 20;

/** @param limit resident bytes; NaN when the process runs under a limit of the system. */
export function watchMemory(limit: number): void {
  if (!(limit > 0)) return;
  setInterval(() => {
    if (process.memoryUsage.rss() > limit) process.kill(process.pid, 'SIGKILL');
  }, checkEveryMs).unref();
}
