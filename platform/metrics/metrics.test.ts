import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { expect, it } from '@jest/globals';
import { pino } from 'pino';
import { cachedRead } from './cached-read.ts';
import { counter, histogram, reading, registry } from './registry.ts';
import { openStatsd } from './statsd.ts';

const linesOf = async (name: string): Promise<string[]> =>
  (await registry.metrics()).split('\n').filter((line) => line.startsWith(`darkroom_${name}`));

it('a tally and a counter count the same series, and nothing twice', async () => {
  const counted = counter('test_total', 'Of a test.', ['kind']);
  const tally = counted.tally({ kind: 'a' });
  tally.add(2);
  counted.inc({ kind: 'a' });
  expect(await linesOf('test_total')).toEqual(['darkroom_test_total{kind="a"} 3']);
  tally.add(1);
  expect(await linesOf('test_total')).toEqual(['darkroom_test_total{kind="a"} 4']);
  expect(await linesOf('test_total')).toEqual(['darkroom_test_total{kind="a"} 4']);
});

it('a reading adds up what there is now, and forgets what has ended', async () => {
  const read = reading('test_open', 'Of a test.', ['pool']);
  const ends = [1, 2].map((count) => read.from((set) => set({ pool: 'p' }, count)));
  expect(await linesOf('test_open')).toEqual(['darkroom_test_open{pool="p"} 3']);
  ends[1]?.();
  expect(await linesOf('test_open')).toEqual(['darkroom_test_open{pool="p"} 1']);
  ends[0]?.();
  expect(await linesOf('test_open')).toEqual([]);
});

it('a read that fails or never ends leaves out its series, says so, and fails no scrape', async () => {
  const shown = reading('test_state', 'Of a test.', ['part']);
  const looks = {
    good: () => Promise.resolve(7),
    bad: () => Promise.reject(new Error('no database')),
    stuck: () => new Promise<number>(() => {}),
  };
  const reads = Object.entries(looks).map(([part, look]) => ({ part, ...cachedRead(part, look) }));
  for (const { part, read } of reads)
    shown.from(async (set) => {
      const value = await read();
      if (value !== undefined) set({ part }, value);
    });
  expect(await linesOf('test_state')).toEqual(['darkroom_test_state{part="good"} 7']);
  expect(await linesOf('metrics_read_failed')).toEqual([
    'darkroom_metrics_read_failed{part="good"} 0',
    'darkroom_metrics_read_failed{part="bad"} 1',
    'darkroom_metrics_read_failed{part="stuck"} 1',
  ]);
  for (const { close } of reads) close();
  expect(await linesOf('metrics_read_failed')).toEqual([]);
});

it('a read is made once, however many ask at the same time', async () => {
  let looked = 0;
  const { read, close } = cachedRead('once', async () => ++looked);
  expect(await Promise.all([read(), read(), read()])).toEqual([1, 1, 1]);
  close();
});

it('StatsD is sent what grew, what there is, and the parts of histograms, in packets of whole lines', async () => {
  const server = createSocket('udp4').bind(0, '127.0.0.1');
  await once(server, 'listening');
  const packets: string[] = [];
  server.on('message', (packet) => packets.push(packet.toString()));
  const linesFrom = (packet: number): string[] => packets.slice(packet).flatMap((each) => each.split('\n'));

  const hostile = counter('test_sent_total', 'Of a test.', ['way']);
  const times = histogram('test_sent_seconds', 'Of a test.', { buckets: [0.1, 1] });
  hostile.inc({ way: 'a,b|c:1\nd' }, 5);
  times.observe(0.5);
  const sink = openStatsd({
    url: `udp://127.0.0.1:${server.address().port}`,
    everyMs: 3_600_000,
    tags: { role: 'test' },
    logger: pino({ level: 'silent' }),
  });
  await sink.close();
  await untilHeard(() => linesFrom(0).some((line) => line.startsWith('darkroom_test_sent_seconds_count')));
  expect(linesFrom(0).filter((line) => line.includes('test_sent'))).toEqual([
    'darkroom_test_sent_total:5|c|#role:test,way:a_b_c:1_d',
    'darkroom_test_sent_seconds_bucket:1|c|#role:test,le:1',
    'darkroom_test_sent_seconds_bucket:1|c|#role:test,le:+Inf',
    'darkroom_test_sent_seconds_sum:0.5|c|#role:test',
    'darkroom_test_sent_seconds_count:1|c|#role:test',
  ]);
  expect(packets.every((packet) => packet.length <= 1_400)).toBe(true);
  server.close();

  async function untilHeard(done: () => boolean): Promise<void> {
    while (!done()) await once(server, 'message');
  }
});

it('a StatsD server that cannot be sent to harms nobody, and is told of once', async () => {
  const warned: string[] = [];
  const logger = pino({ level: 'warn' }, { write: (line: string) => void warned.push(line) });
  const sink = openStatsd({ url: 'udp://255.255.255.255:8125', everyMs: 3_600_000, tags: {}, logger });
  await expect(sink.close()).resolves.toBeUndefined();
  expect(warned).toHaveLength(1);
  expect(warned[0]).toContain('STATSD_URL');
});
