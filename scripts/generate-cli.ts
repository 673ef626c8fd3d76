/** The reference of the command line, from the definitions that the command itself is made of. */
import type { Argument, Command, Option } from 'commander';
import { examplesOf } from '../cli/definitions/examples.ts';
import { exitCodeMeanings } from '../cli/exit-codes.ts';
import { createProgram } from '../cli/program.ts';

export function commandReference(): string {
  const program = createProgram();
  const codes = Object.entries(exitCodeMeanings).map(([code, meaning]) => `| ${code} | ${meaning} |`);
  return `<!-- Generated from cli/definitions/ by \`npm run gen\`. -->

# Command line

In the folder of Darkroom, \`npx darkroom <command>\` is there after the first \`npm start\`. For a \`darkroom\` on your \`PATH\`, as the
examples have it, run \`npm link\` once in that folder (\`npm unlink --global darkroom\` takes it away again), or link
\`cli/darkroom.sh\` as \`darkroom\` into a folder of your \`PATH\`. It brings its own Node. In a container it is the entry point:
\`docker compose run --rm server doctor\`.

Commands that work on the installation read the same [environment variables](configuration.md) as the servers, and a file \`.env\`
in the working directory; \`DATA_DIR\` is beside it unless it is set. \`upload\` and \`reprocess\` are clients: they run on any machine
and need \`DARKROOM_API_KEY\`, and \`PUBLIC_URL\` or \`--url\`.

Results are on standard output, and what went wrong is on standard error, in sentences. \`--json\` prints results for scripts.
Progress and colours are for terminals alone; \`NO_COLOR=1\` turns colours off.

## Exit codes

| code | meaning |
| --- | --- |
${codes.join('\n')}

## Completion

The Tab key completes commands, options and files:

| shell | once |
| --- | --- |
| bash | \`source <(darkroom completion bash)\` in \`~/.bashrc\`; for the bash 3.2 of macOS \`eval "$(darkroom completion bash)"\` |
| zsh | \`source <(darkroom completion zsh)\` in \`~/.zshrc\`, below \`compinit\` |
| fish | \`darkroom completion fish > ~/.config/fish/completions/darkroom.fish\` |

## Commands

${tableOf(program, '')}

${program.commands.flatMap((command) => sectionsOf(command, 'darkroom')).join('\n\n')}
`;
}

/** A line for each command that does something. */
function tableOf(program: Command, before: string): string {
  const rows = leavesOf(program, before).map(
    ({ path, command }) =>
      `| [\`${path}\`](#${`darkroom ${path}`.replaceAll(' ', '-')}) | ${cell(command.summary() || command.description())} |`,
  );
  return `| command | |\n| --- | --- |\n${rows.join('\n')}`;
}

interface Leaf {
  readonly path: string;
  readonly command: Command;
}

const leavesOf = (parent: Command, before: string): Leaf[] =>
  parent.commands.flatMap((command) => {
    const path = `${before} ${command.name()}`.trim();
    const below = leavesOf(command, path);
    return isGroup(command) ? below : [{ path, command }, ...below];
  });

/** What only holds other commands; the examples of those that do something come with them. */
const isGroup = (command: Command): boolean => examplesOf(command).length === 0;

function sectionsOf(command: Command, before: string): string[] {
  const path = `${before} ${command.name()}`;
  const below = command.commands.flatMap((each) => sectionsOf(each, path));
  return isGroup(command) ? below : [sectionOf(command, path), ...below];
}

function sectionOf(command: Command, path: string): string {
  const takes = [...command.registeredArguments.map(argumentRow), ...command.options.map(optionRow)];
  const examples = examplesOf(command).map(({ call, does }) => `# ${does}\n${call}`);
  return [
    `### ${path}`,
    command.description(),
    `\`${usageOf(command, path)}\``,
    ...(takes.length > 0 ? [`| | |\n| --- | --- |\n${takes.join('\n')}`] : []),
    `\`\`\`sh\n${examples.join('\n')}\n\`\`\``,
  ].join('\n\n');
}

/** As help has it, without what nobody can fill in. */
function usageOf(command: Command, path: string): string {
  const usage = command
    .usage()
    .replace('[command]', '')
    .replace(/^\[options\]/, command.options.length > 0 ? '[options]' : '');
  return `${path} ${usage}`.trim().replaceAll(/ +/g, ' ');
}

const argumentRow = (argument: Argument): string => {
  const shown = `${argument.name()}${argument.variadic ? '…' : ''}`;
  const choices = argument.argChoices ? `: ${argument.argChoices.join(', ')}` : '';
  return `| \`${argument.required ? `<${shown}>` : `[${shown}]`}\` | ${cell(argument.description + choices)} |`;
};

const optionRow = (option: Option): string => {
  const notes = [
    ...(option.mandatory ? ['required'] : []),
    ...(option.defaultValue === undefined ? [] : [`default: ${String(option.defaultValue)}`]),
  ];
  return `| \`${option.flags}\` | ${cell([option.description, ...notes].join('; '))} |`;
};

const cell = (text: string): string => text.replaceAll('|', '\\|');
