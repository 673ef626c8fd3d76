/**
 * What a page that was closed or loaded anew has not finished. A page may not open files again by itself: it remembers
 * which they were, and when they are chosen once more the client goes on where the server is. Kept in the tab, so that
 * another tab asks for nothing that still goes on here.
 */
import type { UploadOptions, UploadState } from '@darkroom/client';

/** A file, by what a page can know it again. */
export type FileFacts = Pick<File, 'name' | 'size' | 'lastModified'>;

export interface Unfinished extends FileFacts {
  /** The same once more, or it would be another upload. */
  readonly options: UploadOptions;
}

const isSame = (one: FileFacts, other: FileFacts): boolean =>
  one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;

/** @returns the one that the file belongs to. */
export const findUnfinished = (list: readonly Unfinished[], file: FileFacts): Unfinished | undefined =>
  list.find((each) => isSame(each, file));

/** Whether its bytes are lost with the page: until they are all stored, and when they could not be for the moment. */
export const isUnfinished = (state: UploadState): boolean =>
  ['queued', 'uploading', 'paused', 'verifying'].includes(state.status) ||
  (state.status === 'failed' && state.image === null && state.failure.whatToDo === 'retry');

const itemName = (account: string): string => `darkroom.unfinished.${account}`;

export function readUnfinished(storage: Pick<Storage, 'getItem'>, account: string): readonly Unfinished[] {
  try {
    const list: unknown = JSON.parse(storage.getItem(itemName(account)) ?? '[]');
    return Array.isArray(list) ? (list as Unfinished[]) : [];
  } catch {
    // Somebody else's text: nothing is known then.
    return [];
  }
}

/** @param text The list in JSON. */
export function keepUnfinished(storage: Pick<Storage, 'setItem'>, account: string, text: string): void {
  try {
    storage.setItem(itemName(account), text);
  } catch {
    // Full or forbidden: only the hint is missing, and a file that is chosen again still goes on where it was.
  }
}
