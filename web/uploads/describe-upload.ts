/** How an upload is, for who looks at it: in a few words, and as a part of the whole. */
import type { UploadState, UploadStatus } from '@darkroom/client';
import { formatBytes, formatWait } from '../format.ts';
import type { ProgressBarProps } from '../ui/progress-bar.tsx';

export interface Description {
  readonly words: string;
  /** Undefined: there is nothing to wait for. */
  readonly progress?: Omit<ProgressBarProps, 'label'>;
}

type InState<Status extends UploadStatus> = Extract<UploadState, { status: Status }>;
type Teller<State extends UploadState> = (state: State, speed: number | undefined) => Description;

const tellers: { readonly [Status in UploadStatus]: Teller<InState<Status>> } = {
  queued: (state) => ({
    words: `${size(state)} · waiting for its turn`,
    progress: { value: sent(state), tone: 'quiet' },
  }),
  uploading: (state, speed) =>
    state.isWaiting
      ? {
          words: `${soFar(state)} · waiting for the connection`,
          progress: { value: sent(state), tone: 'quiet' },
        }
      : { words: soFar(state) + pace(state, speed), progress: { value: sent(state) } },
  paused: (state) => ({ words: `${soFar(state)} · paused`, progress: { value: sent(state), tone: 'quiet' } }),
  verifying: (state) => ({ words: `${size(state)} · the server looks at it`, progress: { value: null } }),
  processing: (state) => {
    const { ready, required } = state.image.variants;
    const value = required === 0 ? null : ready / required;
    return {
      words: `${size(state)} · ${ready} of ${required} variants made`,
      progress: { value, tone: 'good' },
    };
  },
  ready: (state) => ({ words: `${size(state)} · ready` }),
  failed: (state) => ({
    words: `${size(state)} · ${state.image ? 'stored, but without its variants' : 'not uploaded'}`,
  }),
  cancelled: (state) => ({ words: `${size(state)} · cancelled` }),
};

/** @param speed Bytes in a second, where they are known. */
export const describeUpload = (state: UploadState, speed: number | undefined): Description =>
  (tellers[state.status] as Teller<UploadState>)(state, speed);

interface Bytes {
  readonly sentBytes: number;
  readonly totalBytes: number;
}

const size = ({ totalBytes }: Bytes): string => formatBytes(totalBytes);
const sent = ({ sentBytes, totalBytes }: Bytes): number => (totalBytes === 0 ? 1 : sentBytes / totalBytes);
const soFar = (bytes: Bytes): string => `${formatBytes(bytes.sentBytes)} of ${size(bytes)}`;

/** How fast, and how long still; nothing as long as it is not known. */
export function pace({ sentBytes, totalBytes }: Bytes, speed: number | undefined): string {
  if (speed === undefined || speed <= 0) return '';
  return ` · ${formatBytes(speed)}/s · ${formatWait((totalBytes - sentBytes) / speed)} left`;
}
