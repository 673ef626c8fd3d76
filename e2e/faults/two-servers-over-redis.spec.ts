/** Two servers that are told of events by a Redis, over TLS and with a password; then it is killed, and comes back. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { darkroom } from '../clients/command-line.ts';
import { newOwner, type Owner, ownerWith } from '../clients/owner.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import { startStack, type Stack } from '../stack.ts';
import { logLines } from '../stack/log.ts';
import { describeOwnStack } from '../stack/own-stack.ts';
import { redisUnfit, type RedisServer, startRedisServer } from '../stack/redis-server.ts';
import { type SecondServer, startSecondServer } from '../stack/second-server.ts';
import { until } from '../until.ts';

const define = redisUnfit === '' ? describeOwnStack : describe.skip;

define(`two servers with a Redis${redisUnfit}`, () => {
  let redis: RedisServer;
  let stack: Stack;
  let second: SecondServer;
  let here: Owner;
  let there: Owner;
  beforeAll(async () => {
    redis = await startRedisServer({ password: randomBytes(24).toString('hex'), overTls: true });
    const environment = {
      SIGNING_KEYS: `k1:${'two-servers-and-one-redis'.repeat(2)}`,
      EVENTS_URL: redis.url,
      NODE_EXTRA_CA_CERTS: redis.authority,
    };
    stack = await startStack({ environment });
    second = await startSecondServer(stack, { environment });
    here = await newOwner(stack);
    there = ownerWith(second, here);
  });
  afterAll(async () => {
    await second.stop();
    await stack.remove();
    await redis.remove();
  });

  const uploadHere = async (): Promise<string> => (await here.upload(fileOf(await jpeg()))).id;
  const eventsPart = async () => {
    const { ready, text } = await stack.probe();
    return { ready, events: (JSON.parse(text) as { parts: Record<string, string> }).parts['events'] };
  };
  const eventsCheck = async () => {
    const environment = { EVENTS_URL: redis.url, NODE_EXTRA_CA_CERTS: redis.authority };
    const { out } = await darkroom(stack, ['doctor', '--json'], environment);
    const { findings } = JSON.parse(out) as { findings: { name: string; state: string; says: string }[] };
    return findings.find(({ name }) => name === 'events');
  };

  it('tell at one of what is uploaded at the other', async () => {
    const watch = there.watch({ after: await there.bookmark() });
    const id = await uploadHere();
    await watch.first('ImageReady', ({ image }) => image.id === id);
    expect(await eventsPart()).toEqual({ ready: true, events: 'ok' });
    expect(await eventsCheck()).toMatchObject({ state: 'ok' });
    await watch.close();
  });

  it('lose nothing while it is gone, say so, and are told again when it is back', async () => {
    const watch = there.watch({ after: await there.bookmark() });
    await redis.kill();
    const id = await uploadHere();
    await watch.first('ImageReady', ({ image }) => image.id === id);
    expect(await eventsPart()).toEqual({ ready: true, events: 'degraded' });
    expect(await eventsCheck()).toMatchObject({
      state: 'warning',
      says: expect.stringContaining('can this host reach EVENTS_URL'),
    });
    await redis.startAgain();
    await until(async () => (await eventsPart()).events === 'ok', { what: 'Redis to be used again' });
    const next = await uploadHere();
    await watch.first('ImageReady', ({ image }) => image.id === next);
    const warnings = (await logLines(stack.logFile)).filter(
      ({ role, msg }) => role === 'server' && msg.startsWith('Redis passes no hints'),
    );
    expect(warnings).toHaveLength(1);
    await watch.close();
  });
});
