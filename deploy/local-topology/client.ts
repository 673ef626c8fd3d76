/** Starts the topology in a process of its own and restarts parts of it: for specs and benchmarks. */
import { fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Order, Report } from './messages.ts';

/** Why there can be none, for the name of what is skipped; empty where there can. */
export const topologyUnfit =
  spawnSync('nginx', ['-v'], { env: { PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/usr/local/sbin` } })
    .status === 0
    ? ''
    : ' (not applicable: no nginx here; on Debian: apt-get install nginx)';

export interface RunningTopology extends Omit<Extract<Report, { kind: 'ready' }>, 'kind'> {
  /** Tells one to end, and starts it again. Resolves when it serves. */
  restart(name: string, signal?: NodeJS.Signals): Promise<Extract<Report, { kind: 'restarted' }>>;
  end(): Promise<void>;
}

/** @param root the repository, with a build. @param environment over what the compose file gives servers and workers. */
export async function openTopology(
  root: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningTopology> {
  const child = fork(join(root, 'deploy/local-topology/main.ts'), [], {
    env: { ...process.env, NODE_OPTIONS: '', TOPOLOGY_ENVIRONMENT: JSON.stringify(environment) },
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  const report = async <Kind extends Report['kind']>(
    wanted: Kind,
  ): Promise<Extract<Report, { kind: Kind }>> => {
    const told = await Promise.race([once(child, 'message') as Promise<[Report]>, exited]);
    const [said] = told as [Report | number | null];
    if (typeof said !== 'object' || said === null) throw new Error(`the topology ended with ${said}`);
    if (said.kind === 'failed') throw new Error(said.reason);
    if (said.kind !== wanted) throw new Error(`the topology said ${said.kind} and not ${wanted}`);
    return said as Extract<Report, { kind: Kind }>;
  };
  const ready = await report('ready');
  return {
    ...ready,
    async restart(name, signal = 'SIGTERM') {
      child.send({ name, signal } satisfies Order);
      return report('restarted');
    },
    async end() {
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}
