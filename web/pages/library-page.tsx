/** All images of the viewer: searched, filtered, selected, and changed many at a time. */
import { ArrowUp } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { formatNumber } from '../format.ts';
import { FilterChips } from '../library/filter-chips.tsx';
import { FilterMenu } from '../library/filter-menu.tsx';
import { GridSkeleton } from '../library/grid-skeleton.tsx';
import { ImageGrid } from '../library/image-grid.tsx';
import { NoImages, NoMatch } from '../library/library-empty.tsx';
import { isFiltered, orders, withoutFilter } from '../library/library-view.ts';
import { SearchField } from '../library/search-field.tsx';
import { SelectionBar } from '../library/selection-bar.tsx';
import { useBulk } from '../library/use-bulk.ts';
import { useImageList } from '../library/use-image-list.ts';
import { useLibraryView } from '../library/use-library-view.ts';
import { useNewcomers } from '../library/use-newcomers.ts';
import { useSelection } from '../library/use-selection.ts';
import { PageHeader } from '../shell/page-header.tsx';
import { Button } from '../ui/button.tsx';
import { Select } from '../ui/select.tsx';
import styles from './library-page.module.css';

export function Component() {
  const [view, change] = useLibraryView();
  const { list, state, images, isOld } = useImageList(view);
  const ids = useMemo(() => images.map(({ id }) => id), [images]);
  const { selection, select, selectOnly, clear } = useSelection(ids);
  const bulk = useBulk(selection.ids, selectOnly);
  const { stale, error, hasMore, isKnown } = state;
  const newcomers = useNewcomers({ list, view, stale, isSelecting: selection.ids.size > 0 });
  const search = useCallback((query: string) => change({ query }, { isTyping: true }), [change]);
  const loadMore = useCallback(() => void (error === null && list.loadMore()), [list, error]);
  const showNewcomers = (): void => {
    window.scrollTo({ top: 0, behavior: 'instant' });
    void list.reload();
  };
  return (
    <>
      <PageHeader title="Library">
        <div className={styles.controls}>
          <SearchField query={view.query} onSearch={search} />
          <FilterMenu view={view} onChange={change} />
          <Select
            label="Order"
            hideLabel
            value={view.order}
            options={orders}
            onChoose={(order) => change({ order })}
          />
        </div>
      </PageHeader>
      <FilterChips view={view} onChange={change} />
      {newcomers > 0 && (
        <div className={styles.news} role="status">
          <Button variant="primary" icon={<ArrowUp aria-hidden />} onClick={showNewcomers}>
            {newcomers < 100 ? formatNumber(newcomers) : '100 or more'} new
          </Button>
        </div>
      )}
      {isOld && images.length === 0 && <GridSkeleton />}
      {isKnown &&
        images.length === 0 &&
        (isFiltered(view) ? <NoMatch onClear={() => change(withoutFilter(view))} /> : <NoImages />)}
      <ImageGrid
        images={images}
        hasMore={hasMore}
        onEndNear={loadMore}
        isOld={isOld}
        selection={selection}
        onSelect={select}
        failed={useMemo(() => new Set(bulk.failures.keys()), [bulk.failures])}
      />
      {error !== null && <ErrorNotice error={error} onRetry={() => void list.loadMore()} />}
      <SelectionBar selected={selection.ids} bulk={bulk} onClear={clear} />
    </>
  );
}
