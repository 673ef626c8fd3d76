/** Finds the processes that another one has started. Linux only; elsewhere nothing is found. */
import { readFile } from 'node:fs/promises';

export async function childrenOf(parent: number): Promise<number[]> {
  const children = await readFile(`/proc/${parent}/task/${parent}/children`, 'utf8').catch(() => '');
  return children.split(' ').filter(Boolean).map(Number);
}

/** By what it runs. */
export async function findChild(parent: number, script: string): Promise<number | undefined> {
  for (const pid of await childrenOf(parent)) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (command.includes(script)) return pid;
  }
  return undefined;
}
