/** What is looked at stays where it is, whatever comes or goes above it, and when the window changes its width. */
import { useLayoutEffect, useRef } from 'react';
import { type Row, rowOf } from './justified-rows.ts';

interface Shown {
  readonly ids: readonly string[];
  readonly rows: readonly Row[];
  /** Of the grid in the document. */
  readonly top: number;
}

/** What is at the top of the window: the first that still exists says where the others are. */
interface Anchor {
  readonly ids: readonly string[];
  readonly offset: number;
}

/** Enough that not all of them are deleted at once. */
const witnesses = 60;

export function useSteadyScroll({ ids, rows, top }: Shown): void {
  const anchor = useRef<Anchor | undefined>(undefined);
  const before = useRef(rows);
  useLayoutEffect(() => {
    if (before.current !== rows) restore(anchor.current, { ids, rows, top });
    before.current = rows;
    const look = (): void => {
      anchor.current = anchorAt(window.scrollY, { ids, rows, top });
    };
    look();
    window.addEventListener('scroll', look, { passive: true });
    return () => window.removeEventListener('scroll', look);
  }, [ids, rows, top]);
}

/** None at the beginning, where what is new is to be seen. */
function anchorAt(scrollY: number, { ids, rows, top }: Shown): Anchor | undefined {
  const row = rows[firstRowBelow(rows, scrollY - top)];
  const first = row?.places[0]?.index;
  if (scrollY <= top || row === undefined || first === undefined) return undefined;
  return { ids: ids.slice(first, first + witnesses), offset: scrollY - top - row.top };
}

function restore(anchor: Anchor | undefined, { ids, rows, top }: Shown): void {
  if (!anchor) return;
  const present = new Set(ids);
  const witness = anchor.ids.find((id) => present.has(id));
  const row = witness === undefined ? undefined : rows[rowOf(rows, ids.indexOf(witness))];
  if (row) window.scrollTo({ top: top + row.top + anchor.offset, behavior: 'instant' });
}

/** The first row whose end is below a height. */
function firstRowBelow(rows: readonly Row[], y: number): number {
  let low = 0;
  let high = rows.length - 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const row = rows[middle];
    if (row && row.top + row.height > y) high = middle;
    else low = middle + 1;
  }
  return low;
}
