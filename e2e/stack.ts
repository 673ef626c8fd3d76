/**
 * What the specs run against: a deployment that somebody names (E2E_URL, E2E_API_KEY), or a stack that is started
 * here as a user would start it, with a folder, ports and secrets of its own, and of which nothing stays.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, fstatSync, openSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePorts } from './stack/free-ports.ts';
import { readLog } from './stack/log.ts';
import { keepLogs, noteEnvironment } from './stack/noted-secrets.ts';
import { descendantsOf, type RunningProcess, stillRunning } from './stack/processes.ts';
import { until } from './until.ts';

/** All that a black-box spec needs. */
export interface Deployment {
  readonly url: string;
  /** Of an admin. */
  readonly apiKey: string;
}

export interface StackOptions {
  /** Over what every stack is given. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Of an earlier stack; it is then not removed at the end. */
  readonly folder?: string;
}

const root = resolve(import.meta.dirname, '..');

/** What is proved: the compiled program of this checkout, or another build of it. */
export const build = resolve(process.env['E2E_BUILD'] ?? join(root, 'dist'));

/** The rules that are shipped. */
export const profilesPath = join(root, 'profiles.yaml');

/** A deployment whose processes may be killed. */
export class Stack implements Deployment {
  readonly url: string;
  readonly adminUrl: string;
  readonly workerAdminUrl: string;
  readonly apiKey: string;
  /** Holds data, and the log beside it. */
  readonly folder: string;
  readonly #process: ChildProcess;
  readonly #exited: Promise<unknown>;
  /** Where the log of an earlier stack in this folder ends. */
  readonly #logBegin: number;

  constructor(
    process: ChildProcess,
    facts: Deployment & { adminUrl: string; workerAdminUrl: string; folder: string; logBegin: number },
  ) {
    this.#logBegin = facts.logBegin;
    this.#process = process;
    this.#exited = once(process, 'exit');
    this.url = facts.url;
    this.adminUrl = facts.adminUrl;
    this.workerAdminUrl = facts.workerAdminUrl;
    this.apiKey = facts.apiKey;
    this.folder = facts.folder;
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  get dataDir(): string {
    return join(this.folder, 'data');
  }

  get blobsDir(): string {
    return join(this.dataDir, 'blobs');
  }

  get logFile(): string {
    return join(this.folder, 'log');
  }

  /** Its exit code, or null while it runs. */
  get exitCode(): number | null {
    return this.#process.exitCode;
  }

  /** Resolves when every part serves. */
  async ready(): Promise<this> {
    await until(
      async () => {
        if (this.exitCode !== null || this.#process.signalCode !== null)
          throw new Error(`the stack ended before it was ready:\n${await this.#endOfLog()}`);
        return (await readLog(this.logFile)).slice(this.#logBegin).includes('Darkroom is ready.');
      },
      { what: `the stack in ${this.folder} to be ready`, seconds: 90, everyMs: 50 },
    );
    return this;
  }

  /** The process of one role that runs now. */
  async processOf(role: 'server' | 'worker'): Promise<RunningProcess> {
    return until(
      async () =>
        (await descendantsOf(this.pid)).find(
          ({ parent, command }) => parent === this.pid && command.endsWith(join(build, role, 'main.js')),
        ),
      { what: `a ${role} process` },
    );
  }

  /** As a power cut would: at once, without a word, and only this process. */
  async kill(role: 'server' | 'worker'): Promise<RunningProcess> {
    const killed = await this.processOf(role);
    process.kill(killed.pid, 'SIGKILL');
    await until(async () => (await stillRunning([killed])).length === 0, { what: `the end of the ${role}` });
    return killed;
  }

  /** The same to the supervisor itself, which then ends nothing in order. */
  async killSupervisor(): Promise<RunningProcess[]> {
    const orphans = await descendantsOf(this.pid);
    this.#process.kill('SIGKILL');
    await this.#exited;
    return orphans;
  }

  /** Whether every part can do its work; which cannot is in the answer's text. */
  async probe(): Promise<{ ready: boolean; text: string }> {
    return fetch(`${this.adminUrl}/probe/ready`).then(
      async (response) => ({ ready: response.ok, text: await response.text() }),
      (error: unknown) => ({ ready: false, text: String(error) }),
    );
  }

  /** Resolves when requests are served (again). */
  async serving(): Promise<void> {
    await until(async () => (await this.probe()).ready, { what: 'the server to be ready', seconds: 60 });
  }

  /** Every file that the store has on disk, whatever it is. */
  async blobs(): Promise<string[]> {
    const entries = await readdir(this.blobsDir, { recursive: true, withFileTypes: true }).catch(() => []);
    return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  }

  /** Ends it as `signal` does, keeps the folder. @returns the exit code. @throws when a process stays behind. */
  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    const processes = await descendantsOf(this.pid);
    if (this.exitCode === null) this.#process.kill(signal);
    await this.#exited;
    await until(async () => (await stillRunning(processes)).length === 0, {
      what: `the end of ${processes.map(({ pid, command }) => `${pid} (${command})`).join(', ')}`,
    });
    return this.exitCode;
  }

  async #endOfLog(): Promise<string> {
    return (await readLog(this.logFile)).slice(-4_000);
  }

  async remove(): Promise<void> {
    if (this.exitCode === null && this.#process.signalCode === null) await this.end();
    await keepLogs(this.folder);
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Starts what `npm start` starts. @returns when it serves. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  return (await launchStack(options)).ready();
}

/** The same, not yet ready. */
export async function launchStack({ environment = {}, folder }: StackOptions = {}): Promise<Stack> {
  const [port, adminPort, workerAdminPort] = await freePorts(3);
  const home = folder ?? (await mkdtemp(join(tmpdir(), 'darkroom-e2e-')));
  const apiKey = `e2e_${randomBytes(24).toString('base64url')}`;
  const given = {
    PATH: process.env['PATH'] ?? '',
    HOME: process.env['HOME'] ?? '/',
    TMPDIR: tmpdir(),
    DATA_DIR: join(home, 'data'),
    PORT: String(port),
    ADMIN_PORT: String(adminPort),
    WORKER_ADMIN_PORT: String(workerAdminPort),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    PROFILES_PATH: profilesPath,
    BOOTSTRAP_API_KEY: apiKey,
    // All specs come from one address, and some are wrong on purpose.
    WRONG_CREDENTIALS_PER_MINUTE: '1000000',
    ...environment,
  };
  noteEnvironment(given);
  const log = openSync(join(home, 'log'), 'a');
  const logBegin = fstatSync(log).size;
  // In its own folder, where no .env of a developer is found. The channel ends it should this process be killed.
  const child = spawn(process.execPath, [join(build, 'cli/main.js'), 'start'], {
    cwd: home,
    env: given,
    stdio: ['ignore', log, log, 'ipc'],
  });
  closeSync(log);
  return new Stack(child, {
    url: given.PUBLIC_URL,
    adminUrl: `http://127.0.0.1:${given.ADMIN_PORT}`,
    workerAdminUrl: `http://127.0.0.1:${given.WORKER_ADMIN_PORT}`,
    apiKey: given.BOOTSTRAP_API_KEY,
    folder: home,
    logBegin,
  });
}
