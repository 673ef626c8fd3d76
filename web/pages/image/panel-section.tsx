/** A part of a panel, with its heading where it has one. */
import type { ReactNode } from 'react';
import styles from './panel-section.module.css';

export const PanelSection = ({ title, children }: { title?: string; children: ReactNode }) => (
  <section className={styles.section}>
    {title !== undefined && <h2 className={styles.title}>{title}</h2>}
    {children}
  </section>
);
