/** Uploads in React: a list of what was added, each with its state, rendered anew whenever one of them changes. */
import { useCallback, useState, useSyncExternalStore } from 'react';
import type { DarkroomClient } from '../core/client.ts';
import type { Upload } from '../core/upload.ts';
import type { UploadOptions } from '../core/upload-options.ts';
import { isSettled, type UploadState } from '../core/upload-state.ts';
import { useDarkroom } from './provider.tsx';

/** An upload as it is at this rendering. */
export interface UploadView {
  /** For `key`. */
  readonly id: string;
  readonly filename: string;
  readonly state: UploadState;
  /** `pause`, `resume`, `retry`, `cancel`. */
  readonly upload: Upload;
}

export interface UseUpload {
  /** In the order in which they were added. */
  readonly uploads: readonly UploadView[];
  /** Begins to upload; `options` over those of the hook. */
  readonly add: (files: Blob | Iterable<Blob>, options?: UploadOptions) => Upload[];
  /** Takes one off the list; one that is on its way goes on unseen. */
  readonly remove: (upload: Upload) => void;
  /** Takes off what is ready, failed or cancelled. */
  readonly clear: () => void;
}

/** @param options of everything that is added. */
export function useUpload(options: UploadOptions = {}): UseUpload {
  const client = useDarkroom();
  const [list] = useState(() => new UploadList());
  const uploads = useSyncExternalStore(list.subscribe, list.views, list.views);
  const add = (files: Blob | Iterable<Blob>, more: UploadOptions = {}) =>
    list.add(client, files instanceof Blob ? [files] : files, { ...options, ...more });
  const remove = useCallback((upload: Upload) => list.keep((each) => each !== upload), [list]);
  const clear = useCallback(() => list.keep(({ state }) => !isSettled(state)), [list]);
  return { uploads, add, remove, clear };
}

/** One upload that was begun elsewhere. */
export function useUploadState(upload: Upload): UploadState {
  const state = () => upload.state;
  return useSyncExternalStore(upload.subscribe, state, state);
}

class UploadList {
  #leave = new Map<Upload, () => void>();
  #views: readonly UploadView[] = [];
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly views = (): readonly UploadView[] => this.#views;

  add(client: DarkroomClient, files: Iterable<Blob>, options: UploadOptions): Upload[] {
    const added = Array.from(files, (file) => client.upload(file, options));
    for (const upload of added) this.#leave.set(upload, upload.subscribe(this.#changed));
    this.#changed();
    return added;
  }

  keep(isKept: (upload: Upload) => boolean): void {
    for (const [upload, leave] of this.#leave)
      if (!isKept(upload)) {
        leave();
        this.#leave.delete(upload);
      }
    this.#changed();
  }

  readonly #changed = (): void => {
    this.#views = Array.from(this.#leave.keys(), viewOf);
    for (const listener of this.#listeners) listener();
  };
}

const viewOf = (upload: Upload): UploadView => ({
  id: upload.id,
  filename: upload.filename,
  state: upload.state,
  upload,
});
