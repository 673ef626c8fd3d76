/** How a render process is started: under which limits, with which few variables, from which file. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { delimiter, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface LaunchOptions {
  readonly memoryMegabytes: number;
  /** Gives way to everything else that wants the processor. */
  readonly background: boolean;
}

/** Starts a child; its failures arrive as events. */
export function launch({ memoryMegabytes, background }: LaunchOptions): ChildProcess {
  const bytes = memoryMegabytes * 1024 * 1024;
  const limited = Boolean(tools.prlimit);
  const command = [
    ...(tools.prlimit ? [tools.prlimit, `--data=${bytes}`] : []),
    ...(background && tools.nice ? [tools.nice, '-n', String(politeness)] : []),
    process.execPath,
    entry,
    limited ? '0' : String(bytes),
  ];
  const [file = process.execPath, ...args] = command;
  const child = spawn(file, args, {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
    env: environment(),
  });
  if (background && !tools.nice && child.pid) setPriority(child.pid, politeness);
  return child;
}

/** On two cores a thumbnail at normal priority then takes the processor from a running full-size AVIF. */
const politeness = constants.priority.PRIORITY_BELOW_NORMAL;

/** The source in tests and development, the compiled file in production. */
const entry = fileURLToPath(new URL(`./child${extname(import.meta.url)}`, import.meta.url));

/**
 * `prlimit` makes an allocation beyond the limit fail inside the decoder, which then reports an error, before the
 * memory exists. `nice` starts the process polite: set later, it would apply to the first thread only and not to the
 * ones that render.
 */
const tools = { prlimit: findTool('prlimit'), nice: findTool('nice') };

function findTool(name: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/** Nothing of ours: a decoder that is taken over finds no key, no password and no database. */
function environment(): Record<string, string> {
  const passed = ['LD_LIBRARY_PATH', 'LD_PRELOAD', 'TMPDIR', 'SystemRoot'].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  });
  return {
    ...(Object.fromEntries(passed) as Record<string, string>),
    // Halves what stays resident after hundreds of renders.
    MALLOC_ARENA_MAX: '2',
    TZ: 'UTC',
  };
}
