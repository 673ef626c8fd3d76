/**
 * The topology of docker-compose.yml, two servers behind nginx and two workers, restarted one after the other under load:
 * clients notice nothing.
 */
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { openTopology, type RunningTopology, topologyUnfit } from '../../deploy/local-topology/client.ts';
import { restartUnderLoad } from '../stack/restarts-under-load.ts';

// Ten processes start and stop in it, each in some seconds on a busy machine.
jest.setTimeout(600_000);

const restarts = 10;

(topologyUnfit ? describe.skip : describe)(`two servers and two workers${topologyUnfit}`, () => {
  let topology: RunningTopology;
  beforeAll(async () => {
    topology = await openTopology(resolve(import.meta.dirname, '../..'), { RENDER_PROCESSES: '1' });
  });
  afterAll(() => topology.end());

  it('are restarted one after the other under load without a failed request or a lost job', async () => {
    const { requests, accepted, ...outcome } = await restartUnderLoad(topology, { restarts });
    expect(outcome).toEqual({
      failures: [],
      lost: [],
      refusals: [],
      exitCodes: Array.from({ length: restarts }, () => 0),
      connections: expect.any(Number),
      startMs: expect.any(Array),
    });
    // There was a load, and the subscriber was with more than one server.
    expect(requests).toBeGreaterThan(restarts * 10);
    expect(accepted.length).toBeGreaterThan(restarts);
    expect(outcome.connections).toBeGreaterThan(1);
  });
});
