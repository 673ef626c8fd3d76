/** What went wrong, by its code and what to do about it, where it happened. */
import { TriangleAlert } from 'lucide-react';
import { Button } from '../ui/button.tsx';
import styles from './error-notice.module.css';
import { toldError } from './told-error.ts';

export function ErrorNotice({ error, onRetry }: { error: unknown; onRetry?: (() => void) | undefined }) {
  const { code, message } = toldError(error);
  return (
    <div role="alert" className={styles.notice}>
      <TriangleAlert aria-hidden className={styles.icon} />
      <div className={styles.text}>
        <p>{message}</p>
        <code className={styles.code}>{code}</code>
      </div>
      {onRetry && <Button onClick={onRetry}>Try again</Button>}
    </div>
  );
}
