/** What stands between uploads and their end: no line, or files that an earlier page had open. */
import { RotateCcw, WifiOff } from 'lucide-react';
import { type ReactNode, useSyncExternalStore } from 'react';
import { formatBytes } from '../format.ts';
import { Button } from '../ui/button.tsx';
import { FileButton } from './file-chooser.tsx';
import styles from './notices.module.css';
import { useAddFiles } from './use-add-files.ts';
import { useUploads } from './uploads.tsx';

export function OfflineNotice() {
  const isOnline = useSyncExternalStore(watchLine, () => navigator.onLine);
  if (isOnline) return null;
  return (
    <Notice icon={<WifiOff aria-hidden />}>
      <p>There is no connection. Uploads go on by themselves, where they were, when there is one again.</p>
    </Notice>
  );
}

function watchLine(listener: () => void): () => void {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

const namedAtMost = 3;

/** A browser opens no file again by itself: whoever has chosen it chooses it again. */
export function UnfinishedNotice() {
  const { unfinished, forgetUnfinished } = useUploads();
  const addFiles = useAddFiles();
  if (unfinished.length === 0) return null;
  const names = unfinished.slice(0, namedAtMost).map(({ name, size }) => `${name} (${formatBytes(size)})`);
  const more = unfinished.length - names.length;
  return (
    <Notice icon={<RotateCcw aria-hidden />}>
      <p>
        Not finished before this page was loaded: {names.join(', ')}
        {more > 0 && ` and ${more} more`}. Choose {unfinished.length === 1 ? 'it' : 'them'} again to go on
        where it was.
      </p>
      <div className={styles.actions}>
        <FileButton label="Unfinished files" input={{}} onFound={addFiles}>
          Choose again
        </FileButton>
        <Button variant="quiet" onClick={forgetUnfinished}>
          Forget
        </Button>
      </div>
    </Notice>
  );
}

const Notice = ({ icon, children }: { icon: ReactNode; children: ReactNode }) => (
  <div role="status" className={styles.notice}>
    {icon}
    {children}
  </div>
);
