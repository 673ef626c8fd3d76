/**
 * After the last spec of a run: the shared stack ends, and whatever the specs sent, it has logged no error, and neither it
 * nor a stack of a spec's own has logged a secret.
 */
import { type WithStack, stackKey } from './global-setup.ts';
import { errorLines } from './log.ts';
import { closeNotes } from './noted-secrets.ts';

/** One cause often has a hundred lines. */
const maxShown = 5;

/** Jest wants a default export. */
// oxlint-disable-next-line import/no-default-export
export default async function tearDown(): Promise<void> {
  const stack = (globalThis as WithStack)[stackKey];
  if (!stack) return;
  const code = await stack.end();
  const errors = await errorLines(stack.logFile);
  await stack.remove();
  const { leaks, secrets, lines } = await closeNotes();
  if (code !== 0) throw new Error(`the shared stack ended with ${code}`);
  const shown = errors.slice(0, maxShown).map((line) => JSON.stringify(line));
  if (errors.length > 0)
    throw new Error(`the shared stack logged ${errors.length} errors:\n${shown.join('\n')}`);
  if (leaks.length > 0)
    throw new Error(`${leaks.length} lines of logs hold secrets:\n${leaks.slice(0, maxShown).join('\n')}`);
  // Of nothing, nothing would be found.
  if (secrets === 0 || lines === 0) throw new Error('no secret was noted, or no log kept');
}
