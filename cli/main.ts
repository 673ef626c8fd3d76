#!/usr/bin/env node
/**
 * The `darkroom` command. Each command is loaded only when it is called, so that the small ones answer at once.
 *
 * Exit codes: 0 done, 1 failed, 2 called wrongly.
 */
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import type { DoctorOptions } from './commands/doctor.ts';
import type { CreateOptions } from './commands/keys.ts';
import type { GivenQuota, SetQuotasOptions } from './commands/quotas.ts';
import type { RenderOptions } from './commands/render.ts';
import type { SignOptions } from './commands/sign-url.ts';
import type { ReprocessOptions } from './commands/reprocess.ts';
import type { UploadOptions } from './commands/upload.ts';
import { isAppError } from '../platform/errors.ts';

const program = new Command('darkroom')
  .description('A self-hosted GraphQL media platform.')
  .configureHelp({ showGlobalOptions: true })
  .exitOverride();

program
  .command('start')
  .description('start everything: Postgres (unless DATABASE_URL is set), migrations, server and worker')
  .action(async () => (await import('./commands/start.ts')).start());

program
  .command('server')
  .description('start one server: HTTP, GraphQL, WebSocket, delivery')
  .action(async () => (await import('./commands/server.ts')).server());

program
  .command('worker')
  .description('start one worker: renders and other jobs')
  .action(async () => (await import('./commands/worker.ts')).worker());

program
  .command('migrate')
  .description('bring the database schema up to date; safe to run from several hosts at once')
  .option('--wait', 'change nothing, and end when somebody else has brought it up to date')
  .action(async (options: { wait?: true }) =>
    (await import('./commands/migrate.ts')).migrateDatabase(options),
  );

const keys = program.command('keys').description('API keys, straight in the database');
keys
  .command('create')
  .description('make a key and print it, this once')
  .option('--name <name>', 'for people', 'cli')
  .option('--owner <subject>', 'whom it acts for; default: the admin')
  .option('--scopes <list>', 'of read,upload,manage,admin; default: read,upload')
  .option('--expires-in <seconds>', 'default: never', wholeNumber(1, 3_153_600_000))
  .option('--json', 'print a JSON object')
  .action(async (options: CreateOptions) => (await import('./commands/keys.ts')).createKey(options));
keys
  .command('list')
  .description('list the keys of an owner, without their secrets')
  .option('--owner <subject>', 'default: the admin')
  .option('--json', 'print a JSON array')
  .action(async (options: { owner?: string; json?: true }) =>
    (await import('./commands/keys.ts')).listKeys(options),
  );
keys
  .command('revoke <id>')
  .description('end a key')
  .action(async (id: string) => (await import('./commands/keys.ts')).revokeKey(id));

program
  .command('sign-in-link')
  .description('make a link that signs one browser in, once')
  .option('--owner <subject>', 'whom the browser acts for; default: the admin')
  .option('--json', 'print a JSON object')
  .action(async (options: { owner?: string; json?: true }) =>
    (await import('./commands/sign-in-link.ts')).signInLink(options),
  );

const sessions = program
  .command('sessions')
  .description('browsers that are signed in, straight in the database');
sessions
  .command('list')
  .description('list the sessions of an owner')
  .option('--owner <subject>', 'default: the admin')
  .option('--json', 'print a JSON array')
  .action(async (options: { owner?: string; json?: true }) =>
    (await import('./commands/sessions.ts')).showSessions(options),
  );
sessions
  .command('revoke <id>')
  .description('sign a browser out')
  .action(async (id: string) => (await import('./commands/sessions.ts')).revokeSession(id));

const quotas = program
  .command('quotas')
  .description('what a single owner may store, straight in the database');
quotas
  .command('show <owner>')
  .description('what the owner may store and has stored')
  .option('--json', 'print a JSON object')
  .action(async (owner: string, options: { json?: true }) =>
    (await import('./commands/quotas.ts')).showQuotas(owner, options),
  );
quotas
  .command('set <owner>')
  .description('allow the owner another amount than is configured; what is not named stays as it is')
  .option('--bytes <number>', 'of all originals; default takes the configured one again', quota)
  .option('--images <number>', 'the same of images', quota)
  .option('--uploads-per-day <number>', 'the same of uploads on a day (UTC)', quota)
  .option('--json', 'print a JSON object')
  .action(async (owner: string, options: SetQuotasOptions) =>
    (await import('./commands/quotas.ts')).setQuotas(owner, options),
  );

program
  .command('upload <files...>')
  .description('upload files and wait for their variants; the key is read from DARKROOM_API_KEY')
  .option('--url <url>', 'the server; default: PUBLIC_URL')
  .option('--profile <name>', 'the rules to apply')
  .option('--public', 'let everybody see them')
  .option('--tags <list>', 'separated by commas')
  .option('--json', 'print a JSON array when all are done')
  .action(async (files: string[], options: UploadOptions) =>
    (await import('./commands/upload.ts')).uploadFiles(files, options),
  );

program
  .command('reprocess [ids...]')
  .description(
    'bring images to their profiles as they are now: those that are named, or all of yours that the options find; the key is read from DARKROOM_API_KEY',
  )
  .option('--url <url>', 'the server; default: PUBLIC_URL')
  .option('--profile <name>', 'only images that came under this profile')
  .option('--namespace <name>', 'only images of this namespace')
  .option('--tags <list>', 'only images that have all of these, separated by commas')
  .option('--failed', 'only images that have failed')
  .option('--owner <subject>', 'images of this owner; for admins')
  .option('--all-owners', 'images of every owner; for admins')
  .option('--detach', 'do not wait for the end')
  .option('--json', 'print a JSON array of the batches')
  .action(async (ids: string[], options: ReprocessOptions) =>
    (await import('./commands/reprocess.ts')).reprocess(ids, options),
  );

program
  .command('render <paths...>')
  .description('render files, and all images in folders, on this machine and without a server')
  .requiredOption('--out <folder>', 'where the renditions go; what is newer there than its source stays')
  .requiredOption('--outputs <list>', 'what to make of each, separated by commas: w640.webp,x300.avif')
  .option('--profile <name>', 'whose presets and background to use; default: default')
  .option('--json', 'print a JSON object when all are done')
  .action(async (paths: string[], options: RenderOptions) =>
    (await import('./commands/render.ts')).renderFiles(paths, options),
  );

program
  .command('sign-url')
  .description('sign a URL with the keys of this installation')
  .requiredOption('--path <path>', 'such as /i/img_…/thumb.webp, or /i/img_…/original?download=1')
  .option('--method <method>', 'the HTTP method', 'GET')
  .option('--ttl <seconds>', 'how long it is valid', wholeNumber(1, 604_800), 3_600)
  .option('--scope <prefix>', 'sign every path below it instead, such as /i/img_…/')
  .option('--json', 'print a JSON object')
  .action(async (options: SignOptions) => (await import('./commands/sign-url.ts')).signUrl(options));

program
  .command('secret')
  .description('make secrets')
  .command('generate')
  .description('print random secrets, one a line, fit for SIGNING_KEYS and BOOTSTRAP_API_KEY')
  .option('--length <characters>', 'characters of each, 32 or more', wholeNumber(32, 1024), 48)
  .option('--count <number>', 'how many', wholeNumber(1, 1000), 1)
  .option('--json', 'print a JSON array')
  .action(async (options: { length: number; count: number; json?: true }) =>
    (await import('./commands/secret-generate.ts')).generateSecrets(options),
  );

program
  .command('doctor')
  .description('look at the whole installation and say what is wrong and what to do; changes nothing')
  .option('--sweep', 'also list the store: blobs that no row names, and rows whose blob is missing')
  .option('--remove', 'with --sweep: remove those blobs, however many there are')
  .option('--json', 'print a JSON object')
  .action(async (options: DoctorOptions) => (await import('./commands/doctor.ts')).doctor(options));

program
  .command('version')
  .description('print the version')
  .option('--json', 'print a JSON object')
  .action(async (options: { json?: true }) => (await import('./commands/version.ts')).printVersion(options));

function quota(given: string): GivenQuota {
  return given === 'default' ? given : wholeNumber(0, Number.MAX_SAFE_INTEGER)(given);
}

function wholeNumber(min: number, max: number) {
  return (given: string): number => {
    const value = Number(given);
    if (Number.isInteger(value) && value >= min && value <= max) return value;
    throw new InvalidArgumentError(`Allowed is a whole number from ${min} to ${max}.`);
  };
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? 0 : 2);
  // What has a sentence is meant for people; anything else is a fault of ours and keeps its stack.
  console.error(isAppError(error) ? error.message : error);
  process.exit(1);
}
