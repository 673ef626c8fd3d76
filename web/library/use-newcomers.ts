/** What others add: shown at once to who looks at the beginning, and announced to who looks at something else. */
import { useEffect, useState } from 'react';
import { countNewcomers, type ImageList } from './image-lists.ts';
import type { LibraryView } from './library-view.ts';
import type { ListState } from './paged-list.ts';
import { isAtTop } from './use-image-list.ts';

export interface NewcomersOptions {
  readonly list: ImageList;
  readonly view: LibraryView;
  readonly stale: ListState<unknown>['stale'];
  /** Something is selected, and what is about to be clicked stays where it is. */
  readonly isSelecting: boolean;
}

/** @returns how many are announced. */
export function useNewcomers({ list, view, stale, isSelecting }: NewcomersOptions): number {
  const [counted, setCounted] = useState({ list, count: 0 });
  useEffect(() => {
    if (stale === null) return undefined;
    if (isAtTop() && !isSelecting) {
      void list.reload();
      return undefined;
    }
    let isCurrent = true;
    countNewcomers(view, stale.since).then(
      (count) => isCurrent && setCounted({ list, count }),
      // The next one is counted again.
      () => {},
    );
    return () => {
      isCurrent = false;
    };
  }, [list, view, stale, isSelecting]);
  return stale !== null && counted.list === list ? counted.count : 0;
}
