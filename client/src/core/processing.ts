/** Follows an image until its variants are made: by the subscription at once, by a look now and then where that is dumb. */
import {
  DarkroomImageProgressDocument,
  DarkroomImageProgressEventsDocument,
  type DarkroomImageProgressEventsSubscription,
  type ProgressFragment,
} from './generated/graphql.ts';
import type { Api } from './api.ts';
import { DarkroomError } from './failure.ts';
import { uploadedImage } from './job.ts';
import { type Patience, pause, persist } from './patience.ts';
import type { Socket } from './socket.ts';
import type { UploadedImage } from './upload-state.ts';

/** Some proxies let a socket open and nothing through. */
const lookEveryMs = 10_000;

export interface Following {
  readonly api: Api;
  readonly socket: Socket;
  readonly patience: Patience;
  readonly onChange: (image: UploadedImage) => void;
}

/** Resolves when it is READY. @throws DarkroomError with why it FAILED, or that it cannot be followed. */
export async function followImage(id: string, following: Following): Promise<UploadedImage> {
  const ended = new AbortController();
  const { signal } = following.patience;
  const abort = () => ended.abort(signal.reason);
  signal.throwIfAborted();
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([
      byEvents(id, following, ended.signal),
      byLooking(id, following, ended.signal),
    ]);
  } finally {
    ended.abort();
    signal.removeEventListener('abort', abort);
  }
}

/** Never resolves when the subscription cannot be had: the other way decides then. */
function byEvents(id: string, { socket, onChange }: Following, signal: AbortSignal): Promise<UploadedImage> {
  return new Promise((resolve, reject) => {
    const leave = socket.subscribe<DarkroomImageProgressEventsSubscription>(
      { query: DarkroomImageProgressEventsDocument.toString(), variables: { imageIds: [id] } },
      {
        next({ data }) {
          if (!data) return;
          const { __typename, image } = data.imageEvents;
          try {
            if (__typename === 'ImageDeleted') throw deleted();
            if (isDone(image, onChange)) resolve(uploadedImage(image));
          } catch (fault) {
            reject(fault);
          }
        },
        error: () => undefined,
        complete: () => undefined,
      },
    );
    signal.addEventListener('abort', leave, { once: true });
  });
}

async function byLooking(
  id: string,
  { api, patience, onChange }: Following,
  signal: AbortSignal,
): Promise<UploadedImage> {
  for (;;) {
    const ask = () => api.ask(DarkroomImageProgressDocument, { id }, { signal });
    const { image } = await persist(ask, { ...patience, signal });
    if (!image) throw notFollowed();
    if (isDone(image, onChange)) return uploadedImage(image);
    await pause(lookEveryMs, signal);
  }
}

function isDone(image: ProgressFragment, onChange: Following['onChange']): boolean {
  onChange(uploadedImage(image));
  if (image.status !== 'FAILED') return image.status === 'READY';
  const { code, message } = image.failure ?? {
    code: 'INTERNAL',
    message: 'The image could not be processed.',
  };
  throw new DarkroomError(code, message);
}

const deleted = () => new DarkroomError('NOT_FOUND', 'The image was deleted meanwhile.');

const notFollowed = () =>
  new DarkroomError(
    'NOT_FOLLOWED',
    'The image is stored, but this key may not see it: give it the scope READ, or say awaitProcessing: false.',
  );
