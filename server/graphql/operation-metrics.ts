/** Operations of GraphQL. Their names are told only where there is a list of them: whatever clients call theirs is no label. */
import type { ApolloServerPlugin } from '@apollo/server';
import { counter, histogram, reading } from '../../platform/metrics/registry.ts';
import type { Context } from '../../schema/context.ts';
import type { PersistedQueries } from './persisted-queries.ts';
import type { SocketCensus } from './socket-census.ts';

const operations = counter(
  'graphql_operations_total',
  'Operations by type (unknown: not readable) and outcome: ok (also with userErrors, which darkroom_refusals_total counts), partial (data and errors), error (no data) or refused before execution. Their name is told where PERSISTED_OPERATIONS lists it, else it is empty.',
  ['type', 'outcome', 'operation'],
);
const durations = histogram(
  'graphql_operation_duration_seconds',
  'From the read request to the answer, of queries and mutations; an upload goes on while its mutation runs.',
  {
    labelNames: ['type'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60],
  },
);

/** Counts every operation over HTTP that Apollo hears of. */
export const metricsPlugin = ({ nameOf }: Pick<PersistedQueries, 'nameOf'>): ApolloServerPlugin<Context> => ({
  async requestDidStart() {
    const startedAt = performance.now();
    let isExecuted = false;
    return {
      async executionDidStart() {
        isExecuted = true;
      },
      async willSendResponse({ operation, source, response: { body } }) {
        const type = operation?.operation ?? 'unknown';
        const { data, errors } = body.kind === 'single' ? body.singleResult : {};
        operations.inc({
          type,
          outcome: isExecuted ? outcomeOf(data, errors) : 'refused',
          operation: nameOf(source ?? '') ?? '',
        });
        if (isExecuted) durations.observe({ type }, (performance.now() - startedAt) / 1_000);
      },
    };
  },
});

function outcomeOf(data: unknown, errors: readonly unknown[] | undefined): string {
  if (!errors || errors.length === 0) return 'ok';
  return data === null || data === undefined ? 'error' : 'partial';
}

/** Over a WebSocket or as an event stream. */
export const countSubscription = (outcome: 'ok' | 'refused'): void =>
  operations.inc({ type: 'subscription', outcome, operation: '' });

const forwarded = counter(
  'events_forwarded_total',
  'Results that were handed to subscribers, snapshots included.',
);

/** One more each time. */
export const forwardedEvents = forwarded.tally({});

const connections = reading('subscriber_connections', 'Open WebSockets and event streams.');
const subscriptions = reading('subscriptions', 'Subscriptions that run.');

/** @returns the way to stop. */
export function measureSockets(census: Pick<SocketCensus, 'count'>): () => void {
  const ends = [
    connections.from((set) => set({}, census.count().connections)),
    subscriptions.from((set) => set({}, census.count().subscriptions)),
  ];
  return () => ends.forEach((end) => end());
}
