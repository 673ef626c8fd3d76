/** What our GraphQL layer costs: a page of images, beside the plainest server that asks the same of the database. */
import autocannon from 'autocannon';
import type { Bench, Benchmark, Figure } from '../benchmark.ts';
import { withBare } from '../bare/bare-process.ts';
import { authorization, endpoint, query } from '../client/graphql.ts';
import { fillLibrary, imageCount, listStatement } from '../inputs/library.ts';
import { processSeconds } from '../machine/cpu-time.ts';
import { type Stack, withStack } from '../stack/stack.ts';
import { median, percent } from '../statistics.ts';

const connections = 16;
const rounds = 5;
const secondsEach = 5;
const warmUpSeconds = 3;
const targetShare = 0.8;

const pageSize = 20;
const document = `{ images(first: ${pageSize}) { nodes {
  id status filename title visibility contentType byteSize width height createdAt
} } }`;

export const listImages: Benchmark = {
  name: 'list-images',
  async run(bench) {
    return withStack(bench, async (stack) => {
      await fillLibrary(stack.databaseUrl);
      await assertFullPage(stack);
      const entry = new URL('../bare/serve-images.js', import.meta.url);
      const statement = { url: stack.databaseUrl, ...(await listStatement(stack.databaseUrl, pageSize)) };
      return withBare([{ entry, arguments: [JSON.stringify(statement)] }], async ([bare], [ready]) => {
        const { url } = ready as { url: string };
        const product = { ...stack, pid: stack.serverPid };
        return measure(bench, product, { ...stack, url, pid: bare?.pid });
      });
    });
  },
};

interface Subject {
  readonly url: string;
  readonly apiKey: string;
  readonly pid: number | undefined;
}

interface Round {
  readonly perSecond: number;
  /** Of the serving process, a request; NaN where unknown. */
  readonly cpuMs: number;
}

async function measure({ progress }: Bench, product: Subject, bare: Subject): Promise<Figure[]> {
  progress('list-images: warming up');
  await load(product, warmUpSeconds);
  await load(bare, warmUpSeconds);
  const samples = { product: [] as Round[], bare: [] as Round[] };
  for (let round = 1; round <= rounds; round += 1) {
    samples.bare.push(await load(bare, secondsEach));
    samples.product.push(await load(product, secondsEach));
    const [one, other] = [samples.product.at(-1), samples.bare.at(-1)];
    progress(`list-images: round ${round} of ${rounds}, ${one?.perSecond} and bare ${other?.perSecond}`);
  }
  return figures(samples);
}

/** @throws when a single answer is no success. */
async function load(subject: Subject, seconds: number): Promise<Round> {
  const before = await processSeconds(subject.pid);
  const { requests, non2xx, errors } = await autocannon({
    url: endpoint(subject),
    method: 'POST',
    connections,
    duration: seconds,
    headers: { authorization: authorization(subject), 'content-type': 'application/json' },
    body: JSON.stringify({ query: document }),
  });
  if (non2xx + errors > 0) throw new Error(`${non2xx + errors} answers were no success`);
  const cpu = ((await processSeconds(subject.pid)) ?? Number.NaN) - (before ?? Number.NaN);
  return { perSecond: Math.round(requests.average), cpuMs: (cpu * 1000) / requests.total };
}

/** A server that answers quickly because it finds nothing would be no result. */
async function assertFullPage(stack: Stack): Promise<void> {
  const { images } = await query<{ images: { nodes: unknown[] } }>(stack, document);
  if (images.nodes.length !== pageSize) throw new Error(`the page has ${images.nodes.length} images`);
}

function figures({ product, bare }: { product: readonly Round[]; bare: readonly Round[] }): Figure[] {
  const [ours, limit] = [product, bare].map((all) => ({
    perSecond: median(all.map(({ perSecond }) => perSecond)),
    cpuMs: median(all.map(({ cpuMs }) => cpuMs)),
  })) as [Round, Round];
  const share = ours.perSecond / limit.perSecond;
  return [
    {
      what: `images(first: ${pageSize}) of ${imageCount}, ${connections} connections`,
      measured: `${Math.round(ours.perSecond)}/s`,
      limit: `bare Apollo on Fastify ${Math.round(limit.perSecond)}/s`,
      ratio: percent(share),
      target: `≥ ${percent(targetShare)}`,
      met: share >= targetShare,
    },
    {
      what: 'Processor time of the server a request',
      measured: `${ours.cpuMs.toFixed(2)} ms`,
      limit: `bare ${limit.cpuMs.toFixed(2)} ms`,
      ratio: percent(ours.cpuMs / limit.cpuMs),
    },
  ];
}
