/** What can be done with the selection, above the lower edge of the window. */
import { Globe, Lock, Tag, Trash2, X } from 'lucide-react';
import { formatImageCount, formatNumber } from '../format.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Menu, MenuItem } from '../ui/menu.tsx';
import { setVisibility } from './change-images.ts';
import { DeleteDialog } from './delete-dialog.tsx';
import { FailureList } from './failure-list.tsx';
import styles from './selection-bar.module.css';
import { TagDialog } from './tag-dialog.tsx';
import type { BulkState } from './use-bulk.ts';

export interface SelectionBarProps {
  readonly selected: ReadonlySet<string>;
  readonly bulk: BulkState;
  readonly onClear: () => void;
}

export function SelectionBar({ selected, bulk, onClear }: SelectionBarProps) {
  const { running, failures } = bulk;
  if (selected.size === 0 && !running && failures.size === 0) return null;
  return (
    <section className={styles.bar} aria-label="Selection">
      {failures.size > 0 && <FailureList bulk={bulk} />}
      <div className={styles.row}>
        {!running && <IconButton label="Clear the selection" icon={<X aria-hidden />} onClick={onClear} />}
        <p role="status" className={styles.count}>
          {running
            ? `${running.doing} ${formatNumber(running.done)} of ${formatNumber(running.total)}`
            : `${formatNumber(selected.size)} selected`}
        </p>
        {running ? (
          <progress
            className={styles.progress}
            aria-label={running.doing}
            max={running.total}
            value={running.done}
          />
        ) : (
          <Actions selected={selected} run={bulk.run} />
        )}
      </div>
    </section>
  );
}

function Actions({ selected, run }: Pick<SelectionBarProps, 'selected'> & Pick<BulkState, 'run'>) {
  const show = (visibility: 'PUBLIC' | 'PRIVATE', done: string) => () =>
    void run({ doing: 'Changing', done, change: setVisibility(visibility) });
  return (
    <div className={styles.actions}>
      <TagDialog
        selected={selected}
        trigger={
          <Button variant="quiet" icon={<Tag aria-hidden />}>
            Tags
          </Button>
        }
        run={run}
      />
      <Menu
        trigger={
          <Button variant="quiet" icon={<Globe aria-hidden />}>
            Visibility
          </Button>
        }
      >
        <MenuItem icon={<Lock aria-hidden />} onSelect={show('PRIVATE', 'made private')}>
          Make private
        </MenuItem>
        <MenuItem icon={<Globe aria-hidden />} onSelect={show('PUBLIC', 'made public')}>
          Make public
        </MenuItem>
      </Menu>
      <DeleteDialog
        what={formatImageCount(selected.size)}
        trigger={
          <Button variant="quiet" icon={<Trash2 aria-hidden />}>
            Delete
          </Button>
        }
        run={run}
      />
    </div>
  );
}
