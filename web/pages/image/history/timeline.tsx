/** What happened, the newest first. */
import { formatTime } from '../../../format.ts';
import styles from './timeline.module.css';

export interface TimelineItem {
  readonly id: string;
  readonly what: string;
  readonly more?: string | undefined;
  readonly at: string;
}

export const Timeline = ({ label, items }: { label: string; items: readonly TimelineItem[] }) => (
  <ol className={styles.list} aria-label={label}>
    {items.map(({ id, what, more, at }) => (
      <li key={id} className={styles.item}>
        <span className={styles.what}>{what}</span>
        <time className={styles.at} dateTime={at}>
          {formatTime(at)}
        </time>
        {more !== undefined && <span className={styles.more}>{more}</span>}
      </li>
    ))}
  </ol>
);
