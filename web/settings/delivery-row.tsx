/** One message to a webhook: every attempt with its answer, what was sent, and the button that sends it again. */
import { ChevronRight, RotateCw } from 'lucide-react';
import { useToldMutation } from '../apollo/use-told-mutation.ts';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { formatNumber, formatTime } from '../format.ts';
import { graphql } from '../generated/gql.ts';
import type { DeliveryFragment, WebhookDeliveryStatus } from '../generated/graphql.ts';
import { Button } from '../ui/button.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Badge } from './badge.tsx';
import styles from './delivery-row.module.css';
import { deliveryWords } from './webhook-words.ts';

graphql(`
  fragment Delivery on WebhookDelivery {
    id
    type
    status
    body
    createdAt
    nextAttemptAt
    attempts {
      startedAt
      durationMs
      status
      answer
      failure {
        code
        message
      }
    }
  }
`);

const ReplayDelivery = graphql(`
  mutation ReplayDelivery($id: ID!) {
    replayWebhookDelivery(input: { id: $id }) {
      delivery {
        ...Delivery
      }
      userErrors {
        code
        message
      }
    }
  }
`);

const tones: Readonly<Record<WebhookDeliveryStatus, 'good' | 'warn' | 'bad'>> = {
  DELIVERED: 'good',
  PENDING: 'warn',
  FAILED: 'bad',
};

export function DeliveryRow({ delivery }: { delivery: DeliveryFragment }) {
  const { id, type, status, body, createdAt, nextAttemptAt, attempts } = delivery;
  const { run, isBusy, fault } = useToldMutation(ReplayDelivery);
  return (
    <li className={styles.row}>
      <details>
        <summary className={styles.summary}>
          <ChevronRight aria-hidden className={styles.arrow} />
          <code className={styles.type}>{type}</code>
          <Badge tone={tones[status]}>{deliveryWords[status]}</Badge>
          <span className={styles.soft}>{formatTime(createdAt)}</span>
          <span className={styles.soft}>
            {attempts.length} {attempts.length === 1 ? 'attempt' : 'attempts'}
          </span>
        </summary>
        <div className={styles.details}>
          <Attempts attempts={attempts} />
          {status === 'PENDING' && nextAttemptAt !== null && (
            <p className={styles.soft}>Tried next: {formatTime(nextAttemptAt)}</p>
          )}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the arrow keys scroll what has the focus */}
          <pre className={styles.body} tabIndex={0} aria-label="What is sent" role="region">
            {indented(body)}
          </pre>
          <div>
            <Button icon={<RotateCw aria-hidden />} busy={isBusy} onClick={() => void run({ id })}>
              Replay
            </Button>
          </div>
          {fault && <ErrorNotice error={fault} />}
        </div>
      </details>
    </li>
  );
}

const Attempts = ({ attempts }: Pick<DeliveryFragment, 'attempts'>) => (
  <DataTable label="Attempts" columns={['At', 'Answer', 'Took', 'What it said']}>
    {attempts.map(({ startedAt, status, durationMs, answer, failure }) => (
      <tr key={startedAt}>
        <th scope="row">{formatTime(startedAt)}</th>
        <td>{status ?? 'none'}</td>
        <td>{formatNumber(durationMs)} ms</td>
        <td>{failure?.message ?? answer}</td>
      </tr>
    ))}
  </DataTable>
);

/** JSON, as people read it. */
const indented = (json: string): string => JSON.stringify(JSON.parse(json), null, 2);
