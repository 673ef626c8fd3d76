/**
 * The running server as its lock file describes it. The file survives a crash and its pid may by then belong to
 * some other program, so a pid counts only when that process really serves this cluster.
 */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** starting, ready, stopping or, before the server has got that far, empty. */
  readonly status: string;
}

export const lockFile = (directory: string): string => join(directory, 'postmaster.pid');

/** The live server of this cluster, or undefined. */
export async function findPostmaster(directory: string): Promise<Postmaster | undefined> {
  const postmaster = await readLockFile(directory);
  return postmaster && (await isServing(postmaster.pid, directory)) ? postmaster : undefined;
}

export async function readLockFile(directory: string): Promise<Postmaster | undefined> {
  const text = await readFile(lockFile(directory), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  return { pid, port: Number(lines[3] ?? 0), status: (lines[7] ?? '').trim() };
}

/** Zombies have no command line, so a dead server that nobody has reaped does not count either. */
async function isServing(pid: number, directory: string): Promise<boolean> {
  const command = await commandLine(pid);
  return command.includes('postgres') && command.includes(directory);
}

async function commandLine(pid: number): Promise<string> {
  if (process.platform === 'linux') return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  const args = ['-ww', '-o', 'command=', '-p', String(pid)];
  return promisify(execFile)('ps', args).then(
    ({ stdout }) => stdout,
    () => '',
  );
}

/** Polls because neither a lock file nor somebody else's child can be waited for. False at the deadline. */
export async function waitUntil(condition: () => Promise<boolean> | boolean, milliseconds: number) {
  const deadline = Date.now() + milliseconds;
  while (!(await condition())) {
    if (Date.now() > deadline) return false;
    await sleep(10);
  }
  return true;
}

/**
 * Fast shutdown: sessions are cut, transactions rolled back, a checkpoint written. When even that hangs the
 * immediate one follows, which costs a recovery at the next start but no data.
 */
export async function stopPostmaster(directory: string, pid: number): Promise<void> {
  const isGone = async (): Promise<boolean> => !(await isServing(pid, directory));
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (await isGone()) return;
    signalProcess(pid, signal);
    if (await waitUntil(isGone, patience[signal])) return;
  }
}

/** The checkpoint of a busy database takes seconds; the other two only wait for the kernel. */
const patience = { SIGINT: 60_000, SIGQUIT: 10_000, SIGKILL: 10_000 };

function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // Gone between the look and the signal, which is what was wanted.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
