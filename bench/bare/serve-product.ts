/**
 * The entry of the product's own server beside a stack, as it is or without its access checks: those modules are replaced while
 * they are loaded, so that the product needs no switch that nobody may ever turn.
 */
import { registerHooks } from 'node:module';
import { tell, whenAsked } from './tell.ts';

/** What it answers to any question: the processor time that it has used. */
export interface Used {
  readonly cpuMs: number;
}

export interface ServerToMeasure {
  readonly environment: Readonly<Record<string, string>>;
  /** Whom every request is taken for, unasked; undefined: access is checked. */
  readonly trusted?: string | undefined;
}

const { environment, trusted } = JSON.parse(process.argv[2] ?? '{}') as ServerToMeasure;

/** Who asks, whether they may, and what is left of their budgets. */
const withoutChecks = (subject: string): Readonly<Record<string, string>> => ({
  'server/authenticate.js': `
    const viewer = Object.freeze({ subject: ${JSON.stringify(subject)}, scopes: ['READ', 'UPLOAD', 'MANAGE', 'ADMIN'], keyId: null });
    export const authenticator = () => async () => viewer;
    export const seenFrom = () => viewer;`,
  'domain/access/policy.js': `
    export const requireScope = (viewer) => viewer.subject;
    export const isOwner = () => true;
    export const maySee = () => true;
    export const deliveryOf = () => 'requester';`,
  'domain/usage/charge.js': `
    export const take = () => undefined;
    export const charge = () => {};`,
});

/** Each replacement is what it leaves out of the module, and otherwise the module. */
function replace(sources: Readonly<Record<string, string>>): void {
  registerHooks({
    load(url, context, next) {
      const [, source] = Object.entries(sources).find(([path]) => url.endsWith(`/dist/${path}`)) ?? [];
      if (source === undefined) return next(url, context);
      const all = `export * from ${JSON.stringify(`${url}?all`)};`;
      return { format: 'module', shortCircuit: true, source: all + source };
    },
  });
}

if (trusted !== undefined) replace(withoutChecks(trusted));
const { startServer } = await import('../../server/app.ts');
const { loadConfig } = await import('../../platform/config/load.ts');
const { createLogger } = await import('../../platform/logging.ts');
const { url } = await startServer({
  config: loadConfig(environment),
  logger: createLogger({ level: 'warn', role: 'bench' }),
});
whenAsked(async () => {
  const { user, system } = process.cpuUsage();
  return { cpuMs: (user + system) / 1_000 } satisfies Used;
});
tell({ url });
