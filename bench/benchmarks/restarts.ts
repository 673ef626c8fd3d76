/**
 * A hundred graceful restarts of the servers and workers of docker-compose.yml, one after the other, while clients of every kind
 * are at work: what fails, and what is lost.
 */
import { fileURLToPath } from 'node:url';
import { openTopology } from '../../deploy/local-topology/client.ts';
import { restartUnderLoad } from '../../e2e/stack/restarts-under-load.ts';
import type { Bench, Benchmark, Figure } from '../benchmark.ts';
import { median, ms } from '../statistics.ts';

const count = 100;

const project = fileURLToPath(new URL('../../..', import.meta.url));

export const restarts: Benchmark = {
  name: 'restarts',
  async run({ progress }: Bench) {
    const topology = await openTopology(project, { RENDER_PROCESSES: '1' });
    try {
      const outcome = await restartUnderLoad(topology, {
        restarts: count,
        onRestart: (n) => n % 10 === 0 && progress(`restarts: ${n} of ${count}`),
      });
      for (const failure of outcome.failures) progress(failure);
      const disorderly = outcome.exitCodes.filter((code) => code !== 0).length;
      const { requests, accepted, failures, lost, startMs } = outcome;
      return [
        zero(`${count} restarts under load, failed requests`, failures.length, `of ${requests}`),
        zero(`${count} restarts under load, lost jobs`, lost.length, `of ${accepted.length} uploads`),
        zero(`${count} restarts under load, that did not end in order`, disorderly, `of ${count}`),
        {
          what: 'from the end of one process to its next being ready, median',
          measured: ms(median(startMs)),
          limit: `longest ${ms(Math.max(...startMs))}`,
          ratio: '–',
        },
      ];
    } finally {
      await topology.end();
    }
  },
};

const zero = (what: string, count: number, limit: string): Figure => ({
  what,
  measured: String(count),
  limit,
  ratio: '–',
  target: '0',
  met: count === 0,
});
