/** What others add: shown at once to who looks at the beginning, and announced to who looks at something else. */
import { useEffect, useState } from 'react';
import { countNewcomers, type ImageList } from './image-lists.ts';
import type { LibraryView } from './library-view.ts';
import { isAtTop } from './use-image-list.ts';

export interface NewcomersOptions {
  readonly list: ImageList;
  readonly view: LibraryView;
  readonly staleSince: string | null;
  /** Something is selected, and what is about to be clicked stays where it is. */
  readonly isSelecting: boolean;
}

/** @returns how many are announced. */
export function useNewcomers({ list, view, staleSince, isSelecting }: NewcomersOptions): number {
  const [counted, setCounted] = useState({ list, count: 0 });
  useEffect(() => {
    if (staleSince === null) return undefined;
    if (isAtTop() && !isSelecting) {
      void list.reload();
      return undefined;
    }
    let isCurrent = true;
    countNewcomers(view, staleSince).then(
      (count) => isCurrent && setCounted({ list, count }),
      // The next one is counted again.
      () => {},
    );
    return () => {
      isCurrent = false;
    };
  }, [list, view, staleSince, isSelecting]);
  return staleSince !== null && counted.list === list ? counted.count : 0;
}
