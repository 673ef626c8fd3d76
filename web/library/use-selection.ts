/** What is selected of a list, by clicks and by the keys that work anywhere on the page. */
import { useCallback, useEffect, useState } from 'react';
import { everything, extendedTo, nothing, type Selection, toggled } from './selection.ts';

export interface SelectionState {
  readonly selection: Selection;
  readonly select: (id: string, isRange: boolean) => void;
  readonly selectOnly: (ids: readonly string[]) => void;
  readonly clear: () => void;
}

export function useSelection(shown: readonly string[]): SelectionState {
  const [selection, setSelection] = useState(nothing);
  const clear = useCallback(() => setSelection(nothing), []);
  const select = useCallback(
    (id: string, isRange: boolean) =>
      setSelection((now) => (isRange ? extendedTo(now, id, shown) : toggled(now, id))),
    [shown],
  );
  const selectOnly = useCallback((ids: readonly string[]) => setSelection(everything(ids)), []);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isElsewhere(event.target)) return;
      if (event.key === 'Escape') clear();
      if (event.key !== 'a' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setSelection(everything(shown));
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [shown, clear]);
  return { selection, select, selectOnly, clear };
}

/** Where these keys mean something else: in fields, dialogs and menus. */
const isElsewhere = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('input:not([type=checkbox]), textarea, select, [role=dialog], [role=menu]') !== null;
