/** The filters, in a window beside their button. */
import { SlidersHorizontal } from 'lucide-react';
import { Popover } from 'radix-ui';
import { type SubmitEvent, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Select } from '../ui/select.tsx';
import { TextField } from '../ui/text-field.tsx';
import styles from './filter-menu.module.css';
import { type LibraryView, statuses, types, visibilities } from './library-view.ts';
import type { ChangeView } from './use-library-view.ts';

export interface FilterMenuProps {
  readonly view: LibraryView;
  readonly onChange: ChangeView;
}

export const FilterMenu = (props: FilterMenuProps) => (
  <Popover.Root>
    <Popover.Trigger asChild>
      <Button icon={<SlidersHorizontal aria-hidden />} aria-label="Filter" className={styles.button}>
        <span className={styles.word}>Filter</span>
      </Button>
    </Popover.Trigger>
    <Popover.Portal>
      <Popover.Content
        aria-label="Filters"
        className={styles.window}
        align="end"
        sideOffset={6}
        collisionPadding={12}
      >
        <Filters {...props} />
      </Popover.Content>
    </Popover.Portal>
  </Popover.Root>
);

function Filters({ view, onChange }: FilterMenuProps) {
  return (
    <>
      <Choice
        label="Status"
        value={view.status}
        names={statuses}
        onChoose={(status) => onChange({ status })}
      />
      <Choice
        label="Visibility"
        value={view.visibility}
        names={visibilities}
        onChoose={(visibility) => onChange({ visibility })}
      />
      <Choice label="Type" value={view.type} names={types} onChoose={(type) => onChange({ type })} />
      <TagField onAdd={(tag) => onChange({ tags: [...view.tags, tag] })} />
      <div className={styles.days}>
        <TextField
          label="From"
          type="date"
          value={view.from ?? ''}
          max={view.to}
          onChange={({ target }) => onChange({ from: target.value })}
        />
        <TextField
          label="To"
          type="date"
          value={view.to ?? ''}
          min={view.from}
          onChange={({ target }) => onChange({ to: target.value })}
        />
      </div>
    </>
  );
}

interface ChoiceProps<Name extends string> {
  readonly label: string;
  readonly value: Name | undefined;
  readonly names: Readonly<Record<Name, string>>;
  readonly onChoose: (name: Name | undefined) => void;
}

/** One of a few, or any. */
const Choice = <Name extends string>({ label, value, names, onChoose }: ChoiceProps<Name>) => (
  <Select<Name | 'any'>
    label={label}
    value={value ?? 'any'}
    options={{ any: 'Any', ...names }}
    onChoose={(chosen) => onChoose(chosen === 'any' ? undefined : chosen)}
  />
);

function TagField({ onAdd }: { onAdd: (tag: string) => void }) {
  const [tag, setTag] = useState('');
  const add = (event: SubmitEvent): void => {
    event.preventDefault();
    if (tag.trim()) onAdd(tag.trim());
    setTag('');
  };
  return (
    <form className={styles.tag} onSubmit={add}>
      <TextField
        label="Tag"
        maxLength={64}
        autoCapitalize="none"
        value={tag}
        onChange={({ target }) => setTag(target.value)}
      />
      <Button type="submit">Add</Button>
    </form>
  );
}
