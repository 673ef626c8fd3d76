/** A text to take along: an address, a command. */
import { CopyButton } from './copy-button.tsx';
import styles from './copy-field.module.css';

export const CopyField = ({ label, text }: { label: string; text: string }) => (
  <div className={styles.field}>
    <input
      readOnly
      className={styles.text}
      aria-label={label}
      value={text}
      onFocus={({ target }) => target.select()}
    />
    <CopyButton label={label} text={text} />
  </div>
);
