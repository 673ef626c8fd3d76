/** From the command to being ready: of a server whose database is migrated, and of everything with `npm start` on existing data. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Bench, Benchmark, Figure } from '../benchmark.ts';
import { freePort } from '../stack/free-port.ts';
import { type Stack, withStack } from '../stack/stack.ts';
import { median, ms } from '../statistics.ts';

const rounds = 7;
const serverTarget = 1_500;
const allInOneTarget = 6_000;

const project = fileURLToPath(new URL('../../..', import.meta.url));
const command = fileURLToPath(new URL('../../cli/main.js', import.meta.url));

type Environment = Readonly<Record<string, string>>;

export const startup: Benchmark = {
  name: 'startup',
  async run(bench) {
    const environment = { DATA_DIR: join(bench.folder, 'data') };
    const [ofServer, given] = await withStack({ ...bench, environment }, async (stack) => [
      await server(bench, stack),
      stack.environment,
    ]);
    return [ofServer, await allInOne(bench, given)];
  },
};

async function server({ progress, folder }: Bench, stack: Stack): Promise<Figure> {
  const [times, bare]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    progress(`startup: server ${round + 1} of ${rounds}`);
    const [port, adminPort] = [await freePort(), await freePort()];
    const environment = {
      ...stack.environment,
      DATABASE_URL: stack.databaseUrl,
      STORAGE_DIR: join(folder, 'data/blobs'),
      // As the image has it.
      NODE_COMPILE_CACHE: join(folder, 'compile-cache'),
      PORT: String(port),
      ADMIN_PORT: String(adminPort),
    };
    const probe = `http://127.0.0.1:${adminPort}/probe/ready`;
    times.push(await timed([process.execPath, command, 'server'], environment, () => untilReady(probe)));
    bare.push(await timed([process.execPath, '--eval', 'setTimeout(() => {}, 60_000)'], {}, async () => {}));
  }
  // The first fills the cache.
  return figure('server, migrated database, command to ready, median', times.slice(1), {
    target: serverTarget,
    bare: median(bare),
  });
}

async function allInOne({ progress }: Bench, environment: Environment): Promise<Figure> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    progress(`startup: npm start ${round + 1} of ${rounds}`);
    times.push(await timed(['npm', 'start'], environment, untilBanner));
  }
  return figure('npm start on existing data, command to ready, median', times, { target: allInOneTarget });
}

/** Milliseconds until it is ready; it is stopped afterwards. */
async function timed(
  [program = '', ...args]: readonly string[],
  environment: Environment,
  ready: (lines: AsyncIterable<string>) => Promise<void>,
): Promise<number> {
  const begun = performance.now();
  const child = spawn(program, args, {
    cwd: project,
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '/', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child, 'spawn');
  await ready(createInterface({ input: child.stdout }));
  const took = performance.now() - begun;
  child.stdout.resume();
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await exit;
  return took;
}

async function untilBanner(lines: AsyncIterable<string>): Promise<void> {
  for await (const line of lines) if (line.includes('Darkroom is ready')) return;
  throw new Error('npm start ended before it was ready');
}

async function untilReady(probe: string): Promise<void> {
  for (const deadline = performance.now() + 60_000; performance.now() < deadline; await sleep(5)) {
    const isReady = await fetch(probe).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
  }
  throw new Error('the server did not become ready');
}

const figure = (
  what: string,
  times: readonly number[],
  { target, bare }: { target: number; bare?: number },
): Figure => ({
  what,
  measured: ms(median(times)),
  limit: bare === undefined ? `best ${ms(Math.min(...times))}` : `Node alone ${ms(bare)}`,
  ratio: bare === undefined ? '–' : `${(median(times) / bare).toFixed(0)} ×`,
  target: `< ${ms(target)}`,
  met: median(times) < target,
});
