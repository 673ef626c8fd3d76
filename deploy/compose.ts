/** docker-compose.yml as data, and what Docker would put into the environment of a container. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export interface Service {
  readonly image: string;
  readonly build?: object;
  readonly command?: string[];
  readonly environment?: Record<string, string>;
  readonly restart?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: string[];
  readonly ports?: string[];
  readonly profiles?: string[];
  readonly stop_grace_period?: string;
  readonly healthcheck?: object;
  readonly deploy?: { readonly replicas?: number };
  readonly depends_on?: Record<string, { condition: string }>;
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

const file = join(import.meta.dirname, '../docker-compose.yml');

export const readCompose = (): Compose => parse(readFileSync(file, 'utf8'), { merge: true }) as Compose;

/** @param given what `.env` beside the file has. @throws Error with the file's own words for what has to be there. */
export function containerEnvironment(
  { environment = {} }: Service,
  given: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, filled(value, given)]));
}

/** `${NAME:-otherwise}` and `${NAME:?what to do}`, which may stand in each other. */
function filled(text: string, given: Readonly<Record<string, string>>): string {
  const once = text.replace(
    /\$\{(\w+):([-?])([^{}]*)\}/g,
    (_whole, name: string, kind: string, words: string) => {
      const value = given[name] || (kind === '-' ? words : undefined);
      if (value === undefined) throw new Error(`${name}: ${words}`);
      return value;
    },
  );
  return once === text ? text : filled(once, given);
}
