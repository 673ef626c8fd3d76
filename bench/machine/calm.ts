/** How much of the machine was left to a benchmark: what other programs took while it ran. */
import { cpus } from 'node:os';
import { treeSeconds } from './cpu-time.ts';

export interface Calm {
  /** Cores that were busy with other programs, on average; undefined where processes cannot be asked. */
  readonly others: number | undefined;
  readonly cores: number;
}

/** Begins; the answer ends it. Call both while no process of the benchmark runs, or all of them do. */
export async function watchCalm(): Promise<() => Promise<Calm>> {
  const before = await look();
  return async () => {
    const after = await look();
    const seconds = (after.at - before.at) / 1000;
    const others = (after.busy - before.busy - ((after.own ?? 0) - (before.own ?? 0))) / seconds;
    return { others: after.own === undefined ? undefined : Math.max(0, others), cores: cpus().length };
  };
}

async function look(): Promise<{ at: number; busy: number; own: number | undefined }> {
  const times = cpus().map(({ times: { user, nice, sys, irq } }) => user + nice + sys + irq);
  const busy = times.reduce((sum, time) => sum + time, 0) / 1000;
  return { at: performance.now(), busy, own: await treeSeconds(process.pid) };
}
