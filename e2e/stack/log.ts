/** What a stack wrote: JSON lines of its processes between lines that are meant for people. */
import { readFile } from 'node:fs/promises';

export interface LogLine {
  readonly level: number;
  readonly role: string;
  readonly pid: number;
  readonly msg: string;
  readonly [key: string]: unknown;
}

/** pino's number for errors; above it are only fatal ones. */
const errorLevel = 50;

export const readLog = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '');

export async function logLines(file: string): Promise<LogLine[]> {
  return (await readLog(file)).split('\n').flatMap(parseLine);
}

export async function errorLines(file: string): Promise<LogLine[]> {
  return (await logLines(file)).filter(({ level }) => level >= errorLevel);
}

function parseLine(line: string): LogLine[] {
  if (!line.startsWith('{')) return [];
  try {
    return [JSON.parse(line) as LogLine];
  } catch {
    // The last line of a process that was killed while it wrote.
    return [];
  }
}
