/** Turns the environment into frozen, typed slices once, reporting every fault at the same time. */
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../errors.ts';
import { cdnFaults } from './cdn-faults.ts';
import { definitions } from './definitions.ts';
import { type NeededSecret, secretFaults } from './secret-faults.ts';
import { tokenFaults } from './token-faults.ts';
import type { TokenAlgorithm } from './token-types.ts';
import type { Variable } from './variable.ts';

type Value<V> = V extends Variable<infer T> ? T : never;

type Given = {
  readonly [Slice in keyof typeof definitions]: {
    readonly [Key in keyof (typeof definitions)[Slice]]: Value<(typeof definitions)[Slice][Key]>;
  };
};

/** What was given, with the defaults filled in that depend on other variables. */
export type Config = ReturnType<typeof withDerived>;

/**
 * @param needed for a process that serves, the secrets that it cannot do without in production. Without it none is judged.
 * @throws AppError CONFIG_INVALID naming each variable, what was given and what is allowed.
 */
export function loadConfig(
  environment: Readonly<Record<string, string | undefined>>,
  needed?: readonly NeededSecret[],
): Config {
  const faults: string[] = [];
  const slices = Object.entries(definitions).map(([slice, variables]) => [
    slice,
    readSlice(variables, environment, faults),
  ]);
  const given = Object.fromEntries(slices) as Given;
  faults.push(...cdnFaults(definitions.cdn, given.cdn), ...tokenFaults(given.tokens, given.quotas.classes));
  const { url, directUrl } = given.database;
  if (directUrl !== undefined && url === undefined)
    faults.push(
      '  DATABASE_DIRECT_URL is set and DATABASE_URL is not: it is the way past the pooler of that one.',
    );
  if (needed) faults.push(...secretFaults(given, needed));
  if (faults.length > 0) throw new AppError('CONFIG_INVALID', { faults: faults.join('\n') });
  const config = withDerived(given);
  for (const slice of Object.values(config)) Object.freeze(slice);
  return Object.freeze(config);
}

function withDerived(given: Given) {
  const { http, storage, rendering, delivery, quotas, tokens, profiles } = given;
  const processes = rendering.processes ?? availableParallelism();
  const publicUrl = http.publicUrl ?? `http://localhost:${http.port}`;
  const cdnUrl = http.cdnUrl ?? publicUrl;
  const elsewhere = storage.endpoint !== undefined;
  return {
    ...given,
    http: { ...http, publicUrl, cdnUrl },
    // Where the CDN serves below a path of its own, that is a part of what it is to forget.
    cdn: { ...given.cdn, basePath: new URL(cdnUrl).pathname.replace(/\/$/, '') },
    quotas: { ...quotas, classes: Object.fromEntries(quotas.classes) },
    tokens: { ...tokens, algorithms: tokens.algorithms ?? usualAlgorithms(tokens) },
    rendering: {
      ...rendering,
      processes,
      jobsPerWorker: rendering.jobsPerWorker ?? processes + 1,
      jobsPerOwner: rendering.jobsPerOwner ?? processes,
    },
    // Who named a file wants that one; nobody has to have the usual one.
    profiles: { path: profiles.path ?? 'profiles.yaml', isNamed: profiles.path !== undefined },
    delivery: { ...delivery, processes: delivery.processes ?? availableParallelism() },
    webhooks: {
      ...given.webhooks,
      allowHttp: given.webhooks.allowHttp ?? given.process.mode !== 'production',
      listed: given.outbound.listed,
    },
    storage: {
      ...storage,
      directory: storage.directory ?? join(given.process.dataDir, 'blobs'),
      scratchDirectory: storage.scratchDirectory ?? tmpdir(),
      forcePathStyle: storage.forcePathStyle ?? elsewhere,
      checksums: storage.checksums ?? (elsewhere ? ('required' as const) : ('supported' as const)),
    },
  };
}

/** Of public keys those that current advice prefers; of secrets the one whose length is always checked. */
const usualAlgorithms = ({ secret }: Given['tokens']): readonly TokenAlgorithm[] =>
  secret === undefined ? ['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA', 'Ed25519'] : ['HS256'];

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
