/** A file that a worker of the server fetches: it goes on without this page. */
import { useSubscription } from '@apollo/client/react';
import { X } from 'lucide-react';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { formatBytes } from '../format.ts';
import { graphql } from '../generated/gql.ts';
import type { ImportProgressFragment, UploadStatus } from '../generated/graphql.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { QueueRow, type QueueRowProps } from './queue-row.tsx';
import type { Import } from './uploads.tsx';
import { useImport } from './use-import.ts';

/** By name in the subscription below. */
graphql(`
  fragment ImportProgress on MediaUpload {
    id
    status
    byteSize
    receivedBytes
    failure {
      code
      message
    }
    image {
      id
    }
  }
`);

const ImportNews = graphql(`
  subscription ImportNews($uploadId: ID!) {
    uploadEvents(uploadId: $uploadId) {
      __typename
      upload {
        ...ImportProgress
      }
    }
  }
`);

export function ImportRow({ id, url, onRemove }: Import & { onRemove: (id: string) => void }) {
  // Begins with the present state, and ends when it is settled.
  const { data, error } = useSubscription(ImportNews, { variables: { uploadId: id } });
  const { run, isBusy, fault } = useImport();
  const upload = data?.uploadEvents.upload;
  const failure = upload?.failure ?? fault ?? error;
  const again = async (): Promise<void> => {
    if (await run(url)) onRemove(id);
  };
  return (
    <QueueRow
      name={url}
      imageId={upload?.image?.id}
      state={upload ? words[upload.status](upload) : 'The server is told'}
      progress={progressOf(upload)}
      actions={
        <IconButton
          label={`Take off the list: ${url}`}
          icon={<X aria-hidden />}
          onClick={() => onRemove(id)}
        />
      }
    >
      {failure && <ErrorNotice error={failure} onRetry={isBusy ? undefined : () => void again()} />}
    </QueueRow>
  );
}

type Telling = (upload: ImportProgressFragment) => string;

const notImported: Telling = () => 'Not imported';

const words: Readonly<Record<UploadStatus, Telling>> = {
  PENDING: () => 'The server is going to fetch it',
  RECEIVING: ({ receivedBytes, byteSize }) =>
    `${formatBytes(receivedBytes)}${byteSize === null ? '' : ` of ${formatBytes(byteSize)}`} fetched`,
  VERIFYING: () => 'The server looks at it',
  COMPLETED: ({ receivedBytes }) => `${formatBytes(receivedBytes)} · imported`,
  FAILED: notImported,
  EXPIRED: notImported,
  ABORTED: notImported,
};

function progressOf(upload: ImportProgressFragment | undefined): QueueRowProps['progress'] {
  if (!upload || upload.status === 'PENDING' || upload.status === 'VERIFYING') return { value: null };
  const { status, byteSize, receivedBytes } = upload;
  if (status !== 'RECEIVING') return undefined;
  return { value: byteSize ? Math.min(1, receivedBytes / byteSize) : null };
}
