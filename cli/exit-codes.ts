/** How a command ends, for the shell. */
import { CommanderError } from 'commander';

export const exitCodes = { done: 0, failed: 1, wrongCall: 2, interrupted: 130 } as const;

/** What scripts may rely on. */
export const exitCodeMeanings: Readonly<Record<(typeof exitCodes)[keyof typeof exitCodes], string>> = {
  0: 'done',
  1: 'failed, in whole or in part: standard error says why',
  2: 'called wrongly: no such command or option, or a value of the wrong form; nothing was done',
  130: 'interrupted by Ctrl-C',
};

/** Options that contradict each other. main.ts prints it; what Commander finds wrong it has printed itself. */
export class WrongCall extends CommanderError {
  constructor(reason: string) {
    super(exitCodes.wrongCall, 'darkroom.wrongCall', `error: ${reason}`);
  }
}
