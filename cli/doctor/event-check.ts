/** Whether servers and workers are told of new events, where that is left to Redis: this host tells itself. */
import { eventChannel } from '../../domain/events/event-signal.ts';
import type { Config } from '../../platform/config/load.ts';
import { createLogger } from '../../platform/logging.ts';
import { openRedisChannel, type RedisChannel } from '../../platform/redis/redis-channel.ts';
import { within } from '../../platform/within.ts';
import type { Check, Warning } from './check.ts';

export const eventCheck = ({ events }: Config): Check => ({ name: 'events', look: () => look(events.url) });

async function look(url: string | undefined): Promise<string | Warning> {
  if (url === undefined) return 'Postgres tells servers and workers of them.';
  const logger = createLogger({ level: 'silent', role: 'doctor' });
  const channel = await openRedisChannel({ url, channel: eventChannel, logger });
  try {
    const fault = channel.fault() ?? (await faultOfEcho(channel));
    if (fault === undefined) return 'Redis tells servers and workers of them.';
    return {
      warning: `Redis does not pass them on (${fault}), so that they come up to five seconds late: can this host reach EVENTS_URL, and may its user subscribe to the channel ${eventChannel} and publish on it?`,
    };
  } finally {
    channel.close();
  }
}

const echoMs = 5_000;

async function faultOfEcho(channel: RedisChannel): Promise<string | undefined> {
  const heard = new Promise<void>((resolve) => channel.listen(resolve));
  channel.publish();
  return within(echoMs, heard).then(
    () => undefined,
    () => channel.fault() ?? 'what is published does not arrive',
  );
}
