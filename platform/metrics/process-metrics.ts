/** What every process tells of itself: which build it is, how busy its event loop is, and what prom-client knows of any process of Node. */
import { performance } from 'node:perf_hooks';
import { collectDefaultMetrics } from 'prom-client';
import { versionOfDarkroom } from '../version.ts';
import { reading, registry, total } from './registry.ts';

const build = reading('build_info', 'Which build of Darkroom this is, and what it runs on: always 1.', [
  'role',
  'version',
  'node_version',
]);

total(
  'event_loop_active_seconds_total',
  'How long the event loop has been at work and not waiting: its rate is the utilisation, and near 1 the process has no time left.',
  () => performance.eventLoopUtilization().active / 1_000,
);

let isMeasured = false;

/** Once for a process, which is of one role. */
export function measureProcess(role: string): void {
  if (isMeasured) return;
  isMeasured = true;
  defineDefaults();
  const labels = { role, version: versionOfDarkroom(), node_version: process.versions.node };
  build.from((set) => set(labels, 1));
}

/** Counts of what the process is, named as if they only grew: promtool refuses them, and `nodejs_active_resources` says the same. */
const misnamed = ['handles', 'requests', 'resources'].map((what) => `nodejs_active_${what}_total`);

/** The ones of prom-client, whose names are those of every program on Node. */
function defineDefaults(): void {
  collectDefaultMetrics({ register: registry });
  for (const name of misnamed) registry.removeSingleMetric(name);
}
