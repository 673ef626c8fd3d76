/** One of a few, by the browser's own list: the one that phones, keyboards and screen readers know best. */
import { ChevronDown } from 'lucide-react';
import { type ComponentProps, useId } from 'react';
import { classNames } from './class-names.ts';
import fieldStyles from './field.module.css';
import styles from './select.module.css';

export interface SelectProps<Value extends string> extends Omit<
  ComponentProps<'select'>,
  'onChange' | 'value'
> {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly value: Value;
  /** In their order: what is chosen, and its name. */
  readonly options: Readonly<Record<Value, string>>;
  readonly onChoose: (value: Value) => void;
}

export function Select<Value extends string>(props: SelectProps<Value>) {
  const { label, hideLabel = false, options, onChoose, ...rest } = props;
  const id = useId();
  return (
    <div className={fieldStyles.field}>
      <label htmlFor={id} className={hideLabel ? fieldStyles.hidden : fieldStyles.label}>
        {label}
      </label>
      <div className={styles.place}>
        <select
          id={id}
          className={classNames(fieldStyles.control, styles.select)}
          onChange={({ target }) => onChoose(target.value as Value)}
          {...rest}
        >
          {Object.entries<string>(options).map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
        <ChevronDown aria-hidden className={styles.arrow} />
      </div>
    </div>
  );
}
