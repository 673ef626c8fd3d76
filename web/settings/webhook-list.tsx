/** Where webhooks go, and of one of them what was sent there: which one is in the address. */
import { useQuery } from '@apollo/client/react';
import { Webhook } from 'lucide-react';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { graphql } from '../generated/gql.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import styles from './section.module.css';
import { WebhookCard } from './webhook-card.tsx';
import { CreateWebhook } from './webhook-form.tsx';

const Webhooks = graphql(`
  query Webhooks {
    viewer {
      id
      webhookEndpoints(first: 100) {
        edges {
          node {
            ...WebhookCard
          }
        }
      }
    }
  }
`);

export function WebhookList() {
  const { data, error, refetch } = useQuery(Webhooks, { fetchPolicy: 'cache-and-network' });
  const endpoints = data?.viewer.webhookEndpoints.edges.map(({ node }) => node);
  return (
    <>
      <div className={styles.intro}>
        <p>
          A server of yours is told what happens to your images: signed, until it answers, once per event.
        </p>
        <CreateWebhook />
      </div>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!endpoints && !error && <Skeleton height="10rem" />}
      {endpoints?.length === 0 && (
        <EmptyState icon={<Webhook aria-hidden />} title="No webhooks">
          Name an address, and every upload, variant and change is sent there.
        </EmptyState>
      )}
      <ul className={styles.cards} aria-label="Webhooks">
        {endpoints?.map((endpoint) => (
          <WebhookCard key={endpoint.id} endpoint={endpoint} />
        ))}
      </ul>
    </>
  );
}
