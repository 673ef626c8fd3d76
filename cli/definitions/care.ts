/** Commands that look after an installation and after this command itself. */
import { Argument, type Command } from 'commander';
import type { DoctorOptions } from '../commands/doctor.ts';
import { shells, type Shell } from '../completion/shells.ts';
import { withExamples } from './examples.ts';
import { percent, wholeNumber } from './values.ts';

export function defineCare(program: Command): void {
  program.commandsGroup('Look after it:');
  defineDoctor(program);
  withExamples(
    program
      .command('secret')
      .summary('random secrets')
      .description('Make secrets.')
      .command('generate')
      .summary('print random secrets, one a line')
      .description('Print random secrets, one a line, fit for SIGNING_KEYS and BOOTSTRAP_API_KEY.')
      .option('--length <characters>', 'characters of each, 32 or more', wholeNumber(32, 1024), 48)
      .option('--count <number>', 'how many', wholeNumber(1, 1000), 1)
      .option('--json', 'print a JSON array')
      .action(async (options: { length: number; count: number; json?: true }) =>
        (await import('../commands/secret-generate.ts')).generateSecrets(options),
      ),
    { 'echo "SIGNING_KEYS=k1:$(darkroom secret generate)" >> .env': 'a signing key' },
  );
  withExamples(
    program
      .command('completion')
      .addArgument(new Argument('<shell>', 'whose').choices(shells))
      .summary('print what completes this command in a shell')
      .description('Print a script that completes commands, options and files at the Tab key.')
      .action(async (shell: Shell) =>
        (await import('../commands/completion.ts')).printCompletion(program, shell),
      ),
    {
      'source <(darkroom completion bash)': 'in ~/.bashrc',
      'source <(darkroom completion zsh)': 'in ~/.zshrc, below compinit',
      'darkroom completion fish > ~/.config/fish/completions/darkroom.fish': 'once',
    },
  );
  withExamples(
    program
      .command('version')
      .summary('print the version')
      .description('Print the version of Darkroom, and with --json that of Node.')
      .option('--json', 'print a JSON object')
      .action(async (options: { json?: true }) =>
        (await import('../commands/version.ts')).printVersion(options),
      ),
    { 'darkroom version --json': '{"version":"…","node":"…"}' },
  );
}

function defineDoctor(program: Command): void {
  withExamples(
    program
      .command('doctor')
      .summary('look at the whole installation and say what is wrong')
      .description(
        'Look at everything that the installation needs, and say for each fault what to do. Changes nothing unless --repair or --remove is given. The exit code is 1 when something fails, or is damaged and not repaired.',
      )
      .option(
        '--verify',
        'also compare every blob that rows name with the store: whether it is there, with its size',
      )
      .option('--digests', 'with --verify: read every blob, and compare its SHA-256')
      .option('--sample <percent>', 'with --verify: read only so many of them, others each time', percent)
      .option('--repair', 'with --verify: have damaged variants and renditions made again')
      .option('--sweep', 'also list the store: blobs that no row names, and rows whose blob is missing')
      .option(
        '--remove',
        'with --sweep: remove those blobs that are older than ORPHAN_GRACE_HOURS, however many there are',
      )
      .option('--json', 'print a JSON object')
      .action(async (options: DoctorOptions) => (await import('../commands/doctor.ts')).doctor(options)),
    {
      'darkroom doctor': 'whenever something does not work',
      'darkroom doctor --verify --digests': 'after a restore',
      'darkroom doctor --verify --sample 1 --json': 'every night, by a script',
    },
  );
}
