/** The shape of a library, while it is on its way. */
import { Skeleton } from '../ui/skeleton.tsx';
import styles from './grid-skeleton.module.css';

/** As wide as pictures are. */
const aspects = [1.5, 0.75, 1.33, 1.78, 1, 1.49, 0.67, 1.34, 1.48, 0.8, 1.77, 0.74];

export const GridSkeleton = () => (
  <div className={styles.rows} role="status" aria-label="Loading images">
    {aspects.map((aspect) => (
      <div key={aspect} className={styles.tile} style={{ flexGrow: aspect, '--aspect': aspect } as object}>
        <Skeleton height="100%" />
      </div>
    ))}
  </div>
);
