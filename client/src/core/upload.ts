/**
 * One file on its way: a state that can be watched, and what a person can do about it. Pausing ends the requests that
 * run; going on, trying again and resuming after a reload are the same: whatever was begun is begun once more with the
 * same idempotency key, and the server tells what it has. Everything that can be called is bound: `onClick={upload.pause}`.
 */
import { asFailure, DarkroomError } from './failure.ts';
import { type Bytes, isSettled, type UploadedImage, type UploadState } from './upload-state.ts';
import type { UploadOptions } from './upload-options.ts';

/** Made by `createDarkroomClient`: carries a file to its image. */
export interface Attempt {
  readonly signal: AbortSignal;
  /** Another state, made of the bytes so far, and of the one before. */
  readonly onState: (change: (bytes: Bytes, state: UploadState) => UploadState) => void;
  readonly onBegun: (abandon: () => Promise<void>) => void;
}

export type Carry = (upload: Upload, attempt: Attempt) => Promise<UploadedImage>;

/** States in which bytes are on their way, or wait to be. */
const pausable = new Set(['queued', 'uploading']);

export class Upload {
  /** Of this object, for lists: stays the same as long as the page does. */
  readonly id: string;
  readonly file: Blob;
  readonly filename: string;
  readonly options: UploadOptions;
  readonly #carry: Carry;
  readonly #forget: () => void;
  readonly #listeners = new Set<() => void>();
  #state: UploadState;
  #attempt = new AbortController();
  #abandon: (() => Promise<void>) | undefined;

  constructor(
    { id, file, options }: { id: string; file: Blob; options: UploadOptions },
    { carry, forget }: { carry: Carry; forget: (upload: Upload) => void },
  ) {
    this.id = id;
    this.file = file;
    this.options = options;
    this.filename = options.filename ?? (file instanceof File ? file.name : 'upload');
    this.#carry = carry;
    this.#forget = () => forget(this);
    this.#state = { status: 'queued', ...this.#bytes(0) };
    void this.#run();
  }

  /** As it is now; another object whenever something has changed. */
  get state(): UploadState {
    return this.#state;
  }

  /** @returns what ends it. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Ends what runs and keeps what has arrived. Only while bytes are sent, or wait to be. */
  readonly pause = (): void => {
    if (!pausable.has(this.#state.status)) return;
    this.#stop();
    this.#set({ status: 'paused', ...this.#bytes() });
  };

  /** Goes on after `pause`. */
  readonly resume = (): void => {
    if (this.#state.status === 'paused') void this.#run();
  };

  /** Goes on after a failure; what has arrived is not sent again. */
  readonly retry = (): void => {
    if (this.#state.status === 'failed') void this.#run();
  };

  /** Gives it up and frees what has arrived. An image that is there already stays: delete it instead. */
  readonly cancel = async (): Promise<void> => {
    if (isSettled(this.#state) && this.#state.status !== 'failed') return;
    const isStored = this.#state.status === 'processing';
    this.#stop();
    this.#forget();
    this.#set({ status: 'cancelled', ...this.#bytes() });
    if (!isStored) await this.#free();
  };

  /** The image, when it is ready. @throws DarkroomError when it failed or was cancelled; waits while it is paused. */
  readonly result = (): Promise<UploadedImage> => {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (!isSettled(this.#state)) return;
        leave();
        if (this.#state.status === 'ready') resolve(this.#state.image);
        else reject(this.#reason());
      };
      const leave = this.subscribe(look);
      look();
    });
  };

  #reason(): DarkroomError {
    if (this.#state.status !== 'failed') return new DarkroomError('CANCELLED', 'The upload was cancelled.');
    const { code, message } = this.#state.failure;
    return new DarkroomError(code, message);
  }

  async #run(): Promise<void> {
    this.#attempt = new AbortController();
    const { signal } = this.#attempt;
    this.#set({ status: 'queued', ...this.#bytes() });
    const onState: Attempt['onState'] = (change) => {
      // A late word of an attempt that was ended meanwhile.
      if (!signal.aborted) this.#set(change(this.#bytes(), this.#state));
    };
    const onBegun: Attempt['onBegun'] = (abandon) => {
      this.#abandon = abandon;
      if (this.#state.status === 'cancelled') void this.#free();
    };
    try {
      const image = await this.#carry(this, { signal, onState, onBegun });
      onState((bytes) => ({ status: 'ready', ...bytes, sentBytes: bytes.totalBytes, image }));
    } catch (fault) {
      const image = 'image' in this.#state ? this.#state.image : null;
      onState((bytes) => ({ status: 'failed', ...bytes, failure: asFailure(fault), image }));
    }
  }

  /** Nobody can do anything about a failure here, and the server frees what is abandoned by itself. */
  async #free(): Promise<void> {
    await this.#abandon?.().catch(() => undefined);
  }

  #stop(): void {
    this.#attempt.abort(new DarkroomError('CANCELLED', 'The upload was paused or cancelled.'));
  }

  #bytes(sentBytes = this.#state.sentBytes): Bytes {
    return { sentBytes, totalBytes: this.file.size };
  }

  #set(state: UploadState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
