/** What the library is narrowed down to, each to be taken away. */
import { X } from 'lucide-react';
import { formatDay } from '../format.ts';
import { Button } from '../ui/button.tsx';
import styles from './filter-chips.module.css';
import { type LibraryView, statuses, types, visibilities, withoutFilter } from './library-view.ts';
import type { ChangeView } from './use-library-view.ts';

interface Chip {
  readonly name: string;
  /** What takes it away. */
  readonly change: Partial<LibraryView>;
}

export function FilterChips({ view, onChange }: { view: LibraryView; onChange: ChangeView }) {
  const chips = chipsOf(view);
  if (chips.length === 0) return null;
  return (
    <ul className={styles.chips} aria-label="Filters in use">
      {chips.map(({ name, change }) => (
        <li key={name}>
          <button
            type="button"
            className={styles.chip}
            aria-label={`Remove the filter ${name}`}
            onClick={() => onChange(change)}
          >
            {name}
            <X aria-hidden />
          </button>
        </li>
      ))}
      {chips.length > 1 && (
        <li>
          <Button variant="quiet" className={styles.clear} onClick={() => onChange(withoutFilter(view))}>
            Clear all
          </Button>
        </li>
      )}
    </ul>
  );
}

function chipsOf({ status, visibility, type, namespace, tags, from, to }: LibraryView): Chip[] {
  return [
    ...(status ? [{ name: `Status: ${statuses[status]}`, change: { status: undefined } }] : []),
    ...(visibility ? [{ name: visibilities[visibility], change: { visibility: undefined } }] : []),
    ...(type ? [{ name: types[type], change: { type: undefined } }] : []),
    ...(namespace ? [{ name: `In ${namespace}`, change: { namespace: undefined } }] : []),
    ...tags.map((tag) => ({ name: `#${tag}`, change: { tags: tags.filter((each) => each !== tag) } })),
    ...(from ? [{ name: `From ${formatDay(from)}`, change: { from: undefined } }] : []),
    ...(to ? [{ name: `To ${formatDay(to)}`, change: { to: undefined } }] : []),
  ];
}
