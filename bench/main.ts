/**
 * `npm run bench`: every figure beside the limit that the same machine shows in the same run.
 *
 *   npm run bench -- [name …] [--markdown] [--strict] [--rows n] [--plans file]
 *
 * Progress goes to standard error, so that `npm run --silent bench -- --markdown > docs/bench.md` holds the table only.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Benchmark } from './benchmark.ts';
import { accessChecks } from './benchmarks/access-checks.ts';
import { coldRenditions } from './benchmarks/cold-renditions.ts';
import { directUpload } from './benchmarks/direct-upload.ts';
import { firstVariant } from './benchmarks/first-variant.ts';
import { largeUpload } from './benchmarks/large-upload.ts';
import { libraryPage } from './benchmarks/library-page.ts';
import { listImages } from './benchmarks/list-images.ts';
import { manyUploads } from './benchmarks/many-uploads.ts';
import { renderMemory } from './benchmarks/render-memory.ts';
import { restarts } from './benchmarks/restarts.ts';
import { startup } from './benchmarks/startup.ts';
import { subscriptions } from './benchmarks/subscriptions.ts';
import { tenMillion } from './benchmarks/ten-million.ts';
import { throughput } from './benchmarks/throughput.ts';
import { uploadPairs } from './benchmarks/upload-pairs.ts';
import { warmRenditions } from './benchmarks/warm-renditions.ts';
import { webhooks } from './benchmarks/webhooks.ts';
import { watchCalm } from './machine/calm.ts';
import { describeMachine } from './machine/describe.ts';
import { markdown, type Result, table } from './report.ts';

const benchmarks = [
  firstVariant,
  throughput,
  largeUpload,
  listImages,
  libraryPage,
  directUpload,
  uploadPairs,
  manyUploads,
  coldRenditions,
  warmRenditions,
  accessChecks,
  renderMemory,
  webhooks,
  subscriptions,
  tenMillion,
  startup,
  restarts,
];

const { values: options, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    markdown: { type: 'boolean' },
    strict: { type: 'boolean' },
    rows: { type: 'string' },
    plans: { type: 'string' },
  },
});

const rows = options.rows === undefined ? undefined : Number(options.rows);
const results: Result[] = [];
for (const benchmark of chosen(names)) results.push(await runAlone(benchmark));
console.log(options.markdown ? markdown(results, describeMachine()) : table(results));
const missed = results.flatMap(({ figures }) => figures).filter(({ met }) => met === false);
if (options.strict && missed.length > 0) process.exitCode = 1;

function chosen(names: readonly string[]): readonly Benchmark[] {
  const unknown = names.find((name) => !benchmarks.some((each) => each.name === name));
  if (unknown !== undefined) {
    console.error(`There is no benchmark ${unknown}: ${benchmarks.map(({ name }) => name).join(', ')}.`);
    process.exit(2);
  }
  return names.length === 0 ? benchmarks : benchmarks.filter(({ name }) => names.includes(name));
}

/** In a folder of its own, which goes with everything that was put into it. */
async function runAlone({ name, run }: Benchmark): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-bench-'));
  try {
    // Postgres refuses to run as root and must get in as somebody else.
    await chmod(folder, 0o755);
    const calm = await watchCalm();
    const figures = await run({
      folder,
      progress: (text) => console.error(text),
      rows,
      plansFile: options.plans,
    });
    return { name, figures, calm: await calm() };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
