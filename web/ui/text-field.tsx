/** One line of text, with its label, a hint, and what is wrong with it. */
import { type ComponentProps, useId } from 'react';
import styles from './field.module.css';

export interface TextFieldProps extends ComponentProps<'input'> {
  readonly label: string;
  /** Where the place says it to who sees: search fields. */
  readonly hideLabel?: boolean;
  readonly hint?: string;
  readonly fault?: string | undefined;
}

export function TextField({ label, hideLabel = false, hint, fault, ...rest }: TextFieldProps) {
  const id = useId();
  const told = fault ?? hint;
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={hideLabel ? styles.hidden : styles.label}>
        {label}
      </label>
      <input
        id={id}
        type="text"
        className={styles.control}
        aria-invalid={fault !== undefined}
        aria-describedby={told === undefined ? undefined : `${id}-told`}
        {...rest}
      />
      {told !== undefined && (
        <p id={`${id}-told`} className={fault === undefined ? styles.hint : styles.fault}>
          {told}
        </p>
      )}
    </div>
  );
}
