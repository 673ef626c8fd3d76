/**
 * Processor time as the kernel counts it. It is the steadiest figure on a machine that others use as well: waiting
 * for a core is no part of it. Linux only; elsewhere the answer is undefined.
 */
import { readdir, readFile } from 'node:fs/promises';

interface ProcessTime {
  readonly pid: number;
  readonly parent: number;
  readonly seconds: number;
}

/** What `/proc` counts in, on every Linux that Node runs on. */
const ticksPerSecond = 100;

/** Of one process without its children. */
export async function processSeconds(pid: number | undefined): Promise<number | undefined> {
  const fields = pid === undefined ? undefined : await readStat(pid);
  return fields && (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

/** Of a process and all that it has started, also those that have ended. */
export async function treeSeconds(root: number): Promise<number | undefined> {
  const names = await readdir('/proc').catch(() => []);
  const pids = names.filter((name) => /^\d+$/.test(name)).map(Number);
  const all = (await Promise.all(pids.map(timeOf))).filter((time) => time !== undefined);
  if (all.length === 0) return undefined;
  const childrenOf = Map.groupBy(all, ({ parent }) => parent);
  const sum = (time: ProcessTime): number =>
    (childrenOf.get(time.pid) ?? []).reduce((total, child) => total + sum(child), time.seconds);
  const top = all.find(({ pid }) => pid === root);
  return top && sum(top);
}

/** With the children that it has waited for: their time would otherwise vanish with them. */
async function timeOf(pid: number): Promise<ProcessTime | undefined> {
  const fields = await readStat(pid);
  if (!fields) return undefined;
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return { pid, parent: Number(fields[1]), seconds: ticks / ticksPerSecond };
}

/** The fields behind the name, which may itself hold blanks and parentheses. */
async function readStat(pid: number): Promise<string[] | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  return text?.slice(text.lastIndexOf(')') + 2).split(' ');
}
