/** Prints the script that makes a shell complete this command. */
import type { Command } from 'commander';
import { bashScript } from '../completion/bash.ts';
import { fishScript } from '../completion/fish.ts';
import { placesOf } from '../completion/places.ts';
import type { Shell } from '../completion/shells.ts';
import { zshScript } from '../completion/zsh.ts';

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript } as const;

export const printCompletion = (program: Command, shell: Shell): void =>
  void process.stdout.write(scripts[shell](placesOf(program)));
