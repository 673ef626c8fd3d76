/** One address that webhooks go to: how it fares, and what can be done with it. */
import { Link, useSearchParams } from 'react-router';
import { formatTime } from '../format.ts';
import { graphql } from '../generated/gql.ts';
import type { WebhookCardFragment } from '../generated/graphql.ts';
import { Badge } from './badge.tsx';
import { DeliveryList } from './delivery-list.tsx';
import styles from './section.module.css';
import { DeleteWebhook, EnableWebhook, PingWebhook } from './webhook-actions.tsx';
import { EditWebhook, RotateSecret } from './webhook-form.tsx';
import { disabledWords, eventWords } from './webhook-words.ts';

graphql(`
  fragment WebhookCard on WebhookEndpoint {
    id
    url
    description
    events
    enabled
    disabledReason
    failingSince
    olderSecretsUntil
    createdAt
  }
`);

export function WebhookCard({ endpoint }: { endpoint: WebhookCardFragment }) {
  const [search] = useSearchParams();
  const { id, url, description, events, createdAt, olderSecretsUntil } = endpoint;
  const isOpen = search.get('endpoint') === id;
  return (
    <li className={styles.card}>
      <div className={styles.head}>
        <h2>{description ?? url}</h2>
        <State {...endpoint} />
      </div>
      <dl className={styles.facts}>
        {description !== null && (
          <>
            <dt>Address</dt>
            <dd>
              <code>{url}</code>
            </dd>
          </>
        )}
        <dt>Told of</dt>
        <dd>{events === null ? 'everything' : events.map((event) => eventWords[event]).join(', ')}</dd>
        <dt>Since</dt>
        <dd>{formatTime(createdAt)}</dd>
        {olderSecretsUntil !== null && (
          <>
            <dt>Old secret</dt>
            <dd>signs as well until {formatTime(olderSecretsUntil)}</dd>
          </>
        )}
      </dl>
      <div className={styles.actions}>
        <EnableWebhook endpoint={endpoint} />
        <PingWebhook id={id} />
        <EditWebhook endpoint={endpoint} />
        <RotateSecret id={id} />
        <DeleteWebhook endpoint={endpoint} />
      </div>
      <Link to={isOpen ? '?' : `?endpoint=${id}`} replace aria-expanded={isOpen}>
        {isOpen ? 'Hide deliveries' : 'Show deliveries'}
      </Link>
      {isOpen && <DeliveryList endpointId={id} />}
    </li>
  );
}

function State({ enabled, disabledReason, failingSince }: WebhookCardFragment) {
  if (!enabled) return <Badge tone="quiet">{disabledWords[disabledReason ?? 'OWNER']}</Badge>;
  if (failingSince !== null) return <Badge tone="warn">Failing since {formatTime(failingSince)}</Badge>;
  return <Badge tone="good">On</Badge>;
}
