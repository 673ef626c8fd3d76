/** Before the first spec of a run: the shared stack, unless E2E_URL names a deployment. */
import { startStack, type Stack } from '../stack.ts';
import { openNotes } from './noted-secrets.ts';

export const stackKey = Symbol.for('darkroom.e2e.stack');

export type WithStack = typeof globalThis & { [stackKey]?: Stack };

/** Jest wants a default export. */
// oxlint-disable-next-line import/no-default-export
export default async function setUp(): Promise<void> {
  if (process.env['E2E_URL']) return;
  await openNotes();
  const stack = await startStack();
  (globalThis as WithStack)[stackKey] = stack;
  process.env['E2E_URL'] = stack.url;
  process.env['E2E_API_KEY'] = stack.apiKey;
  process.env['E2E_ADMIN_URL'] = stack.adminUrl;
  process.env['E2E_WORKER_ADMIN_URL'] = stack.workerAdminUrl;
  process.env['E2E_LOG_FILE'] = stack.logFile;
}
