/** A file of this browser on its way. */
import type { Upload, UploadState } from '@darkroom/client';
import { useUploadState } from '@darkroom/client/react';
import { Pause, Play, X } from 'lucide-react';
import { memo } from 'react';
import { IconButton } from '../ui/icon-button.tsx';
import { describeUpload } from './describe-upload.ts';
import { FailureNotice } from './failure-notice.tsx';
import { QueueRow } from './queue-row.tsx';
import { useSpeed } from './use-speed.ts';

/** Rendered anew for its own progress alone. */
export const UploadRow = memo(
  ({ upload, onRemove }: { upload: Upload; onRemove: (upload: Upload) => void }) => {
    const state = useUploadState(upload);
    const speed = useSpeed(state.sentBytes, state.status === 'uploading' && !state.isWaiting);
    const { words, progress } = describeUpload(state, speed);
    return (
      <QueueRow
        name={upload.filename}
        file={upload.file}
        imageId={'image' in state ? state.image?.id : undefined}
        state={words}
        progress={progress}
        actions={<Actions upload={upload} state={state} onRemove={onRemove} />}
      >
        {state.status === 'failed' && (
          <FailureNotice
            failure={state.failure}
            isStored={state.image !== null}
            onRetry={() => upload.retry()}
          />
        )}
      </QueueRow>
    );
  },
);

interface ActionsProps {
  readonly upload: Upload;
  readonly state: UploadState;
  readonly onRemove: (upload: Upload) => void;
}

function Actions({ upload, state: { status }, onRemove }: ActionsProps) {
  const { filename } = upload;
  const isPaused = status === 'paused';
  const isOver = status === 'ready' || status === 'failed' || status === 'cancelled';
  const giveUp = (): void => {
    void upload.cancel();
    onRemove(upload);
  };
  return (
    <>
      {(isPaused || status === 'queued' || status === 'uploading') && (
        <IconButton
          label={`${isPaused ? 'Resume' : 'Pause'} ${filename}`}
          icon={isPaused ? <Play aria-hidden /> : <Pause aria-hidden />}
          onClick={() => (isPaused ? upload.resume() : upload.pause())}
        />
      )}
      {status !== 'processing' && (
        <IconButton
          label={`${isOver ? 'Take off the list:' : 'Cancel'} ${filename}`}
          icon={<X aria-hidden />}
          onClick={giveUp}
        />
      )}
    </>
  );
}
