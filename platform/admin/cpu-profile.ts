/** Where a process spends its time, by the profiler of V8. */
import { Session } from 'node:inspector/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** As JSON, a file that Chrome's developer tools open. Aborting ends it early, and rejects. */
export async function cpuProfile(seconds: number, signal: AbortSignal): Promise<string> {
  const session = new Session();
  session.connect();
  try {
    await session.post('Profiler.enable');
    await session.post('Profiler.start');
    await sleep(seconds * 1_000, undefined, { signal });
    const { profile } = await session.post('Profiler.stop');
    return JSON.stringify(profile);
  } finally {
    // Ends a profile that was not fetched, too.
    session.disconnect();
  }
}
