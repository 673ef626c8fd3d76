/** Rows of facts. Wider than a phone, it scrolls by itself, also by the keyboard. */
import type { ReactNode } from 'react';
import styles from './data-table.module.css';

export interface DataTableProps {
  /** For screen readers. */
  readonly label: string;
  readonly columns: readonly string[];
  /** A `tr` each, which begins with a `th` of its own. */
  readonly children: ReactNode;
}

export const DataTable = ({ label, columns, children }: DataTableProps) => (
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the arrow keys scroll what has the focus
  <div className={styles.scroll} role="region" aria-label={label} tabIndex={0}>
    <table className={styles.table}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </div>
);
