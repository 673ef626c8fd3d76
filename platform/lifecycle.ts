/**
 * How a process of ours begins and ends, the same for server and worker: configuration and faults as sentences,
 * one orderly stop for every reason to stop, and what the supervisor wants to hear. It knows nothing of what
 * the process does.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Config, loadConfig } from './config/load.ts';
import type { NeededSecret } from './config/secret-faults.ts';
import { readEnvironmentFile } from './environment-file.ts';
import { isAppError } from './errors.ts';
import { createLogger, type Logger } from './logging.ts';
import { startTracing } from './tracing/start-tracing.ts';

export interface RunningProcess {
  /** Where it can be reached, for the banner. */
  readonly url?: string;
  /** Ends what has begun and closes everything. Called once. */
  stop(): Promise<void>;
}

export interface ProcessDefinition {
  readonly name: string;
  /** Those that it cannot do without in production. */
  readonly secrets: readonly NeededSecret[];
  /** Resolves when the process serves. The signal aborts when it should stop before that. */
  readonly start: (
    signal: AbortSignal,
    context: { config: Config; logger: Logger },
  ) => Promise<RunningProcess>;
}

/** What a child tells its supervisor. A failure that has a sentence is final: trying again would not help. */
export type ChildMessage = { type: 'ready'; url?: string } | { type: 'failed'; reason: string };

/** Runs until a signal, or the end of the supervisor, stops it. Ends the process itself. */
export async function runProcess({ name, secrets, start }: ProcessDefinition): Promise<void> {
  // A supervisor cuts us off by itself; alone, a second Ctrl-C means at once.
  const stopping = listenForStop(() => {
    if (!isSupervised()) process.exit(1);
  });
  const context = await readContext(name, secrets);
  const tracing = await startTracing({ ...context, config: context.config.tracing, role: name });
  let running: RunningProcess;
  try {
    running = await start(stopping, context);
  } catch (error) {
    if (stopping.aborted) process.exit(0);
    return fail(error, context);
  }
  if (!stopping.aborted)
    await tell({ type: 'ready', ...(running.url === undefined ? {} : { url: running.url }) });
  await untilAborted(stopping);
  const exitCode = await stop(running, context);
  await tracing.stop();
  process.exit(exitCode);
}

async function readContext(
  name: string,
  secrets: readonly NeededSecret[],
): Promise<{ config: Config; logger: Logger }> {
  try {
    readEnvironmentFile();
    const config = loadConfig(process.env, secrets);
    const logger = createLogger({ level: config.process.logLevel, role: name });
    // After an unknown fault no state can be trusted; the supervisor starts afresh.
    process.on('uncaughtException', (error) => {
      logger.fatal({ err: error }, 'unexpected fault, the process ends');
      process.exit(1);
    });
    return { config, logger };
  } catch (error) {
    return fail(error);
  }
}

/** A held Ctrl-C, and npm that passes on what the terminal sent already, repeat a signal at once. */
const repeatMs = 1000;

/** Aborts at the first reason to stop; calls back when somebody insists. */
export function listenForStop(onForced: () => void): AbortSignal {
  const controller = new AbortController();
  let askedAt: number | undefined;
  const ask = (): void => {
    if (askedAt !== undefined && Date.now() - askedAt > repeatMs) onForced();
    askedAt ??= Date.now();
    controller.abort();
  };
  for (const event of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) process.on(event, ask);
  return controller.signal;
}

const isSupervised = (): boolean => process.send !== undefined;

function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

/** Answers the exit code. */
async function stop(
  running: RunningProcess,
  { config, logger }: { config: Config; logger: Logger },
): Promise<number> {
  const seconds = config.process.shutdownSeconds;
  logger.info({ seconds }, 'stopping');
  try {
    const stopped = running.stop().then(() => true);
    const isInTime = await Promise.race([stopped, sleep(seconds * 1000, false)]);
    if (isInTime) logger.info('stopped');
    else logger.error({ seconds }, 'not everything ended in time; the rest is cut off');
    return isInTime ? 0 : 1;
  } catch (error) {
    logger.error({ err: error }, 'stopping failed');
    return 1;
  }
}

async function fail(error: unknown, context?: { config: Config; logger: Logger }): Promise<never> {
  const reason = startFault(error, context?.config);
  if (reason === undefined) context?.logger.fatal({ err: error }, 'starting failed');
  else if (isSupervised()) await tell({ type: 'failed', reason });
  else process.stderr.write(`${reason}\n`);
  process.exit(1);
}

/** The sentence for a fault that the operator can mend, undefined for any other. */
export function startFault(error: unknown, config?: Config): string | undefined {
  if (isAppError(error)) return error.message;
  if (!(error instanceof Error)) return undefined;
  const { code, syscall, port, address } = error as NodeJS.ErrnoException & {
    port?: number;
    address?: string;
  };
  if (syscall !== 'listen') return undefined;
  const variables = adminPortsOf(config).filter((variable) => variable.port === port);
  const named = variables.map(({ name }) => name).join(' or ') || 'PORT';
  if (code === 'EADDRINUSE') return `Port ${port} is in use: stop the other program or set ${named}`;
  if (code === 'EACCES') return `Port ${port} is reserved for administrators: set ${named} to 1024 or more`;
  if (code === 'EADDRNOTAVAIL')
    return `${address} is no address of this machine: set ${variables.length > 0 ? 'ADMIN_HOST' : 'HOST'}`;
  return undefined;
}

const adminPortsOf = (config?: Config): { name: string; port: number }[] =>
  config
    ? [
        { name: 'ADMIN_PORT', port: config.http.adminPort },
        { name: 'WORKER_ADMIN_PORT', port: config.http.workerAdminPort },
      ]
    : [];

/** Resolves when the message has left: an exit right after it would otherwise swallow it. */
function tell(message: ChildMessage): Promise<void> {
  return new Promise((resolve) => {
    if (process.send && process.connected) process.send(message, () => resolve());
    else resolve();
  });
}
