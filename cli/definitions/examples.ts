/** Examples of a command: for its help, and for docs/cli.md. */
import type { Command } from 'commander';

export interface Example {
  readonly call: string;
  /** What it does, as the end of a line. */
  readonly does: string;
}

const known = new WeakMap<Command, readonly Example[]>();

export function withExamples(command: Command, examples: Readonly<Record<string, string>>): Command {
  const list = Object.entries(examples).map(([call, does]) => ({ call, does }));
  known.set(command, list);
  const lines = list.map(({ call, does }) => `  # ${does}\n  ${call}`);
  return command.addHelpText('after', `\nExamples:\n${lines.join('\n')}`);
}

export const examplesOf = (command: Command): readonly Example[] => known.get(command) ?? [];
