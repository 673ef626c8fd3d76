/** Facts, each with its name; what is not known is left out. */
import { Fragment, type ReactNode } from 'react';
import styles from './fact-list.module.css';

export const FactList = ({ facts }: { facts: Readonly<Record<string, ReactNode>> }) => (
  <dl className={styles.list}>
    {Object.entries(facts).map(
      ([name, fact]) =>
        fact !== null &&
        fact !== undefined && (
          <Fragment key={name}>
            <dt className={styles.name}>{name}</dt>
            <dd className={styles.fact}>{fact}</dd>
          </Fragment>
        ),
    )}
  </dl>
);
