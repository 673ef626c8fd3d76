/** Commands of the operator about who may get in and how much, straight in the database. */
import type { Command } from 'commander';
import type { CreateOptions } from '../commands/keys.ts';
import type { SetQuotasOptions } from '../commands/quotas.ts';
import { withExamples } from './examples.ts';
import { quota, wholeNumber } from './values.ts';

interface OfOwner {
  readonly owner?: string;
  readonly json?: true;
}

export function defineAccess(program: Command): void {
  program.commandsGroup('Let people in (straight in the database):');
  defineKeys(program);
  defineSessions(program);
  defineQuotas(program);
}

function defineKeys(program: Command): void {
  const keys = program.command('keys').summary('API keys').description('Make, list and end API keys.');
  withExamples(
    keys
      .command('create')
      .summary('make a key and print it, this once')
      .description('Make an API key and print it, this once: only its digest is kept.')
      .option('--name <name>', 'for people', 'cli')
      .option('--owner <subject>', 'whom it acts for; default: the admin')
      .option('--scopes <list>', 'of read,upload,manage,admin; default: read,upload')
      .option('--expires-in <seconds>', 'default: never', wholeNumber(1, 3_153_600_000))
      .option('--json', 'print a JSON object')
      .action(async (options: CreateOptions) => (await import('../commands/keys.ts')).createKey(options)),
    {
      'darkroom keys create --name shop --owner shop': 'a key that reads and uploads',
      'darkroom keys create --scopes read,upload,manage,admin': 'one that may do everything',
      'export DARKROOM_API_KEY=$(darkroom keys create --json | jq -r .secret)': 'for the commands below',
    },
  );
  withExamples(
    keys
      .command('list')
      .summary('list the keys of an owner, without their secrets')
      .description('List the keys of an owner, without their secrets.')
      .option('--owner <subject>', 'default: the admin')
      .option('--json', 'print a JSON array')
      .action(async (options: OfOwner) => (await import('../commands/keys.ts')).listKeys(options)),
    { 'darkroom keys list --owner shop': 'with their ids, which revoke takes' },
  );
  withExamples(
    keys
      .command('revoke')
      .argument('<id>', 'of the key, as `keys list` shows it: key_…')
      .summary('end a key')
      .description('End a key. Servers refuse it within a second.')
      .action(async (id: string) => (await import('../commands/keys.ts')).revokeKey(id)),
    { 'darkroom keys revoke key_…': 'one that has leaked, say' },
  );
}

function defineSessions(program: Command): void {
  withExamples(
    program
      .command('sign-in-link')
      .summary('make a link that signs one browser in, once')
      .description('Make a link that signs one browser in, once, within SIGN_IN_LINK_TTL_SECONDS.')
      .option('--owner <subject>', 'whom the browser acts for; default: the admin')
      .option('--json', 'print a JSON object')
      .action(async (options: OfOwner) => (await import('../commands/sign-in-link.ts')).signInLink(options)),
    { 'darkroom sign-in-link': 'when the one that the start printed was used or has expired' },
  );
  const sessions = program
    .command('sessions')
    .summary('browsers that are signed in')
    .description('List and end the sessions of browsers.');
  withExamples(
    sessions
      .command('list')
      .summary('list the sessions of an owner')
      .description('List the browsers in which an owner is signed in.')
      .option('--owner <subject>', 'default: the admin')
      .option('--json', 'print a JSON array')
      .action(async (options: OfOwner) => (await import('../commands/sessions.ts')).showSessions(options)),
    { 'darkroom sessions list': 'with their ids, which revoke takes' },
  );
  withExamples(
    sessions
      .command('revoke')
      .argument('<id>', 'of the session, as `sessions list` shows it: ses_…')
      .summary('sign a browser out')
      .description('Sign a browser out. Servers refuse it within a second.')
      .action(async (id: string) => (await import('../commands/sessions.ts')).revokeSession(id)),
    { 'darkroom sessions revoke ses_…': 'a phone that was lost, say' },
  );
}

function defineQuotas(program: Command): void {
  const quotas = program
    .command('quotas')
    .summary('what a single owner may store')
    .description('Show and set what a single owner may store.');
  withExamples(
    quotas
      .command('show')
      .argument('<owner>', 'the subject that keys and tokens name')
      .summary('what the owner may store and has stored')
      .description('Show what the owner may store and has stored.')
      .option('--json', 'print a JSON object')
      .action(async (owner: string, options: { json?: true }) =>
        (await import('../commands/quotas.ts')).showQuotas(owner, options),
      ),
    { 'darkroom quotas show shop': 'used and allowed' },
  );
  withExamples(
    quotas
      .command('set')
      .argument('<owner>', 'the subject that keys and tokens name')
      .summary('allow the owner another amount than is configured')
      .description(
        'Allow the owner another amount than is configured. What is not named stays as it is; `default` takes the configured one again.',
      )
      .option('--bytes <number>', 'of all originals, or default', quota)
      .option('--images <number>', 'the same of images', quota)
      .option('--uploads-per-day <number>', 'the same of uploads on a day (UTC)', quota)
      .option('--json', 'print a JSON object')
      .action(async (owner: string, options: SetQuotasOptions) =>
        (await import('../commands/quotas.ts')).setQuotas(owner, options),
      ),
    {
      'darkroom quotas set shop --bytes 10000000000': '10 GB',
      'darkroom quotas set shop --bytes default': 'what is configured for everybody',
    },
  );
}
