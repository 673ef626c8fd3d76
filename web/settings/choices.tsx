/** Any of a few, each with what it means. */
import styles from './choices.module.css';

export interface ChoicesProps<Value extends string> {
  readonly label: string;
  readonly options: Readonly<Partial<Record<Value, string>>>;
  readonly chosen: readonly Value[];
  readonly onChange: (chosen: Value[]) => void;
}

export function Choices<Value extends string>({ label, options, chosen, onChange }: ChoicesProps<Value>) {
  const values = Object.keys(options) as Value[];
  return (
    <fieldset className={styles.choices}>
      <legend className={styles.label}>{label}</legend>
      {values.map((value) => (
        <label key={value} className={styles.choice}>
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={({ target }) =>
              // In the order of the options, whatever was chosen first.
              onChange(values.filter((each) => (each === value ? target.checked : chosen.includes(each))))
            }
          />
          {options[value]}
        </label>
      ))}
    </fieldset>
  );
}
