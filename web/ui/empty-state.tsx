/** Where there is nothing: what would be here, and how to get it. */
import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

export interface EmptyStateProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

export const EmptyState = ({ icon, title, children, action }: EmptyStateProps) => (
  <div className={styles.empty}>
    <span className={styles.icon}>{icon}</span>
    <h2>{title}</h2>
    <p className={styles.text}>{children}</p>
    {action}
  </div>
);
