/**
 * `npm run topology`: the topology of docker-compose.yml on this machine, until Ctrl-C. With a command behind it, that command
 * runs against it, with E2E_URL and E2E_API_KEY in its environment, and everything ends with it:
 *
 *   npm run topology -- [--rolling] [command …]
 *
 * --rolling restarts servers and workers one after the other meanwhile, again and again. Started with a channel, by
 * deploy/local-topology/client.ts, it restarts what it is told to.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Order, Report } from './messages.ts';
import { type Topology, startTopology } from './topology.ts';

// By hand: what is behind belongs to the command.
const given = process.argv.slice(2);
const isRolling = given[0] === '--rolling';
const command = isRolling ? given.slice(1) : given;

const stopping = new AbortController();
for (const event of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.on(event, () => stopping.abort());

const topology = await startTopology(JSON.parse(process.env['TOPOLOGY_ENVIRONMENT'] ?? '{}'));
try {
  if (process.send) await obey();
  else {
    console.log(
      `Darkroom is at ${topology.url}; the admin key is ${topology.apiKey}; logs are in ${topology.folder}.`,
    );
    const rolling = isRolling ? restartAll(topology) : undefined;
    if (command.length > 0) process.exitCode = await run(command);
    else if (!stopping.signal.aborted) await once(stopping.signal, 'abort');
    stopping.abort();
    await rolling;
  }
} finally {
  await topology.end();
}
process.exit();

async function restartAll({ roles }: Topology): Promise<void> {
  for (let n = 0; !stopping.signal.aborted; n += 1) {
    const role = roles[n % roles.length];
    const code = await role?.stop();
    if (code !== 0) throw new Error(`${role?.name} ended with ${code}`);
    await role?.start();
    console.error(`${role?.name} was restarted`);
  }
}

async function run([program = '', ...args]: readonly string[]): Promise<number> {
  const child = spawn(program, args, {
    stdio: 'inherit',
    env: { ...process.env, E2E_URL: topology.url, E2E_API_KEY: topology.apiKey },
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}

async function obey(): Promise<void> {
  const tell = (report: Report): void => void process.send?.(report);
  const { url, apiKey, databaseUrl, folder, roles } = topology;
  const follow = async ({ name, signal }: Order): Promise<void> => {
    const role = roles.find((each) => each.name === name);
    const code = (await role?.stop(signal)) ?? null;
    const startedAt = performance.now();
    await role?.start();
    tell({ kind: 'restarted', name, code, startMs: performance.now() - startedAt });
  };
  process.on('message', (order: Order) => {
    follow(order).catch((error: unknown) => tell({ kind: 'failed', reason: String(error) }));
  });
  tell({ kind: 'ready', url, apiKey, databaseUrl, folder, names: roles.map(({ name }) => name) });
  if (!stopping.signal.aborted) await once(stopping.signal, 'abort');
}
