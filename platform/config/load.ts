/** Turns the environment into frozen, typed slices once, reporting every fault at the same time. */
import { AppError } from '../errors.ts';
import { definitions } from './definitions.ts';
import type { Variable } from './variable.ts';

type Value<V> = V extends Variable<infer T> ? T : never;

export type Config = {
  readonly [Slice in keyof typeof definitions]: {
    readonly [Key in keyof (typeof definitions)[Slice]]: Value<(typeof definitions)[Slice][Key]>;
  };
};

/** @throws AppError CONFIG_INVALID naming each variable, what was given and what is allowed. */
export function loadConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const faults: string[] = [];
  const slices = Object.entries(definitions).map(([slice, variables]) => [
    slice,
    Object.freeze(readSlice(variables, environment, faults)),
  ]);
  if (faults.length > 0) throw new AppError('CONFIG_INVALID', { faults: faults.join('\n') });
  return Object.freeze(Object.fromEntries(slices)) as Config;
}

function readSlice(
  variables: Readonly<Record<string, Variable>>,
  environment: Readonly<Record<string, string | undefined>>,
  faults: string[],
): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [key, variable] of Object.entries(variables)) {
    const given = environment[variable.name];
    const parsed = variable.schema.safeParse(given);
    if (parsed.success) values[key] = parsed.data;
    else faults.push(fault(variable, given));
  }
  return values;
}

function fault(variable: Variable, given: string | undefined): string {
  const shown = variable.secret ? 'a value that is not shown' : JSON.stringify(given ?? '');
  return `  ${variable.name} is ${shown}; allowed is ${variable.allowed}.`;
}
