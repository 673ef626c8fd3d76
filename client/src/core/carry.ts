/** How a file becomes an image: which way it goes, what is remembered of it, and what follows when the bytes are there. */
import type { Api } from './api.ts';
import { Attempts } from './attempts.ts';
import { DarkroomError } from './failure.ts';
import type { Job, Sender } from './job.ts';
import type { Patience } from './patience.ts';
import { followImage } from './processing.ts';
import type { Records, Way } from './records.ts';
import { sendDirect } from './send-direct.ts';
import { sendForm } from './send-form.ts';
import { sendTus } from './send-tus.ts';
import { Slots } from './slots.ts';
import type { Socket } from './socket.ts';
import type { Attempt, Carry, Upload } from './upload.ts';
import { imageInput } from './upload-options.ts';
import type { UploadedImage } from './upload-state.ts';

export interface CarrierOptions {
  readonly api: Api;
  readonly socket: Socket;
  readonly records: Records | undefined;
  readonly account: string;
  readonly parallelFiles: number;
  readonly parallelParts: number;
  readonly smallFileBytes: number;
  readonly retryDelays: readonly number[];
}

const senders: Readonly<Record<Way, Sender>> = { form: sendForm, direct: sendDirect, tus: sendTus };

/** The server knows the key, and nothing can come of it any more. */
const overCodes = new Set([
  'UPLOAD_ABORTED',
  'UPLOAD_EXPIRED',
  'UPLOAD_FAILED',
  'IDEMPOTENCY_KEY_REUSED',
  'NOT_FOUND',
]);

/** Those that are followed at a time: a client has so many subscriptions and no more. */
const followedAtOnce = 50;

export function createCarrier(options: CarrierOptions): { carry: Carry; forget: (upload: Upload) => void } {
  const sending = new Slots(options.parallelFiles);
  const following = new Slots(followedAtOnce);
  const attempts = new Attempts({ ...options, url: options.api.url });
  /** What is stored need not be sent again when only following it has failed. */
  const stored = new WeakMap<Upload, UploadedImage>();
  /** Known once the first file has tried in vain: the others need not. */
  let isStorageUnreachable = false;

  const wayFor = ({ file, options: { way } }: Upload): Way => {
    if (way) return way;
    if (file.size <= options.smallFileBytes) return 'form';
    return isStorageUnreachable ? 'tus' : 'direct';
  };

  const carry: Carry = async (upload, attempt) => {
    const image = stored.get(upload) ?? (await sending.run(attempt.signal, () => store(upload, attempt)));
    if (upload.options.awaitProcessing === false || image.status === 'READY') return image;
    const onChange = (changed: UploadedImage) => {
      if (changed.status === 'FAILED') stored.delete(upload);
      attempt.onState((bytes) => ({ status: 'processing', ...bytes, image: changed }));
    };
    const patience = { delays: options.retryDelays, signal: attempt.signal };
    return following.run(attempt.signal, () => followImage(image.id, { ...options, patience, onChange }));
  };

  async function store(upload: Upload, attempt: Attempt): Promise<UploadedImage> {
    const image = await sendOnce(upload, attempt, {
      delays: options.retryDelays,
      signal: attempt.signal,
      onWaiting: (isWaiting) =>
        attempt.onState((_, state) => (state.status === 'uploading' ? { ...state, isWaiting } : state)),
    });
    stored.set(upload, image);
    attempts.forget(upload);
    attempt.onState((bytes) => ({ status: 'processing', ...bytes, sentBytes: bytes.totalBytes, image }));
    return image;
  }

  /** Once more with another key when what was begun is over, and another way when the storage is out of reach. */
  async function sendOnce(upload: Upload, attempt: Attempt, patience: Patience): Promise<UploadedImage> {
    const { record, isResumed } = attempts.recordOf(upload, () => wayFor(upload));
    let abandon: (() => Promise<void>) | undefined;
    const onBegun: Job['onBegun'] = (given) => {
      abandon = given;
      attempt.onBegun(given);
    };
    const job: Job = {
      ...jobOf(upload, { attempt: { ...attempt, onBegun }, patience, key: record.key }),
      etags: () => attempts.etagsOf(upload),
      onEtags: (etags) => attempts.keepEtags(upload, etags),
    };
    attempt.onState((bytes) => ({ status: 'uploading', ...bytes, isWaiting: false }));
    try {
      return await senders[record.way](job);
    } catch (fault) {
      attempt.signal.throwIfAborted();
      const code = fault instanceof DarkroomError ? fault.code : '';
      const isUnreachable = code === 'STORAGE_UNREACHABLE' && upload.options.way === undefined;
      // Nothing of it could go on another day.
      if (fault instanceof DarkroomError && fault.whatToDo === 'change-file') attempts.forget(upload);
      if (isUnreachable) isStorageUnreachable = true;
      else if (!(isResumed && overCodes.has(code))) throw fault;
      attempts.forget(upload);
      // The server frees what is not abandoned as well, only later.
      if (isUnreachable) await abandon?.().catch(() => undefined);
      return sendOnce(upload, attempt, patience);
    }
  }

  const jobOf = (
    { file, filename, options: about }: Upload,
    { attempt, patience, key }: { attempt: Attempt; patience: Patience; key: string },
  ): Omit<Job, 'etags' | 'onEtags'> => ({
    api: options.api,
    file,
    filename,
    input: imageInput(about),
    idempotencyKey: key,
    patience,
    signal: attempt.signal,
    parallelParts: options.parallelParts,
    onProgress: (sentBytes) =>
      attempt.onState((bytes) => ({ status: 'uploading', ...bytes, sentBytes, isWaiting: false })),
    onVerifying: () =>
      attempt.onState((bytes) => ({ status: 'verifying', ...bytes, sentBytes: bytes.totalBytes })),
    onBegun: attempt.onBegun,
  });

  return { carry, forget: (upload) => attempts.forget(upload) };
}
