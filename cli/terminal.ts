/** What every command but the roles shares with its terminal: Ctrl-C ends it at once, and so does a reader that has left. */
import { exitCodes } from './exit-codes.ts';

const showCursor = '\x1b[?25h';

/** What servers do for it goes on or is given up by them; a file that is being written here is replaced whole or not at all. */
export function endOnInterrupt(): void {
  process.once('SIGINT', () => {
    // Progress hides it.
    if (process.stdout.isTTY) process.stdout.write(`${showCursor}\n`);
    process.exit(exitCodes.interrupted);
  });
}

/** `darkroom keys list | head -1` has got what it wanted. */
export function endWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}

/** How progress is shown: on a terminal as it changes; elsewhere a line each, or nothing where it is for a script. */
export const progress = (elsewhere: 'lines' | 'nothing', json: true | undefined) =>
  ({
    renderer: json ? 'silent' : 'default',
    fallbackRenderer: elsewhere === 'lines' ? 'simple' : 'silent',
    // Its own only skips tasks that have not begun, and keeps Ctrl-C from ending those that have.
    registerSignalListeners: false,
  }) as const;

/** On standard error, where those of people stand already. */
export function tellFailures(failures: readonly string[], json: true | undefined): void {
  if (failures.length === 0) return;
  process.exitCode = exitCodes.failed;
  if (json) for (const failure of failures) console.error(failure);
}
