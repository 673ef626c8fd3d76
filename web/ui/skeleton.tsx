/** What is going to be here, while it is on its way: a grey shape of its size. */
import type { CSSProperties } from 'react';
import styles from './skeleton.module.css';

export const Skeleton = ({ width = '100%', height = '1em' }: Pick<CSSProperties, 'width' | 'height'>) => (
  <div aria-hidden className={styles.skeleton} style={{ width, height }} />
);
