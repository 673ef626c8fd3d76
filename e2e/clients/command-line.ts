/** The `darkroom` command as an operator calls it: beside a stack, with the stack's own environment, or alone. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { noteEnvironment, noteSecretsIn } from '../stack/noted-secrets.ts';
import { build, profilesPath, type Stack } from '../stack.ts';

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

export const darkroom = (
  stack: Stack,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Outcome> =>
  commandLine(
    {
      cwd: stack.folder,
      environment: {
        DATA_DIR: stack.dataDir,
        PORT: new URL(stack.url).port,
        ADMIN_PORT: new URL(stack.adminUrl).port,
        WORKER_ADMIN_PORT: new URL(stack.workerAdminUrl).port,
        PUBLIC_URL: stack.url,
        PROFILES_PATH: profilesPath,
        ...environment,
      },
    },
    args,
  );

/** The command in any folder, where nothing needs to run. */
export function commandLine(
  { cwd, environment }: { cwd: string; environment: Readonly<Record<string, string>> },
  args: readonly string[],
): Promise<Outcome> {
  noteEnvironment(environment);
  const env = { PATH: process.env['PATH'] ?? '', ...environment };
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [join(build, 'cli/main.js'), ...args],
      { cwd, env },
      (_, out, error) => {
        // Keys and signed URLs that it made, and secrets that it was given.
        noteSecretsIn(`${out} ${args.join(' ')}`);
        resolve({ code: child.exitCode ?? -1, out, error });
      },
    );
  });
}
