/** Which images could not be changed, and what to do about each. */
import { useFragment } from '@apollo/client/react';
import { TriangleAlert } from 'lucide-react';
import type { ToldError } from '../errors/told-error.ts';
import { formatImageCount, formatNumber } from '../format.ts';
import { Button } from '../ui/button.tsx';
import styles from './failure-list.module.css';
import { ImageTileFields } from './image-tile.tsx';
import type { BulkState } from './use-bulk.ts';

/** As many as there is room for. */
const listed = 3;

export function FailureList({ bulk: { failures, retry, dismiss } }: { bulk: BulkState }) {
  const more = failures.size - listed;
  return (
    <div role="alert" className={styles.notice}>
      <p className={styles.title}>
        <TriangleAlert aria-hidden /> {formatImageCount(failures.size)} could not be changed
      </p>
      <ul className={styles.list}>
        {[...failures].slice(0, listed).map(([id, error]) => (
          <Failure key={id} id={id} error={error} />
        ))}
        {more > 0 && <li>and {formatNumber(more)} more</li>}
      </ul>
      <div className={styles.actions}>
        <Button variant="quiet" onClick={dismiss}>
          Dismiss
        </Button>
        <Button onClick={() => void retry()}>Try again</Button>
      </div>
    </div>
  );
}

function Failure({ id, error: { code, message } }: { id: string; error: ToldError }) {
  const { data } = useFragment({ fragment: ImageTileFields, from: { __typename: 'Image', id } });
  return (
    <li>
      <b>{data?.title ?? data?.filename ?? id}</b> {message} <code>{code}</code>
    </li>
  );
}
