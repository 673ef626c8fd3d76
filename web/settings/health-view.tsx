/** How the service is from here: whether it answers, tells news and makes variants, and what has failed lately. */
import { NetworkStatus } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import { RotateCw } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { type ConnectionState, useConnectionState } from '../apollo/socket.ts';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { formatNumber, formatTime } from '../format.ts';
import { graphql } from '../generated/gql.ts';
import type { HealthQuery } from '../generated/graphql.ts';
import { Button } from '../ui/button.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Badge } from './badge.tsx';
import styles from './section.module.css';

const Health = graphql(`
  query Health {
    images(first: 1, filter: { status: [PROCESSING] }, orderBy: { field: CREATED_AT, direction: ASC }) {
      edges {
        node {
          id
          createdAt
        }
      }
    }
    viewer {
      id
      uploads(first: 10, status: [FAILED, EXPIRED]) {
        nodes {
          id
          status
          createdAt
          failure {
            code
            message
          }
        }
      }
    }
  }
`);

const liveWords: Readonly<Record<ConnectionState, ReactNode>> = {
  connecting: <Badge tone="warn">Connecting</Badge>,
  live: <Badge tone="good">Arrive by themselves</Badge>,
  lost: <Badge tone="bad">Interrupted; trying again</Badge>,
};

/** Longer in work than this, and no worker is at it. */
const stuckMs = 5 * 60 * 1_000;

export function HealthView() {
  const { data, error, refetch, networkStatus } = useQuery(Health, {
    fetchPolicy: 'network-only',
    notifyOnNetworkStatusChange: true,
  });
  const isAsking = networkStatus === NetworkStatus.loading || networkStatus === NetworkStatus.refetch;
  const tookMs = useDuration(isAsking);
  const connection = useConnectionState();
  return (
    <>
      <div className={styles.intro}>
        <p>
          As this browser sees it. Operators find the database, the storage and the queue under{' '}
          <code>/probe/ready</code> of the admin port.
        </p>
        <Button icon={<RotateCw aria-hidden />} busy={isAsking} onClick={() => void refetch()}>
          Look again
        </Button>
      </div>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton height="8rem" />}
      {data && (
        <div className={styles.cards}>
          <dl className={styles.facts}>
            <dt>Server</dt>
            <dd>
              <Badge tone={error ? 'bad' : 'good'}>
                {error ? 'Does not answer' : 'Answers'}
                {tookMs !== undefined && ` in ${formatNumber(tookMs)} ms`}
              </Badge>
            </dd>
            <dt>News</dt>
            <dd>{liveWords[connection]}</dd>
            <dt>Variants</dt>
            <dd>
              <Rendering oldest={data.images.edges[0]?.node.createdAt} />
            </dd>
          </dl>
          <FailedUploads uploads={data.viewer.uploads.nodes} />
        </div>
      )}
    </>
  );
}

/** @returns milliseconds of the last time that something went on. */
function useDuration(isGoingOn: boolean): number | undefined {
  const begun = useRef<number>(undefined);
  const [tookMs, setTookMs] = useState<number>();
  useEffect(() => {
    if (isGoingOn) begun.current = performance.now();
    else if (begun.current !== undefined) setTookMs(Math.round(performance.now() - begun.current));
  }, [isGoingOn]);
  return tookMs;
}

function Rendering({ oldest }: { oldest: string | undefined }) {
  if (oldest === undefined) return <Badge tone="good">All of them are made</Badge>;
  const isStuck = ageMs(oldest) > stuckMs;
  return (
    <Badge tone={isStuck ? 'bad' : 'good'}>
      {isStuck ? 'Waiting for a worker' : 'Being made'}, the oldest since {formatTime(oldest)}
    </Badge>
  );
}

const ageMs = (isoTime: string): number => Date.now() - Date.parse(isoTime);

type Upload = HealthQuery['viewer']['uploads']['nodes'][number];

function FailedUploads({ uploads }: { uploads: readonly Upload[] }) {
  if (uploads.length === 0) return <p className={styles.soft}>No upload of yours has failed.</p>;
  return (
    <section className={styles.cards}>
      <h2>Uploads that came to nothing</h2>
      <DataTable label="Uploads that came to nothing" columns={['When', 'Why', 'Code']}>
        {uploads.map(({ id, status, createdAt, failure }) => (
          <tr key={id}>
            <th scope="row">{formatTime(createdAt)}</th>
            <td>{failure?.message ?? 'It was not finished in time.'}</td>
            <td>
              <code>{failure?.code ?? status}</code>
            </td>
          </tr>
        ))}
      </DataTable>
    </section>
  );
}
