/** The resident memory of another process, looked at often enough to see its peak. */
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const everyMs = 20;

/** Resident bytes; undefined where there is no `/proc`. */
async function residentBytes(pid: number): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
}

/** How far the process grows beyond its size of now while `work` runs. */
export async function growthDuring<T>(
  pid: number | undefined,
  work: () => Promise<T>,
): Promise<{ value: T; growth: number | undefined }> {
  const before = pid === undefined ? undefined : await residentBytes(pid);
  if (pid === undefined || before === undefined) return { value: await work(), growth: undefined };
  let peak = before;
  const over = new AbortController();
  const watching = (async () => {
    while (!over.signal.aborted) {
      peak = Math.max(peak, (await residentBytes(pid)) ?? 0);
      await sleep(everyMs);
    }
  })();
  try {
    return { value: await work(), growth: peak - before };
  } finally {
    over.abort();
    await watching;
  }
}
