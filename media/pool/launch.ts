/** How a render process is started: under which limits, with which few variables, from which file. */
import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ffmpegVariable } from './ffmpeg-variable.ts';
import { findTool } from './find-tool.ts';
import { heifEncVariable } from './heif-enc-variable.ts';

export interface LaunchOptions {
  readonly memoryMegabytes: number;
  /** Gives way to everything else that wants the processor. */
  readonly background: boolean;
}

/** Starts a child; its failures arrive as events. */
export function launch({ memoryMegabytes, background }: LaunchOptions): ChildProcess {
  const prlimit = findTool('prlimit');
  const nice = background ? findTool('nice') : undefined;
  const [file = process.execPath, ...args] = [
    ...(prlimit ? [prlimit, `--data=${memoryMegabytes * mebibyte}`] : []),
    ...(nice ? [nice, '-n', String(politeness)] : []),
    process.execPath,
    entry,
    ...(prlimit ? [] : [String(residentLimit(memoryMegabytes))]),
  ];
  return spawn(file, args, {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
    env: environment(),
  });
}

/** On two cores a thumbnail at normal priority then takes the processor from a running full-size AVIF. */
const politeness = constants.priority.PRIORITY_BELOW_NORMAL;

/** Larger pieces of memory, and more than this that is free, go back to the system at once. */
const keptMegabytes = 256;

/** The source in tests and development, the compiled file in production. */
const entry = fileURLToPath(new URL(`./child${extname(import.meta.url)}`, import.meta.url));

const mebibyte = 1024 * 1024;

/** Data memory counts half a gibibyte that Node reserves and never touches; resident memory does not. */
const residentLimit = (memoryMegabytes: number): number => Math.max(256, memoryMegabytes - 512) * mebibyte;

/** Nothing of ours: a decoder that is taken over finds no key, no password and no database. */
function environment(): Record<string, string> {
  const passed = ['LD_LIBRARY_PATH', 'LD_PRELOAD', 'TMPDIR', 'SystemRoot'].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  });
  const ffmpeg = findTool('ffmpeg');
  const heifEnc = findTool('heif-enc');
  return {
    ...(Object.fromEntries(passed) as Record<string, string>),
    ...(ffmpeg !== undefined && { [ffmpegVariable]: ffmpeg }),
    ...(heifEnc !== undefined && { [heifEncVariable]: heifEnc }),
    // Halves what stays resident after hundreds of renders.
    MALLOC_ARENA_MAX: '2',
    // A raster's pages are used again for the next one: given back and faulted in anew they cost a twentieth of the
    // processor time of a photo. So much more may stay resident in each process.
    MALLOC_MMAP_THRESHOLD_: String(keptMegabytes * mebibyte),
    MALLOC_TRIM_THRESHOLD_: String(keptMegabytes * mebibyte),
    TZ: 'UTC',
  };
}
