/** A folder for files that are of no use to anybody once the process has ended. */
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { onDisk } from './disk-fault.ts';

export interface ProcessDirectory {
  readonly path: string;
  remove(): Promise<void>;
}

/**
 * A new folder that only this user can read, below a parent that may be the system's. What processes have left that are
 * dead by now is removed.
 */
export const openProcessDirectory = (parent: string, name: string): Promise<ProcessDirectory> =>
  onDisk(async () => {
    await mkdir(parent, { recursive: true });
    await removeOfTheDead(parent, name);
    const path = await mkdtemp(join(parent, `${name}-${process.pid}-`));
    return { path, remove: () => onDisk(() => rm(path, { recursive: true, force: true })) };
  });

async function removeOfTheDead(parent: string, name: string): Promise<void> {
  const pattern = new RegExp(`^${name}-(\\d+)-\\w{6}$`);
  for (const entry of await readdir(parent)) {
    const pid = pattern.exec(entry)?.[1];
    if (pid !== undefined && !isAlive(Number(pid)))
      await rm(join(parent, entry), { recursive: true, force: true });
  }
}

/** Also when it is somebody else's: then the error is another. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
