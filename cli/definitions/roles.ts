/** Commands that run Darkroom, or a role of it. */
import type { Command } from 'commander';
import { withExamples } from './examples.ts';

export function defineRoles(program: Command): void {
  program.commandsGroup('Run Darkroom:');
  withExamples(
    program
      .command('start')
      .summary('start everything on this machine')
      .description(
        'Start everything: Postgres (unless DATABASE_URL is set), migrations, one server and one worker. It runs until Ctrl-C, which ends all of it in order; the data stays in DATA_DIR.',
      )
      .action(async () => (await import('../commands/start.ts')).start()),
    {
      'darkroom start': 'on port 4000, with the data in .data',
      'PORT=4100 ADMIN_PORT=9100 DATA_DIR=/srv/darkroom darkroom start': 'elsewhere',
    },
  );
  withExamples(
    program
      .command('server')
      .summary('start one server')
      .description(
        'Start one server: HTTP, GraphQL, WebSocket and delivery. It needs DATABASE_URL, SIGNING_KEYS and the store; any number may run.',
      )
      .action(async () => (await import('../commands/server.ts')).server()),
    { 'DATABASE_URL=postgres://… darkroom server': 'one of many' },
  );
  withExamples(
    program
      .command('worker')
      .summary('start one worker')
      .description(
        'Start one worker: it renders variants and does the other jobs. It needs DATABASE_URL and the store; any number may run.',
      )
      .action(async () => (await import('../commands/worker.ts')).worker()),
    { 'DATABASE_URL=postgres://… darkroom worker': 'one of many' },
  );
  defineMigrate(program);
}

/** What runs until it is stopped. */
export const isRole = (command: Command): boolean => ['start', 'server', 'worker'].includes(command.name());

function defineMigrate(program: Command): void {
  const migrate = withExamples(
    program
      .command('migrate')
      .summary('bring the database schema up to date')
      .description(
        'Bring the schema of DATABASE_URL, or of the Postgres in DATA_DIR, up to date. Safe to run from several hosts at once: they take turns.',
      )
      .option('--wait', 'change nothing, and end when somebody else has brought it up to date')
      .action(async (options: { wait?: true }) =>
        (await import('../commands/migrate.ts')).migrateDatabase(options),
      ),
    {
      'darkroom migrate': 'before new servers and workers start',
      'darkroom migrate --wait && darkroom server': 'after another host has done it',
    },
  );
  withExamples(
    migrate
      .command('status')
      .summary('say which migrations are missing')
      .description(
        'Say which migrations of this version the database has, and which it lacks. Changes nothing. The exit code is 1 when one is missing.',
      )
      .option('--json', 'print a JSON object')
      .action(async (options: { json?: true }) =>
        (await import('../commands/migrate.ts')).showMigrations(options),
      ),
    { 'darkroom migrate status || darkroom migrate': 'only where there is something to do' },
  );
}
