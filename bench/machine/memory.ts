/** The resident memory of other processes, looked at often enough to see a peak. */
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { childrenOf } from './find-child.ts';

const everyMs = 20;

/** Resident bytes; undefined where there is no `/proc`. */
export async function residentBytes(pid: number): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
}

/** Of a process and all that it has started and that runs; what they share counts for each of them. */
export async function treeResidentBytes(pid: number): Promise<number | undefined> {
  const own = await residentBytes(pid);
  if (own === undefined) return undefined;
  const children = await Promise.all((await childrenOf(pid)).map(treeResidentBytes));
  return children.reduce<number>((sum, each) => sum + (each ?? 0), own);
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
