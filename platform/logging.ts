/** One JSON line per thing that happened. Secrets never pass: what may hold one is redacted by path. */
import { type Logger, pino } from 'pino';

export type { Logger } from 'pino';

export interface LoggingOptions {
  level: string;
  /** Which process speaks: server, worker, start … */
  role: string;
}

export function createLogger({ level, role }: LoggingOptions): Logger {
  return pino({
    level,
    base: { role, pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: redacted, censor: '[redacted]' },
  });
}

const redacted = ['authorization', 'cookie', 'secret', 'signature', 'token']
  .flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `*.headers["${name}"]`])
  .concat('err.config', 'err.parameters');
