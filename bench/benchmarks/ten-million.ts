/**
 * How long lists, filters and counts take when there are very many images: `--rows 10000000` for the figures of
 * docs/scaling.md, a smaller library otherwise. Beside it is the same server's quickest answer, which reads no list.
 */
import { writeFile } from 'node:fs/promises';
import { Client } from 'pg';
import type { Bench, Benchmark, Figure } from '../benchmark.ts';
import { query } from '../client/graphql.ts';
import { type LibraryQuery, libraryQueries } from '../inputs/library-queries.ts';
import { fillImages } from '../inputs/many-images.ts';
import { statementsOf } from '../inputs/statements.ts';
import { type Stack, withStack } from '../stack/stack.ts';
import { ms, quantile } from '../statistics.ts';

const usualRows = 200_000;
const warmUps = 10;
const times = 200;
/** What takes seconds is measured less often. */
const patienceMs = 4_000;
const targetMs = 50;

export const tenMillion: Benchmark = {
  name: 'ten-million',
  run: (bench) =>
    withStack(bench, async (stack) => {
      await fillImages(stack.databaseUrl, { rows: bench.rows ?? usualRows, progress: bench.progress });
      return measureLibrary(stack, bench);
    }),
};

/** @param stack whose database `fillImages` has filled. */
async function measureLibrary(
  stack: Stack,
  { progress, plansFile }: Pick<Bench, 'progress' | 'plansFile'>,
): Promise<Figure[]> {
  const nothing = { document: '{ viewer { id } }', variables: {} };
  const floor = quantile(await timesOf(stack, nothing), 0.5);
  const queries = await libraryQueries(stack.databaseUrl);
  const figures: Figure[] = [];
  for (const each of queries) {
    const sample = await timesOf(stack, each);
    const [p50, p99] = [quantile(sample, 0.5), quantile(sample, 0.99)];
    progress(`${each.what}: ${ms(p50)}, ${ms(p99)}`);
    figures.push({
      what: each.what,
      measured: `p50 ${ms(p50)}, p99 ${ms(p99)}`,
      limit: `{ viewer { id } } ${ms(floor)}`,
      ratio: `${(p50 / floor).toFixed(1)} ×`,
      target: `p50 ≤ ${ms(targetMs)}`,
      met: p50 <= targetMs,
    });
  }
  if (plansFile !== undefined) await writeFile(plansFile, await plansOf(stack.databaseUrl, queries));
  return figures;
}

async function timesOf(
  stack: Stack,
  { document, variables }: Pick<LibraryQuery, 'document' | 'variables'>,
): Promise<number[]> {
  const sample: number[] = [];
  const end = performance.now() + patienceMs;
  for (let n = -warmUps; n < times && (n < 1 - warmUps || performance.now() < end); n += 1) {
    const start = performance.now();
    await query(stack, document, variables);
    sample.push(performance.now() - start);
  }
  return sample.length > warmUps ? sample.slice(warmUps) : sample;
}

/** Of every statement as Postgres runs it, as Markdown. */
async function plansOf(url: string, queries: readonly LibraryQuery[]): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const parts: string[] = [];
    for (const { what, ask } of queries)
      for (const { text, parameters } of await statementsOf(url, ask)) {
        const { rows } = await client.query<{ 'QUERY PLAN': string }>(
          `EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) ${text}`,
          parameters.slice(),
        );
        parts.push(`### ${what}\n\n\`\`\`text\n${rows.map((row) => row['QUERY PLAN']).join('\n')}\n\`\`\`\n`);
      }
    return parts.join('\n');
  } finally {
    await client.end();
  }
}
