/** Adds tags to all that is selected, and takes some away from those that have them. */
import { type ReactNode, type SubmitEvent, useId, useState } from 'react';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { formatImageCount, formatNumber } from '../format.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogClose } from '../ui/dialog.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { TextField } from '../ui/text-field.tsx';
import { changeTags } from './change-images.ts';
import styles from './tag-dialog.module.css';
import { tagsIn } from './tags.ts';
import type { BulkState } from './use-bulk.ts';
import { useCommonTags } from './use-common-tags.ts';

export interface TagDialogProps {
  readonly selected: ReadonlySet<string>;
  readonly trigger: ReactNode;
  readonly run: BulkState['run'];
}

export function TagDialog({ selected, trigger, run }: TagDialogProps) {
  const [open, setOpen] = useState(false);
  const form = useId();
  const [typed, setTyped] = useState('');
  const [removed, setRemoved] = useState<readonly string[]>([]);
  const show = (isOpen: boolean): void => {
    setOpen(isOpen);
    setTyped('');
    setRemoved([]);
  };
  const change = { added: tagsIn(typed), removed };
  const isNothing = change.added.length + removed.length === 0;
  const apply = (event: SubmitEvent): void => {
    event.preventDefault();
    if (isNothing) return;
    show(false);
    void run({ doing: 'Tagging', done: 'tagged', change: changeTags(change) });
  };
  const toggle = (tag: string): void =>
    setRemoved((tags) => (tags.includes(tag) ? tags.filter((each) => each !== tag) : [...tags, tag]));
  return (
    <Dialog
      title={`Tags of ${formatImageCount(selected.size)}`}
      description="What is added goes to each of them; their other tags stay."
      trigger={trigger}
      open={open}
      onOpenChange={show}
      actions={
        <>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" form={form} variant="primary" disabled={isNothing}>
            Change tags
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={apply}>
        <TextField
          label="Add"
          hint="Several with commas between them, such as lake, holiday"
          autoComplete="off"
          autoCapitalize="none"
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
        <TagsToRemove selected={selected} removed={removed} onToggle={toggle} />
      </form>
    </Dialog>
  );
}

interface TagsToRemoveProps {
  readonly selected: ReadonlySet<string>;
  readonly removed: readonly string[];
  readonly onToggle: (tag: string) => void;
}

function TagsToRemove({ selected, removed, onToggle }: TagsToRemoveProps) {
  const { tags, error } = useCommonTags(selected);
  if (error !== null) return <ErrorNotice error={error} />;
  if (!tags) return <Skeleton height="2rem" />;
  if (tags.length === 0) return null;
  return (
    <fieldset className={styles.present}>
      <legend>Take away</legend>
      {tags.map(({ tag, count }) => (
        <label key={tag} className={styles.tag}>
          <input type="checkbox" checked={removed.includes(tag)} onChange={() => onToggle(tag)} />
          {tag}
          {count < selected.size && <span className={styles.share}>{formatNumber(count)}</span>}
        </label>
      ))}
    </fieldset>
  );
}
