/**
 * Starts Postgres programs as the right user, in a session of their own: the terminal's Ctrl-C goes to the
 * whole foreground process group, and Postgres must be the last to stop.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import type { RunAs } from './run-as.ts';

/** No PG* variables that would point elsewhere, no secrets of ours, messages in English for explainFailure. */
const environment = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/** A server that outlives us; everything it says goes to the open log file. */
export function launch(runAs: RunAs, program: string, args: string[], log: number): ChildProcess {
  return start(runAs, [program, ...args], ['ignore', log, log]);
}

/** Runs a program to its end and answers with what it said. Rejects with that when it fails. */
export function run(runAs: RunAs, program: string, args: string[], input = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = start(runAs, [program, ...args], ['pipe', 'pipe', 'pipe']);
    let output = '';
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve(output) : reject(new Error(output))));
    // A program that dies at once closes its input; its exit code tells why, EPIPE does not.
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  });
}

type Stdio = ['ignore' | 'pipe', 'pipe' | number, 'pipe' | number];

function start(runAs: RunAs, command: string[], stdio: Stdio): ChildProcess {
  const [program = '', ...args] = [...runAs.prefix, ...command];
  return spawn(program, args, { ...runAs.credentials, detached: true, stdio, cwd: '/', env: environment });
}
