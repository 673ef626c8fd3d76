/**
 * HEIC, the one format that is written by a program of the system: libvips comes without an encoder for HEVC, and heif-enc has
 * one where it is installed. Both files are open and have no name any more when it starts, so that a render process that
 * is killed meanwhile leaves nothing behind but an empty folder.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type FileHandle, mkdtemp, open, rm, symlink, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../../platform/errors.ts';

export interface HeicOptions {
  /** 1..100 */
  readonly quality: number;
  /** Where heif-enc is; undefined: nowhere. */
  readonly heifEnc: string | undefined;
  /** Default: fifty. */
  readonly timeoutSeconds?: number;
}

/** Twelve megapixels take some seconds. Less than a render may take, so that the failure has a name. */
const defaultSeconds = 50;

/** Of all its threads together: what ends it when the process that waits for it is no more. */
const processorSeconds = 120;

/** Takes a whole PNG. @throws AppError HEIC_UNAVAILABLE, RENDER_FAILED. */
export async function writeHeic(
  png: Uint8Array,
  { quality, heifEnc, timeoutSeconds = defaultSeconds }: HeicOptions,
): Promise<Buffer> {
  if (heifEnc === undefined) throw new AppError('HEIC_UNAVAILABLE');
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-heic-'));
  const files: FileHandle[] = [];
  try {
    for (const name of ['input', 'output']) files.push(await openNameless(join(folder, name)));
    const [input, output] = files as [FileHandle, FileHandle];
    await input.writeFile(png);
    // It tells the type of its input by the ending of the name.
    const name = join(folder, 'input.png');
    await symlink(`/dev/fd/${inputFd}`, name);
    const args = ['-q', String(quality), '-o', `/dev/fd/${outputFd}`, name];
    await run(heifEnc, args, { files: [input.fd, output.fd], timeoutSeconds });
    return await readWhole(output);
  } finally {
    for (const file of files) await file.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const inputFd = 3;
const outputFd = 4;

async function openNameless(path: string): Promise<FileHandle> {
  const file = await open(path, 'wx+', 0o600);
  await unlink(path);
  return file;
}

/** From its beginning, wherever the program has left it. */
async function readWhole(file: FileHandle): Promise<Buffer> {
  const { size } = await file.stat();
  const { buffer, bytesRead } = await file.read(Buffer.alloc(size), 0, size, 0);
  if (size === 0 || bytesRead < size) throw failed('heif-enc wrote nothing');
  return buffer;
}

async function run(
  program: string,
  args: readonly string[],
  { files, timeoutSeconds }: { readonly files: readonly number[]; readonly timeoutSeconds: number },
): Promise<void> {
  const limited = ['-c', `ulimit -t ${processorSeconds}; exec "$0" "$@"`, program, ...args];
  // In a group of its own, so that whatever it starts ends with it.
  const child = spawn('/bin/sh', limited, {
    stdio: ['ignore', 'ignore', 'ignore', ...files],
    detached: true,
  });
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    killGroup(child.pid);
  }, timeoutSeconds * 1_000);
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    if (isLate) throw failed('heif-enc was not done in time');
    if (code !== 0) throw failed('heif-enc could not write it');
  } finally {
    clearTimeout(timer);
  }
}

const failed = (reason: string): AppError => new AppError('RENDER_FAILED', { reason });

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
