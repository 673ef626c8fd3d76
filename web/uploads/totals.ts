/** All uploads together: how many are done, and how far the bytes of the others are. */
import type { Failure, UploadState } from '@darkroom/client';

export interface Totals {
  readonly files: number;
  readonly ready: number;
  readonly failed: number;
  /** Of those, what may succeed as it is. */
  readonly retryable: number;
  readonly paused: number;
  /** On their way by themselves, the server's part included. */
  readonly working: number;
  /** Of those, whose bytes have not all left: they are lost when the page is closed. */
  readonly sending: number;
  readonly sentBytes: number;
  readonly totalBytes: number;
}

const sendingStates = new Set<UploadState['status']>(['queued', 'uploading', 'verifying']);

/** What failed counts as a file and not among the bytes, which would never be complete. */
export function totalsOf(states: readonly UploadState[]): Totals {
  const count = (isOne: (state: UploadState) => boolean) => states.filter(isOne).length;
  const moving = states.filter(({ status }) => status !== 'failed' && status !== 'cancelled');
  const sending = count(({ status }) => sendingStates.has(status));
  return {
    files: states.length,
    ready: count(({ status }) => status === 'ready'),
    failed: count(({ status }) => status === 'failed'),
    retryable: count(isRetryable),
    paused: count(({ status }) => status === 'paused'),
    working: sending + count(({ status }) => status === 'processing'),
    sending,
    sentBytes: sum(moving.map(({ sentBytes }) => sentBytes)),
    totalBytes: sum(moving.map(({ totalBytes }) => totalBytes)),
  };
}

/** Failed, and may succeed as it is. */
export const isRetryable = (state: UploadState): boolean =>
  state.status === 'failed' && isWorthRetrying(state.failure);

/** The same file with the same options would be refused again in the other cases. */
export const isWorthRetrying = ({ whatToDo }: Failure): boolean =>
  whatToDo !== 'change-file' && whatToDo !== 'change-request';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
