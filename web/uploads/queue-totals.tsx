/** All uploads together: how far they are, and what can be done with all of them. */
import { Pause, Play, RotateCw } from 'lucide-react';
import { formatBytes } from '../format.ts';
import { Button } from '../ui/button.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { pace } from './describe-upload.ts';
import styles from './queue-totals.module.css';
import { isRetryable, type Totals, totalsOf } from './totals.ts';
import { type Uploads, useUploads } from './uploads.tsx';
import { useSpeed } from './use-speed.ts';

export function QueueTotals() {
  const uploads = useUploads();
  const { views } = uploads;
  const totals = totalsOf(views.map(({ state }) => state));
  const isMoving = views.some(({ state }) => state.status === 'uploading' && !state.isWaiting);
  const speed = useSpeed(totals.sentBytes, isMoving);
  return (
    <section className={styles.totals} aria-label="All uploads">
      <div className={styles.line}>
        <div>
          <p role="status" className={styles.counts}>
            {counts(totals)}
          </p>
          <p className={styles.pace}>
            {formatBytes(totals.sentBytes)} of {formatBytes(totals.totalBytes)}
            {pace(totals, speed)}
          </p>
        </div>
        <div className={styles.actions}>
          <AllActions uploads={uploads} totals={totals} />
        </div>
      </div>
      <ProgressBar
        label="All uploads"
        value={totals.totalBytes === 0 ? 0 : totals.sentBytes / totals.totalBytes}
        tone={toneOf(totals, isMoving)}
      />
    </section>
  );
}

function counts({ files, ready, failed, paused }: Totals): string {
  const parts = [
    `${ready} of ${files} ready`,
    failed > 0 && `${failed} failed`,
    paused > 0 && `${paused} paused`,
  ];
  return parts.filter(Boolean).join(', ');
}

function toneOf({ working, paused }: Totals, isMoving: boolean): 'accent' | 'quiet' | 'good' {
  if (isMoving) return 'accent';
  return working + paused > 0 ? 'quiet' : 'good';
}

function AllActions({ uploads: { views, remove, clear }, totals }: { uploads: Uploads; totals: Totals }) {
  const each = (act: (view: Uploads['views'][number]) => unknown) => () => views.forEach(act);
  const cancel = ({ upload, state }: Uploads['views'][number]): void => {
    if (state.status === 'processing' || state.status === 'ready') return;
    void upload.cancel();
    remove(upload);
  };
  const isPausable = views.some(({ state }) => state.status === 'queued' || state.status === 'uploading');
  const isOver = totals.ready + totals.failed > 0;
  return (
    <>
      {isPausable && (
        <Button icon={<Pause aria-hidden />} onClick={each(({ upload }) => upload.pause())}>
          Pause all
        </Button>
      )}
      {totals.paused > 0 && (
        <Button icon={<Play aria-hidden />} onClick={each(({ upload }) => upload.resume())}>
          Resume all
        </Button>
      )}
      {totals.retryable > 0 && (
        <Button
          icon={<RotateCw aria-hidden />}
          onClick={each(({ upload, state }) => isRetryable(state) && upload.retry())}
        >
          Retry failed
        </Button>
      )}
      {totals.sending + totals.paused > 0 && (
        <Button variant="quiet" onClick={each(cancel)}>
          Cancel all
        </Button>
      )}
      {isOver && (
        <Button variant="quiet" onClick={clear}>
          Clear
        </Button>
      )}
    </>
  );
}
