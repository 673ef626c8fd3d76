/** A number by a slider, or typed; empty where it may be left open. What is chosen is told when the hand rests. */
import { useEffect, useEffectEvent, useId, useState } from 'react';
import styles from './range-field.module.css';

export interface RangeFieldProps {
  readonly label: string;
  readonly unit?: string;
  /** Null: left open. */
  readonly value: number | null;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  readonly onChange: (value: number | null) => void;
  /** Told at once, where nothing has to be made of it. */
  readonly isInstant?: boolean;
}

/** A render each would be too many while a slider moves. */
const restMs = 250;

export function RangeField({ label, unit, value, onChange, isInstant = false, ...range }: RangeFieldProps) {
  const id = useId();
  /** Undefined: as it was told. */
  const [draft, setDraft] = useState<string>();
  const tell = useEffectEvent((text: string) => {
    setDraft(undefined);
    const number = Number(text);
    if (text === '') onChange(null);
    else if (number >= range.min && number <= range.max) onChange(number);
  });
  useEffect(() => {
    if (draft === undefined) return undefined;
    const timer = setTimeout(() => tell(draft), restMs);
    return () => clearTimeout(timer);
  }, [draft]);
  const text = draft ?? (value === null ? '' : String(value));
  const set = (next: string): void => (isInstant ? onChange(Number(next)) : setDraft(next));
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <input
        type="range"
        id={id}
        className={styles.slider}
        {...range}
        value={text === '' ? range.min : text}
        aria-valuetext={text === '' ? 'open' : `${text} ${unit ?? ''}`}
        onChange={({ target }) => set(target.value)}
      />
      <span className={styles.number}>
        <input
          type="number"
          aria-label={unit === undefined ? `${label}, as a number` : `${label} in ${unit}`}
          {...range}
          value={text}
          placeholder="–"
          onChange={({ target }) => set(target.value)}
        />
        {unit}
      </span>
    </div>
  );
}
