/** Finds a process that another one has started, by what it runs. Linux only; elsewhere nothing is found. */
import { readFile } from 'node:fs/promises';

export async function findChild(parent: number, script: string): Promise<number | undefined> {
  const children = await readFile(`/proc/${parent}/task/${parent}/children`, 'utf8').catch(() => '');
  for (const pid of children.split(' ').filter(Boolean)) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (command.includes(script)) return Number(pid);
  }
  return undefined;
}
