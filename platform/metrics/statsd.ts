/**
 * Sends the metrics of the registry to a StatsD server now and then, for those who do not scrape: the same names, labels as tags.
 * What only grows goes as what it grew by, buckets, sums and counts of histograms as well. One line each, with tags as
 * Datadog writes them, which statsd_exporter, Telegraf and Vector read too.
 */
import { createSocket, type Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import type { Logger } from '../logging.ts';
import { registry } from './registry.ts';

export interface StatsdOptions {
  /** `udp://host:port` */
  readonly url: string;
  readonly everyMs: number;
  /** On every line. */
  readonly tags: Readonly<Record<string, string>>;
  readonly logger: Logger;
}

export interface StatsdSink {
  /** Sends what has happened since the last time, and ends. */
  close(): Promise<void>;
}

/** What fits into one packet of any network; lines are never cut. */
const packetBytes = 1_400;
const usualPort = 8_125;

export function openStatsd({ url, everyMs, tags, logger }: StatsdOptions): StatsdSink {
  const { hostname, port } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4').unref();
  const lines = lineWriter(tags);
  let hasFailed = false;
  const note = (error: Error | null): void => {
    // Once, and not with every packet of a night.
    if (error && !hasFailed) logger.warn({ err: error }, 'metrics could not be sent to STATSD_URL');
    hasFailed = error !== null;
  };
  socket.on('error', note);
  const push = async (): Promise<void> => {
    try {
      for (const packet of packetsOf(await lines()))
        note(await sent(socket, packet, { host, port: Number(port) || usualPort }));
    } catch (error) {
      note(error as Error);
    }
  };
  let pushing = Promise.resolve();
  const pushNext = (): Promise<void> => (pushing = pushing.then(push));
  const timer = setInterval(() => void pushNext(), everyMs).unref();
  return {
    async close() {
      clearInterval(timer);
      await pushNext();
      socket.close();
    },
  };
}

const sent = (
  socket: Socket,
  packet: string,
  { host, port }: { host: string; port: number },
): Promise<Error | null> => new Promise((resolve) => socket.send(packet, port, host, resolve));

function* packetsOf(lines: readonly string[]): Generator<string> {
  let packet = '';
  for (const line of lines) {
    if (packet !== '' && Buffer.byteLength(packet) + Buffer.byteLength(line) >= packetBytes) {
      yield packet;
      packet = '';
    }
    packet += packet === '' ? line : `\n${line}`;
  }
  if (packet !== '') yield packet;
}

/** The lines to send now, each time. */
function lineWriter(tags: StatsdOptions['tags']): () => Promise<string[]> {
  const sentBefore = new Map<string, number>();
  const grownBy = (series: string, value: number): number => {
    const before = sentBefore.get(series) ?? 0;
    sentBefore.set(series, value);
    return value - before;
  };
  return async () => {
    const metrics = await registry.getMetricsAsJSON();
    return metrics.flatMap((metric) => {
      const isGauge = String(metric.type) === 'gauge';
      // The type of the library knows nothing of the names that the parts of a histogram have.
      const values = metric.values as readonly Value[];
      return values.flatMap(({ metricName = metric.name, labels, value }) => {
        if (!Number.isFinite(value)) return [];
        const tagged = tagsOf({ ...tags, ...labels });
        if (isGauge) return [`${metricName}:${value}|g${tagged}`];
        const grown = grownBy(metricName + tagged, value);
        return grown > 0 ? [`${metricName}:${grown}|c${tagged}`] : [];
      });
    });
  };
}

interface Value {
  readonly metricName?: string;
  readonly labels: Readonly<Record<string, string | number | undefined>>;
  readonly value: number;
}

/** What would end a tag or a line is none of a value. */
const tagsOf = (labels: Value['labels']): string =>
  `|#${Object.entries(labels)
    .map(([name, value]) => `${name}:${String(value).replaceAll(/[,|\s]/g, '_')}`)
    .join(',')}`;
