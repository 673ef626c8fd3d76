/** Lines of code to take along. */
import { CopyButton } from '../../ui/copy-button.tsx';
import styles from './copy-block.module.css';

export const CopyBlock = ({ label, text }: { label: string; text: string }) => (
  <div className={styles.block}>
    {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the arrow keys scroll what has the focus */}
    <pre className={styles.text} role="region" aria-label={label} tabIndex={0}>
      <code>{text}</code>
    </pre>
    <CopyButton label={label} text={text} />
  </div>
);
