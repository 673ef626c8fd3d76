/** The reference of the command line: what `--help` says of each command, as the command line itself tells it. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

interface Help {
  /** Below `darkroom`: `keys create`. */
  readonly path: readonly string[];
  readonly text: string;
}

export async function commandReference(root: string): Promise<string> {
  const [whole, ...commands] = await helpOf(root, []);
  if (!whole) throw new Error('the command line says nothing');
  return `<!-- Generated from cli/main.ts by \`npm run gen\`. -->

# Command line

\`npx darkroom <command>\` in a folder with Darkroom, or the arguments of its container. Every command reads the
[configuration](configuration.md) from the environment and from a file \`.env\`. It ends with 0 when it did what it was asked, with 1
when that failed, which it says in a sentence on standard error, and with 2 when it was called wrongly.

${block(whole)}

${commands.map((help) => `## darkroom ${help.path.join(' ')}\n\n${block(help)}`).join('\n\n')}
`;
}

const block = ({ text }: Help): string => `\`\`\`text\n${text.trimEnd()}\n\`\`\``;

/** Of the command and of all below it, in the order of the command line. */
async function helpOf(root: string, path: readonly string[]): Promise<Help[]> {
  const main = join(root, 'cli/main.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [main, ...path, '--help'], {
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
  });
  const below = await Promise.all(namesIn(stdout).map((name) => helpOf(root, [...path, name])));
  return [{ path, text: stdout }, ...below.flat()];
}

/** Those under `Commands:`, but for `help`, which is everywhere. */
function namesIn(help: string): string[] {
  const [, listed = ''] = help.split('\nCommands:\n');
  const names = [...listed.matchAll(/^ {2}([\w-]+)/gm)].map(([, name = '']) => name);
  return names.filter((name) => name !== 'help');
}
