/** All images of a list in rows; only those near the window are there. The arrow keys go from one to the next. */
import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import styles from './image-grid.module.css';
import type { ListedImage } from './image-lists.ts';
import { ImageTile } from './image-tile.tsx';
import { justifiedRows, rowOf } from './justified-rows.ts';
import { keyTarget } from './key-target.ts';
import type { Selection } from './selection.ts';
import { usePlace } from './use-place.ts';
import { useSteadyScroll } from './use-steady-scroll.ts';

export interface ImageGridProps {
  readonly images: readonly ListedImage[];
  readonly hasMore: boolean;
  /** When the end comes into sight. */
  readonly onEndNear: () => void;
  /** What is shown belongs to a view that was left, until the one that was asked for is there. */
  readonly isOld: boolean;
  readonly selection: Selection;
  readonly onSelect: (id: string, isRange: boolean) => void;
  readonly failed: ReadonlySet<string>;
}

/** Rows of a phone and of larger windows; what is looked at most is as large as a thumbnail. */
const rowHeight = (width: number): number => (width < 600 ? 124 : 200);
const gap = 4;
/** So much more than what is seen is asked for: at a usual pace nobody comes to the end. */
const rowsAhead = 12;

export function ImageGrid(props: ImageGridProps) {
  const { images, hasMore, onEndNear, isOld, selection, onSelect, failed } = props;
  const element = useRef<HTMLUListElement>(null);
  const { top, width } = usePlace(element);
  const rows = useMemo(
    () => (width === 0 ? [] : justifiedRows(images, { width, height: rowHeight(width), gap, hasMore })),
    [images, width, hasMore],
  );
  const ids = useMemo(() => images.map(({ id }) => id), [images]);
  useSteadyScroll({ ids, rows, top });

  const { current, isCurrentFocused, move } = useCurrent(ids);
  const currentRow = rowOf(rows, Math.max(0, ids.indexOf(current ?? '')));
  // oxlint-disable-next-line react/incompatible-library -- the compiler leaves this component as it is, which is right
  const virtualizer = useWindowVirtualizer<HTMLLIElement>({
    count: rows.length,
    estimateSize: useCallback((index: number) => rows[index]?.height ?? 0, [rows]),
    // Another function, since its heights are others: the library looks at nothing else.
    getItemKey: useCallback((index: number) => rows[index]?.top ?? index, [rows]),
    gap,
    scrollMargin: top,
    // Of the bar of the selection, which covers the lower edge.
    scrollPaddingEnd: 96,
    scrollPaddingStart: gap,
    overscan: 4,
    useFlushSync: false,
    rangeExtractor: (range) => {
      const near = defaultRangeExtractor(range);
      // What has the focus stays there, however far away.
      return isCurrentFocused && !near.includes(currentRow) ? [...near, currentRow] : near;
    },
  });
  const virtualRows = virtualizer.getVirtualItems();
  const lastSeen = virtualizer.range?.endIndex ?? 0;
  useEffect(() => {
    if (hasMore && lastSeen >= rows.length - rowsAhead) onEndNear();
  }, [hasMore, lastSeen, rows.length, onEndNear]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const from = Math.max(0, ids.indexOf(current ?? ''));
    const to = keyTarget(event, { from, rows, count: ids.length });
    const id = to === undefined ? undefined : ids[to];
    if (to === undefined || id === undefined) return;
    event.preventDefault();
    move(id);
    const row = rowOf(rows, to);
    // With the first row comes what is above it.
    if (row === 0) window.scrollTo({ top: 0, behavior: 'instant' });
    else virtualizer.scrollToIndex(row);
    if (event.shiftKey) onSelect(id, true);
  };
  const last = rows.at(-1);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- of the links inside
    <ul
      ref={element}
      className={styles.grid}
      aria-label="Images"
      aria-busy={isOld}
      data-selecting={selection.ids.size > 0 || undefined}
      style={{ height: last ? last.top + last.height : 0 }}
      onKeyDown={onKeyDown}
    >
      {virtualRows.flatMap(({ index: rowIndex }) => {
        const row = rows[rowIndex];
        return (row?.places ?? []).flatMap(({ index, left, width }) => {
          const id = ids[index];
          if (row === undefined || id === undefined) return [];
          return (
            <ImageTile
              key={id}
              id={id}
              isCurrent={id === (current ?? ids[0])}
              isSelected={selection.ids.has(id)}
              isSelecting={selection.ids.size > 0}
              hasFailed={failed.has(id)}
              left={left}
              top={row.top}
              width={width}
              height={row.height}
              onSelect={onSelect}
            />
          );
        });
      })}
    </ul>
  );
}

interface Current {
  /** The image that the keyboard is at; undefined until it has been at one, and when that one is gone. */
  readonly current: string | undefined;
  readonly isCurrentFocused: boolean;
  readonly move: (id: string) => void;
}

/** One tab stop for all images: the one that had the focus last. */
function useCurrent(ids: readonly string[]): Current {
  const [current, setCurrent] = useState<string>();
  const [isCurrentFocused, setFocused] = useState(false);
  const wanted = useRef<string | undefined>(undefined);
  useEffect(() => {
    const follow = ({ target }: FocusEvent): void => {
      const tile =
        target instanceof Element ? target.closest('li')?.querySelector<HTMLElement>('[data-image]') : null;
      const id = tile?.dataset['image'];
      setFocused(id !== undefined);
      if (id !== undefined) setCurrent(id);
    };
    document.addEventListener('focusin', follow);
    return () => document.removeEventListener('focusin', follow);
  }, []);
  // Once it is there, which may be when it has been scrolled to.
  useEffect(() => {
    if (wanted.current === undefined) return;
    const link = document.querySelector<HTMLElement>(`[data-image="${CSS.escape(wanted.current)}"]`);
    if (!link) return;
    wanted.current = undefined;
    link.focus({ preventScroll: true });
  });
  const move = useCallback((id: string) => {
    wanted.current = id;
    setFocused(true);
    setCurrent(id);
  }, []);
  const isThere = useMemo(() => current !== undefined && ids.includes(current), [current, ids]);
  return { current: isThere ? current : undefined, isCurrentFocused, move };
}
