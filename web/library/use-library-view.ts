/** The view as the address of the page has it: it can be reloaded, sent to others and gone back from. */
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { type LibraryView, paramsOf, viewOf } from './library-view.ts';

export type ChangeView = (change: Partial<LibraryView>, options?: { readonly isTyping?: boolean }) => void;

export function useLibraryView(): [LibraryView, ChangeView] {
  const [params, setParams] = useSearchParams();
  const view = useMemo(() => viewOf(params), [params]);
  const change = useCallback<ChangeView>(
    (change, { isTyping = false } = {}) =>
      // Not every letter is a step on the way back.
      setParams((params) => paramsOf({ ...viewOf(params), ...change }), { replace: isTyping }),
    [setParams],
  );
  return [view, change];
}
