/** The page of an image while it is on its way: everything has its place already. */
import { PageHeader } from '../../shell/page-header.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './image-view.module.css';

export const ImageSkeleton = () => (
  <div role="status" aria-label="Loading the image">
    <PageHeader title="Image" />
    <div className={styles.view}>
      <div className={styles.stage}>
        <Skeleton height="100%" />
      </div>
      <Skeleton height="20rem" />
    </div>
  </div>
);
