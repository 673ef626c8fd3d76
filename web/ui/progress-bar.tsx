/** How far something is; without a value, that it goes on. */
import styles from './progress-bar.module.css';

export interface ProgressBarProps {
  /** For screen readers. */
  readonly label: string;
  /** 0 to 1; null: nobody knows. */
  readonly value: number | null;
  /** `quiet`: what is waited for is not on its way at the moment. */
  readonly tone?: 'accent' | 'good' | 'quiet';
}

export const ProgressBar = ({ label, value, tone = 'accent' }: ProgressBarProps) => (
  <div
    role="progressbar"
    aria-label={label}
    aria-valuemin={0}
    aria-valuemax={100}
    aria-valuenow={value === null ? undefined : Math.round(value * 100)}
    className={styles.track}
    data-tone={tone}
  >
    <div
      className={value === null ? styles.unknown : styles.bar}
      style={value === null ? {} : { scale: `${value} 1` }}
    />
  </div>
);
