/** One JSON line per thing that happened. Secrets never pass: what may hold one is redacted by path. */
import { type DestinationStream, type Logger, pino } from 'pino';
import { traceFields } from './tracing/span.ts';

export type { Logger } from 'pino';

export interface LoggingOptions {
  level: string;
  /** Which process speaks: server, worker, start … */
  role: string;
}

/** @param destination default: standard output. */
export function createLogger({ level, role }: LoggingOptions, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: { role, pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    mixin: () => traceFields(),
    redact: { paths: redacted, censor: '[redacted]' },
  };
  return destination ? pino(options, destination) : pino(options);
}

const redacted = ['authorization', 'cookie', 'secret', 'signature', 'token']
  .flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `*.headers["${name}"]`])
  .concat('err.config', 'err.parameters');
