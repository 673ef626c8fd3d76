/** A logger whose lines a test reads. */
import { Writable } from 'node:stream';
import { createLogger, type Logger } from '../platform/logging.ts';

export interface ReadableLog {
  readonly logger: Logger;
  readonly lines: readonly Readonly<Record<string, unknown>>[];
}

export function readableLog(level = 'info'): ReadableLog {
  const lines: Record<string, unknown>[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      for (const line of chunk.toString().split('\n').filter(Boolean))
        lines.push(JSON.parse(line) as Record<string, unknown>);
      done();
    },
  });
  return { logger: createLogger({ level, role: 'test' }, destination), lines };
}
