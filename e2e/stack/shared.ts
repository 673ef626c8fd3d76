/**
 * The deployment that all specs share which harm nobody: starting one takes seconds. Each spec file works as an
 * owner of its own, so that what one leaves behind is nothing to another.
 */
import type { Deployment } from '../stack.ts';

/** Set by the person who runs the specs, or else by global-setup.ts. */
export function sharedDeployment(): Deployment {
  const { E2E_URL: url, E2E_API_KEY: apiKey } = process.env;
  if (!url || !apiKey) throw new Error('E2E_URL and E2E_API_KEY name the deployment: give both or neither');
  return { url: url.replace(/\/$/, ''), apiKey };
}

/** What only whoever started the stack can see; empty for a deployment that is not ours. */
export function sharedStack() {
  const {
    E2E_ADMIN_URL: adminUrl = '',
    E2E_WORKER_ADMIN_URL: workerAdminUrl = '',
    E2E_LOG_FILE: logFile = '',
  } = process.env;
  return { adminUrl, workerAdminUrl, logFile };
}

/** Whether the deployment is somebody else's, so that its processes must be left alone. */
export const isGivenDeployment = (): boolean =>
  process.env['E2E_URL'] !== undefined && sharedStack().logFile === '';
