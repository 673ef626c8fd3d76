/** How something is, in a word and a colour. */
import type { ReactNode } from 'react';
import styles from './badge.module.css';

export const Badge = ({
  tone,
  children,
}: {
  tone: 'good' | 'warn' | 'bad' | 'quiet';
  children: ReactNode;
}) => (
  <span className={styles.badge} data-tone={tone}>
    {children}
  </span>
);
