/** What a channel does when its Redis is absent, refuses it, is only half there or slow. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createClient } from '@redis/client';
import { pino } from 'pino';
import { type FaultyNetwork, faultyNetwork } from '../../test/faulty-network.ts';
import { redisUnfit, type RedisServer, startRedisServer } from '../../test/redis-server.ts';
import { until } from '../../test/until.ts';
import { openRedisChannel, type RedisChannel } from './redis-channel.ts';

const password = 'a-password-that-no-log-has';

(redisUnfit === '' ? describe : describe.skip)(`a channel of Redis${redisUnfit}`, () => {
  let server: RedisServer;
  let network: FaultyNetwork;
  let channels: RedisChannel[] = [];
  let log: string[];
  beforeAll(async () => {
    server = await startRedisServer({ password });
  });
  beforeEach(async () => {
    network = await faultyNetwork(server.url);
    log = [];
  });
  afterEach(async () => {
    for (const channel of channels) channel.close();
    channels = [];
    await network.close();
  });
  afterAll(() => server.remove());

  async function open(url = network.url): Promise<{ channel: RedisChannel; hints: () => number }> {
    const logger = pino({ level: 'trace' }, { write: (line: string) => void log.push(line) });
    const channel = await openRedisChannel({ url, channel: 'news', logger });
    channels.push(channel);
    let hints = 0;
    channel.listen(() => (hints += 1));
    return { channel, hints: () => hints };
  }

  /** What is logged at this level. */
  const messages = (level: number): string[] =>
    log
      .map((line) => JSON.parse(line) as { level: number; msg: string })
      .flatMap((line) => (line.level === level ? line.msg : []));
  const warnings = () => messages(40);

  it('opens where no server answers, warns once however often it tries, and hints when one is there', async () => {
    await server.kill();
    const { channel, hints } = await open();
    expect(channel.fault()).toBeDefined();
    await until('it has tried again', () => network.opened() >= 4);
    expect(warnings()).toEqual([expect.stringContaining('Redis passes no hints')]);
    await server.startAgain();
    await until('it hints', () => hints() === 1);
    expect(channel.fault()).toBeUndefined();
    expect([warnings().length, messages(30)]).toEqual([1, ['Redis passes hints again']]);
  });

  it('says why it is refused, and its credentials to nobody', async () => {
    const wrong = new URL(network.url);
    wrong.password = 'not-the-password-of-redis';
    const { channel } = await open(wrong.href);
    expect(channel.fault()).toContain('WRONGPASS');
    channel.publish();
    await until('it has tried again', () => network.opened() >= 3);
    expect(warnings()).toHaveLength(1);
    expect(log.join('') + channel.fault()).not.toMatch(/not-the-password|a-password|redis:\/\//);
  });

  it('says that it may not publish where its user may only listen', async () => {
    const admin = createClient({ url: server.url });
    await admin.connect();
    const rules = [
      'on',
      `>${password}`,
      'resetchannels',
      '&news',
      '+subscribe',
      '+ping',
      '+hello',
      '-publish',
    ];
    await admin.sendCommand(['ACL', 'SETUSER', 'listener', 'reset', ...rules]);
    admin.destroy();
    const { channel, hints } = await open(network.url.replace('default:', 'listener:'));
    expect(channel.fault()).toBeUndefined();
    const other = await open();
    channel.publish();
    await until('it knows', () => channel.fault()?.includes('NOPERM'));
    other.channel.publish();
    await until('it hears others', () => hints() >= 1);
  });

  it('notices a connection that is only half there', async () => {
    const [frozen, other] = [await open(), await open(server.url)];
    network.freeze();
    const before = frozen.hints();
    frozen.channel.publish();
    await until('it hints from a new one', () => frozen.hints() > before, 40_000);
    // What it could not say before is said now.
    await until('the other is told', () => other.hints() > 0);
    expect(network.opened()).toBe(2);
  }, 60_000);

  it('is asked a thousand times at once, and says it a few times, the last one after all of them', async () => {
    const [from, to] = [await open(), await open()];
    for (let n = 0; n < 1_000; n += 1) from.channel.publish();
    await until('it is told twice', () => to.hints() >= 2);
    from.channel.publish();
    await until('it is told again', () => to.hints() >= 3);
    expect(to.hints()).toBe(3);
  });

  it('calls back nobody who has stopped, and leaves no connection when it is closed', async () => {
    const { channel, hints } = await open();
    const before = hints();
    let others = 0;
    const stop = channel.listen(() => (others += 1));
    stop();
    channel.publish();
    await until('the other listener is told', () => hints() > before);
    expect(others).toBe(0);
    channel.close();
    await until('no connection is left', () => network.open() === 0);
  });
});
