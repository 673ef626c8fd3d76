/**
 * The tree of commands: what there is, what it takes and what it says of itself. Help, completion and docs/cli.md come from
 * it. Each command's own code is loaded only when it is called, so that the small ones answer at once.
 */
import { Command } from 'commander';
import { versionOfDarkroom } from '../platform/version.ts';
import { defineAccess } from './definitions/access.ts';
import { defineCare } from './definitions/care.ts';
import { withExamples } from './definitions/examples.ts';
import { defineImages } from './definitions/images.ts';
import { defineRoles } from './definitions/roles.ts';
import { exitCodeMeanings } from './exit-codes.ts';

/** Throws CommanderError where others would end the process. */
export function createProgram(): Command {
  const program = new Command('darkroom')
    .description('A self-hosted GraphQL media platform.')
    .version(versionOfDarkroom(), '-V, --version', 'print the version')
    .exitOverride();
  defineRoles(program);
  defineAccess(program);
  defineImages(program);
  defineCare(program);
  const codes = Object.entries(exitCodeMeanings).map(
    ([code, meaning]) => `  ${code.padStart(3)}  ${meaning}`,
  );
  withExamples(program, {
    'darkroom start': 'run everything on this machine',
    'darkroom upload photo.jpg': 'in another terminal, with DARKROOM_API_KEY set',
    'darkroom help upload': 'all about one command',
  });
  return program.addHelpText('after', `\nExit codes:\n${codes.join('\n')}`);
}
