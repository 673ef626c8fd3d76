/** The list of a view, and what was shown before until it is there. */
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { useConnectionState } from '../apollo/socket.ts';
import { type ImageList, type ListedImage, listOf } from './image-lists.ts';
import type { LibraryView } from './library-view.ts';
import type { ListState } from './paged-list.ts';

export interface ShownList {
  readonly list: ImageList;
  readonly state: ListState<ListedImage>;
  /** What to show: of another view while `isOld`. */
  readonly images: readonly ListedImage[];
  readonly isOld: boolean;
}

export function useImageList(view: LibraryView): ShownList {
  const list = useMemo(() => listOf(view), [view]);
  const state = useSyncExternalStore(list.subscribe, list.state);
  useEffect(() => {
    if (!list.state().isKnown) void list.loadMore();
  }, [list]);
  useReconnected(list);
  const [known, setKnown] = useState(list);
  if (state.isKnown && known !== list) setKnown(list);
  const isOld = !state.isKnown && state.error === null;
  return { list, state, isOld, images: (isOld ? known.state() : state).items };
}

/** What happened while there was no line was not told. */
function useReconnected(list: ImageList): void {
  const connection = useConnectionState();
  const wasLost = useRef(false);
  useEffect(() => {
    if (connection === 'lost') wasLost.current = true;
    if (connection !== 'live' || !wasLost.current) return;
    wasLost.current = false;
    // Further down it would take away what is looked at.
    if (isAtTop()) void list.reload();
  }, [connection, list]);
}

/** Where what is new appears by itself. */
export const isAtTop = (): boolean => window.scrollY < 60;
