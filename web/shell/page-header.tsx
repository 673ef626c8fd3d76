/** The top of a page: its name, which is also the title of the browser's tab, and what can be done with all of it. */
import type { ReactNode } from 'react';
import styles from './page-header.module.css';

export const PageHeader = ({ title, children }: { title: string; children?: ReactNode }) => (
  <div className={styles.header}>
    <title>{`${title} · Darkroom`}</title>
    <h1 className={styles.title}>{title}</h1>
    {children && <div className={styles.actions}>{children}</div>}
  </div>
);
