/** What the viewer has stored, against its quotas. */
import { useQuery } from '@apollo/client/react';
import { useId } from 'react';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { formatBytes, formatNumber } from '../format.ts';
import { graphql } from '../generated/gql.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import styles from './usage-view.module.css';

const UsageFigures = graphql(`
  query UsageFigures {
    viewer {
      id
      usage {
        bytes {
          used
          limit
        }
        images {
          used
          limit
        }
        uploadsToday {
          used
          limit
        }
      }
    }
  }
`);

export function UsageView() {
  const { data, error, refetch } = useQuery(UsageFigures, { fetchPolicy: 'cache-and-network' });
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height="10rem" />;
  const { bytes, images, uploadsToday } = data.viewer.usage;
  return (
    <div className={styles.figures}>
      <Figure name="Stored originals" {...bytes} format={formatBytes} />
      <Figure name="Images" {...images} format={formatNumber} />
      <Figure name="Uploads since midnight UTC" {...uploadsToday} format={formatNumber} />
    </div>
  );
}

interface FigureProps {
  readonly name: string;
  readonly used: number;
  /** Null: there is none. */
  readonly limit: number | null;
  readonly format: (value: number) => string;
}

function Figure({ name, used, limit, format }: FigureProps) {
  const id = useId();
  return (
    <div className={styles.figure}>
      <h2 id={id} className={styles.name}>
        {name}
      </h2>
      <p className={styles.value}>{format(used)}</p>
      <p className={styles.limit}>{limit === null ? 'No limit' : `of ${format(limit)}`}</p>
      {limit !== null && <meter className={styles.meter} aria-labelledby={id} value={used} max={limit} />}
    </div>
  );
}
