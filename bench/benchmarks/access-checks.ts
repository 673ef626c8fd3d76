/**
 * What it costs to know who asks and whether they may, beside the same server without any such question. What is told is how
 * many requests a second of processor time answers: a server has one thread, which is busy when it can take no more, and
 * what else the machine does meanwhile changes little of it.
 */
import { type BareProcess, withBare } from '../bare/bare-process.ts';
import type { ServerToMeasure, Used } from '../bare/serve-product.ts';
import type { Bench, Benchmark, Figure } from '../benchmark.ts';
import { authorization, query } from '../client/graphql.ts';
import { load } from '../client/load.ts';
import { bufferFile, upload } from '../client/upload.ts';
import { providePhoto } from '../inputs/photo.ts';
import { withTokens } from '../inputs/tokens.ts';
import { freePort } from '../stack/free-port.ts';
import { type Stack, withStack } from '../stack/stack.ts';
import { median, percent } from '../statistics.ts';

/** Short, many, and each beside its other: what the machine does meanwhile falls on both, or on few of them. */
const rounds = 60;
const pace = { connections: 16, seconds: 0.2 };
/** Until what runs has been compiled. */
const warmUp = { ...pace, seconds: 4 };
const target = 0.9;

export const accessChecks: Benchmark = {
  name: 'access-checks',
  async run(bench) {
    const photo = await providePhoto(bench.folder);
    return withStack(bench, async (stack) => {
      const image = await upload(stack, bufferFile(photo.data));
      const { viewer } = await query<{ viewer: { id: string } }>(stack, '{ viewer { id } }');
      const paths = {
        'A rendition from memory': `/i/${image}/w800.webp`,
        'A small GraphQL query': `/graphql?query=${encodeURIComponent('{ viewer { id } }')}`,
      };
      return withTokens(viewer.id, async (tokens) => {
        const credentials = [
          { what: 'an API key', credential: authorization(stack), environment: {} },
          ...tokens.map(({ algorithm, token, environment }) => ({
            what: `a token (${algorithm})`,
            credential: `Bearer ${token}`,
            environment,
          })),
        ];
        const figures: Figure[] = [];
        for (const { what, credential, environment } of credentials)
          await withServers(stack, { environment, trusted: viewer.id }, async (checking, trusting) => {
            for (const [name, path] of Object.entries(paths))
              figures.push(
                await compare(bench, `${name}, ${what}`, { checking, trusting, path, credential }),
              );
          });
        return figures;
      });
    });
  },
};

/** Two servers on the stack's database and disk, one of which trusts everybody. */
async function withServers(
  { environment, databaseUrl }: Stack,
  { environment: more, trusted }: ServerToMeasure,
  use: (checking: Running, trusting: Running) => Promise<void>,
): Promise<void> {
  const entry = new URL('../bare/serve-product.js', import.meta.url);
  const server = async (whom: string | undefined) => {
    const port = String(await freePort());
    const given: ServerToMeasure = {
      environment: {
        ...environment,
        ...more,
        DATABASE_URL: databaseUrl,
        PORT: port,
        ADMIN_PORT: String(await freePort()),
        PUBLIC_URL: `http://127.0.0.1:${port}`,
      },
      trusted: whom,
    };
    return { entry, arguments: [JSON.stringify(given)] };
  };
  await withBare([await server(undefined), await server(trusted)], async (processes, ready) => {
    const [checking, trusting] = processes.map((process, place) => ({
      process,
      url: (ready[place] as { url: string }).url,
    })) as [Running, Running];
    await use(checking, trusting);
  });
}

interface Running {
  readonly process: BareProcess;
  readonly url: string;
}

interface Sides {
  readonly checking: Running;
  readonly trusting: Running;
  readonly path: string;
  readonly credential: string;
}

async function compare(
  { progress }: Bench,
  what: string,
  { checking, trusting, path, credential }: Sides,
): Promise<Figure> {
  const headers = { authorization: credential, 'apollo-require-preflight': 'true' };
  /** Answers a second of processor time. */
  const measure = async ({ process, url }: Running, how = pace): Promise<number> => {
    const { cpuMs: before } = await process.ask<Used>({});
    const perSecond = await load({ url: url + path, headers, status: 200 }, how);
    const { cpuMs } = await process.ask<Used>({});
    return (perSecond * how.seconds) / ((cpuMs - before) / 1_000);
  };
  const samples = { checking: [] as number[], trusting: [] as number[], share: [] as number[] };
  await measure(checking, warmUp);
  await measure(trusting, warmUp);
  for (let round = 1; round <= rounds; round += 1) {
    // In turn who is first, so that neither has the machine as the other left it.
    const order = round % 2 === 0 ? [checking, trusting] : [trusting, checking];
    const rates = new Map<Running, number>();
    for (const server of order) rates.set(server, await measure(server));
    const [ours, limit] = [rates.get(checking) ?? 0, rates.get(trusting) ?? 0];
    progress(
      `access-checks: ${what}, round ${round} of ${rounds}, ${Math.round(ours)} and unchecked ${Math.round(limit)}`,
    );
    samples.checking.push(ours);
    samples.trusting.push(limit);
    samples.share.push(ours / limit);
  }
  const share = median(samples.share);
  return {
    what: `${what}, ${pace.connections} connections`,
    measured: `${Math.round(median(samples.checking))} a second of processor time`,
    limit: `unchecked ${Math.round(median(samples.trusting))}`,
    ratio: percent(share),
    target: `≥ ${percent(target)}`,
    met: share >= target,
  };
}
