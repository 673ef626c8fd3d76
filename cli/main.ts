#!/usr/bin/env node
/** The `darkroom` command: calls what its arguments name, and says how it ended. */
import { CommanderError } from 'commander';
import { isAppError } from '../platform/errors.ts';
import { exitCodes, WrongCall } from './exit-codes.ts';
import { isRole } from './definitions/roles.ts';
import { createProgram } from './program.ts';
import { endOnInterrupt, endWithReader } from './terminal.ts';

const program = createProgram();
program.hook('preAction', (_, command) => {
  // A role has an order in which it ends, and needs nobody to read what it prints.
  if (isRole(command)) return;
  endOnInterrupt();
  endWithReader();
});

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof WrongCall) console.error(error.message);
  if (error instanceof CommanderError)
    process.exit(error.exitCode === 0 ? exitCodes.done : exitCodes.wrongCall);
  // What has a sentence is meant for people; anything else is a fault of ours and keeps its stack.
  console.error(isAppError(error) ? error.message : error);
  process.exit(exitCodes.failed);
}
