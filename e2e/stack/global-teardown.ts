/** After the last spec of a run: the shared stack ends, and whatever the specs sent, it has logged no error. */
import { type WithStack, stackKey } from './global-setup.ts';
import { errorLines } from './log.ts';

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
  if (code !== 0) throw new Error(`the shared stack ended with ${code}`);
  const shown = errors.slice(0, maxShown).map((line) => JSON.stringify(line));
  if (errors.length > 0)
    throw new Error(`the shared stack logged ${errors.length} errors:\n${shown.join('\n')}`);
}
