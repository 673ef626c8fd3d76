/**
 * One turn of one endpoint: sends what is due to it, so many at a time, until nothing is due or on its way, or its time is
 * over. What is queued meanwhile goes out beside what waits for an answer. Each result
 * is written down before the next message of its slot goes out, so that a worker that dies leaves no more in doubt than
 * what was in flight: that is sent once more, under the same id.
 */
import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { AppError, isAppError } from '../../platform/errors.ts';
import { toGlobalId } from '../../platform/ids.ts';
import type { Logger } from '../../platform/logging.ts';
import { openReceiver, type Receiver, type ReceiverRules } from '../../platform/outbound/receiver.ts';
import type { Lookup } from '../../platform/outbound/resolve-host.ts';
import { describeSpan, failActiveSpan, inSpan, traceParent } from '../../platform/tracing/span.ts';
import { endpointHealth } from './endpoint-health.ts';
import type { Secrets } from './endpoint-secrets.ts';
import { type HeldEndpoint, releaseEndpoint, renewEveryMs, renewHold } from './hold-endpoints.ts';
import { signedHeaders } from './message.ts';
import { type DueDelivery, readDue } from './read-due.ts';
import { type Outcome, recordAttempts } from './record-attempts.ts';

export interface SenderSettings extends ReceiverRules {
  /** At the same time to one endpoint. */
  readonly inFlight: number;
  readonly timeoutSeconds: number;
  readonly disableAfterDays: number;
}

export interface SenderDependencies {
  readonly database: DataSource;
  readonly logger: Logger;
  readonly secrets: Secrets;
  readonly settings: SenderSettings;
  /** Default: the resolver of the system. */
  readonly lookup?: Lookup | undefined;
}

/** Then others get their turn. */
const turnMs = 10_000;

/** How long what is queued meanwhile waits for a slot that has nothing to do, while another waits for an answer. */
const lookAgainMs = 500;

export async function sendToEndpoint(
  dependencies: SenderDependencies,
  endpoint: HeldEndpoint,
  stopping: AbortSignal,
): Promise<void> {
  const { database, logger, secrets, settings, lookup } = dependencies;
  const { inFlight } = settings;
  const keys = secrets.signing(endpoint.id, endpoint.secrets);
  const receiver = openReceiver(endpoint.url, {
    ...settings,
    connections: inFlight,
    ...(lookup !== undefined && { lookup }),
  });
  const deliveries = takingTurns(dependencies, endpoint, stopping);
  const record = recorder(dependencies, endpoint);

  async function slot(): Promise<void> {
    for (;;) {
      const delivery = await deliveries.next();
      if (!delivery) return;
      const maySendMore = await record(
        await tracedAttempt(endpoint, delivery, () => attempt(receiver, delivery, keys)),
      );
      deliveries.done(delivery);
      if (!maySendMore) deliveries.end();
    }
  }
  const slots = Array.from({ length: inFlight }, () =>
    slot().catch((error: unknown) => {
      deliveries.end();
      throw error;
    }),
  );
  const renewal = setInterval(() => {
    renewHold(database, endpoint).catch((error: unknown) =>
      logger.warn({ err: error, endpointId: endpoint.id }, 'the hold on a webhook endpoint was not renewed'),
    );
  }, renewEveryMs);
  // Whatever happens to one slot, what is on its way in the others is waited for, and written down.
  const ends = await Promise.allSettled(slots);
  clearInterval(renewal);
  receiver.close();
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
  await releaseEndpoint(database, endpoint);
}

/** What is due, one by one, to each slot that asks. */
function takingTurns(
  { database, settings: { inFlight } }: SenderDependencies,
  endpoint: HeldEndpoint,
  stopping: AbortSignal,
) {
  const until = performance.now() + turnMs;
  const onTheirWay = new Set<string>();
  let waiting: DueDelivery[] = [];
  let reading: Promise<void> | undefined;
  let wake = (): void => {};
  const state = { isOver: false };
  const mayGoOn = (): boolean => !state.isOver && !stopping.aborted && performance.now() <= until;

  const read = async (): Promise<void> => {
    waiting = await readDue(database, endpoint, { limit: 4 * inFlight, without: [...onTheirWay] });
    if (waiting.length > 0) return;
    if (onTheirWay.size === 0) state.isOver = true;
    else await untilLookedAgain();
  };
  const untilLookedAgain = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, lookAgainMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  return {
    async next(): Promise<DueDelivery | undefined> {
      while (waiting.length === 0 && mayGoOn())
        await (reading ??= read().finally(() => (reading = undefined)));
      if (!mayGoOn()) return undefined;
      const delivery = waiting.shift();
      if (delivery) onTheirWay.add(delivery.id);
      return delivery;
    },
    done({ id }: DueDelivery): void {
      onTheirWay.delete(id);
      wake();
    },
    end(): void {
      state.isOver = true;
      wake();
    },
  };
}

/** Whether the endpoint may be sent more. Results that come while others are written are written together. */
function recorder({ database, logger, settings }: SenderDependencies, endpoint: HeldEndpoint) {
  const { disableAfterDays } = settings;
  const health = endpointHealth({ database, logger, disableAfterDays }, endpoint);
  let writing: Promise<unknown> = Promise.resolve();
  const held = new DataLoader<Outcome, boolean>(
    async (outcomes) => {
      const written = recordAttempts(database, endpoint, outcomes);
      writing = written.catch(() => undefined);
      const isHeld = await written;
      return outcomes.map(() => isHeld);
    },
    { cache: false, batchScheduleFn: (write) => void writing.then(write) },
  );
  return async (outcome: Outcome): Promise<boolean> => {
    const isHeld = await held.load(outcome);
    const isEnabled = await health.note({ accepted: !outcome.failure, status: outcome.answer?.status });
    return isHeld && isEnabled;
  };
}

/** Below the event that it tells of. The URL is the owner's, and may hold what proves who sends: its host says enough. */
function tracedAttempt(
  endpoint: HeldEndpoint,
  { type, attemptCount, traceParent }: DueDelivery,
  send: () => Promise<Outcome>,
): Promise<Outcome> {
  const attributes = {
    'server.address': URL.parse(endpoint.url)?.hostname ?? '',
    'darkroom.webhook.endpoint_id': endpoint.id,
    'darkroom.webhook.attempt': attemptCount + 1,
  };
  return inSpan(`webhook ${type}`, { kind: 'CLIENT', parent: traceParent, attributes }, async () => {
    const outcome = await send();
    if (outcome.answer) describeSpan({ 'http.response.status_code': outcome.answer.status });
    if (outcome.failure) failActiveSpan(outcome.failure);
    return outcome;
  });
}

async function attempt(receiver: Receiver, delivery: DueDelivery, keys: readonly Buffer[]): Promise<Outcome> {
  const startedAt = new Date();
  const begin = performance.now();
  const { body } = delivery;
  const parent = traceParent();
  const headers = {
    ...signedHeaders({ id: toGlobalId('event', delivery.eventId), body, keys, sentAt: startedAt }),
    ...(parent !== null && { traceparent: parent }),
  };
  const made = await receiver.post({ headers, body }).then(
    (answer) => ({ answer, failure: refusalOf(answer.status) }),
    (error: unknown) => {
      if (isAppError(error)) return { failure: error };
      throw error;
    },
  );
  return { delivery, startedAt, durationMs: Math.round(performance.now() - begin), ...made };
}

const refusalOf = (status: number): AppError | undefined =>
  status >= 200 && status < 300 ? undefined : new AppError('RECEIVER_REFUSED', { status });
