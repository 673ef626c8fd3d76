/** A command that was called with options that contradict each other: told like every other wrong call, by exit code 2. */
import { CommanderError } from 'commander';

export const exitCodes = { done: 0, failed: 1, wrongCall: 2 } as const;

/** What main.ts prints itself; Commander has said its own before it throws. */
export class WrongCall extends CommanderError {
  constructor(reason: string) {
    super(exitCodes.wrongCall, 'darkroom.wrongCall', `error: ${reason}`);
  }
}
