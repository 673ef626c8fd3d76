/** Views beside each other, one at a time. */
import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import styles from './tabs.module.css';

export interface TabsProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly onChoose: (value: Value) => void;
  /** In their order; only the chosen one is rendered. */
  readonly tabs: Readonly<Record<Value, { readonly title: string; readonly content: ReactNode }>>;
}

export function Tabs<Value extends string>({ label, value, onChoose, tabs }: TabsProps<Value>) {
  const entries = Object.entries<TabsProps<Value>['tabs'][Value]>(tabs);
  return (
    <Radix.Root value={value} onValueChange={(chosen) => onChoose(chosen as Value)}>
      <Radix.List aria-label={label} className={styles.list}>
        {entries.map(([name, { title }]) => (
          <Radix.Trigger key={name} value={name} className={styles.tab}>
            {title}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {entries.map(([name, { content }]) => (
        <Radix.Content key={name} value={name} className={styles.content}>
          {content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
