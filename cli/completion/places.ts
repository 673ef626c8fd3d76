/**
 * What can come next at each place of the command line, from the tree of commands. The scripts hold all of it, so that no
 * Tab waits for Node to start.
 */
import type { Command, Option } from 'commander';

export interface Place {
  /** The commands before it, such as `keys create`; empty at the beginning. */
  readonly path: string;
  readonly commands: readonly Word[];
  readonly options: readonly OfferedOption[];
  /** Whether an argument is the name of a file. */
  readonly takesFiles: boolean;
}

export interface Word {
  readonly word: string;
  readonly says: string;
}

export interface OfferedOption extends Word {
  readonly takes: 'nothing' | 'a value' | 'a folder';
}

/** Arguments that are files of this machine, by the names that help gives them. */
const fileArguments = new Set(['files', 'paths']);

export function placesOf(command: Command, before = ''): Place[] {
  const help = command.createHelp();
  const commands = help.visibleCommands(command).filter((each) => each.name() !== 'help');
  const choices = command.registeredArguments.flatMap(({ argChoices = [] }) => argChoices);
  const here: Place = {
    path: before,
    commands: [
      ...commands.map((each) => ({ word: each.name(), says: help.subcommandDescription(each) })),
      ...choices.map((word) => ({ word, says: '' })),
    ],
    options: help.visibleOptions(command).flatMap(offered),
    takesFiles: command.registeredArguments.some((argument) => fileArguments.has(argument.name())),
  };
  return [here, ...commands.flatMap((each) => placesOf(each, `${before} ${each.name()}`.trim()))];
}

function offered(option: Option): OfferedOption[] {
  if (option.long === undefined) return [];
  const takes = option.flags.includes('<folder>') ? 'a folder' : option.required ? 'a value' : 'nothing';
  return [{ word: option.long, says: option.description, takes }];
}
