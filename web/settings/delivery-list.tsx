/** What was sent to a webhook and what it answered, the newest first. Looks again while something is on its way. */
import { useQuery } from '@apollo/client/react';
import { RotateCw } from 'lucide-react';
import { useSearchParams } from 'react-router';
import { useToldMutation } from '../apollo/use-told-mutation.ts';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { graphql } from '../generated/gql.ts';
import type { WebhookDeliveryStatus } from '../generated/graphql.ts';
import { Button } from '../ui/button.tsx';
import { Select } from '../ui/select.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useToast } from '../ui/toast.tsx';
import { DeliveryRow } from './delivery-row.tsx';
import styles from './section.module.css';
import { deliveryWords } from './webhook-words.ts';

const Deliveries = graphql(`
  query Deliveries($endpointId: ID!, $status: [WebhookDeliveryStatus!]) {
    node(id: $endpointId) {
      ... on WebhookEndpoint {
        id
        deliveries(first: 50, status: $status) {
          nodes {
            ...Delivery
          }
        }
      }
    }
  }
`);

const ReplayDeliveries = graphql(`
  mutation ReplayDeliveries($input: ReplayWebhookDeliveriesInput!) {
    replayWebhookDeliveries(input: $input) {
      count
      userErrors {
        code
        message
      }
    }
  }
`);

const lookEveryMs = 2_000;

const isStatus = (text: string): text is WebhookDeliveryStatus => text in deliveryWords;

export function DeliveryList({ endpointId }: { endpointId: string }) {
  const [search, setSearch] = useSearchParams();
  const status = search.get('status') ?? '';
  const { data, error, refetch } = useQuery(Deliveries, {
    variables: { endpointId, status: isStatus(status) ? [status] : null },
    fetchPolicy: 'cache-and-network',
    pollInterval: lookEveryMs,
    skipPollAttempt: () => document.hidden,
  });
  const node = data?.node;
  const deliveries = node && 'deliveries' in node ? node.deliveries.nodes : undefined;
  return (
    <>
      <div className={styles.actions}>
        <Select
          label="State"
          hideLabel
          value={isStatus(status) ? status : ''}
          options={{ '': 'All deliveries', ...deliveryWords }}
          onChoose={(chosen) =>
            setSearch({ endpoint: endpointId, ...(chosen !== '' && { status: chosen }) }, { replace: true })
          }
        />
        <ReplayUndelivered endpointId={endpointId} />
      </div>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!deliveries && !error && <Skeleton height="6rem" />}
      {deliveries?.length === 0 && <p className={styles.soft}>Nothing was sent yet: a ping tries it.</p>}
      <ul className={styles.rows} aria-label="Deliveries">
        {deliveries?.map((delivery) => (
          <DeliveryRow key={delivery.id} delivery={delivery} />
        ))}
      </ul>
    </>
  );
}

const dayMs = 24 * 60 * 60 * 1_000;

/** After a receiver was away: everything that it has not accepted. */
function ReplayUndelivered({ endpointId }: { endpointId: string }) {
  const { run, isBusy, fault } = useToldMutation(ReplayDeliveries, { refetch: ['Deliveries'] });
  const toast = useToast();
  const replay = async (): Promise<void> => {
    const since = new Date(Date.now() - dayMs).toISOString();
    const data = await run({ input: { endpointId, since, undeliveredOnly: true } });
    const count = data?.replayWebhookDeliveries.count ?? 0;
    if (data)
      toast(count === 0 ? 'Everything of the last day was accepted.' : `On their way again: ${count}.`);
  };
  return (
    <>
      <Button icon={<RotateCw aria-hidden />} busy={isBusy} onClick={() => void replay()}>
        Replay what a day has missed
      </Button>
      {fault && <ErrorNotice error={fault} />}
    </>
  );
}
