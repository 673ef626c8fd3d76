/** What is around every field: its label above, and below a hint or what is wrong with it. */
import { type ReactNode, useId } from 'react';
import styles from './field.module.css';

export interface FieldFrameProps {
  readonly label: string;
  /** Where the place says it to who sees: search fields. */
  readonly hideLabel?: boolean | undefined;
  readonly hint?: string | undefined;
  readonly fault?: string | undefined;
}

interface ControlProps {
  readonly id: string;
  readonly className: string | undefined;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string | undefined;
}

export function FieldFrame(props: FieldFrameProps & { children: (control: ControlProps) => ReactNode }) {
  const { label, hideLabel = false, hint, fault, children } = props;
  const id = useId();
  const told = fault ?? hint;
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={hideLabel ? styles.hidden : styles.label}>
        {label}
      </label>
      {children({
        id,
        className: styles.control,
        'aria-invalid': fault !== undefined,
        'aria-describedby': told === undefined ? undefined : `${id}-told`,
      })}
      {told !== undefined && (
        <p id={`${id}-told`} className={fault === undefined ? styles.hint : styles.fault}>
          {told}
        </p>
      )}
    </div>
  );
}
