/** The tags of an image: Enter or a comma adds one, a press takes one away. */
import { X } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import type { ToldError } from '../../../errors/told-error.ts';
import { TextField } from '../../../ui/text-field.tsx';
import styles from './tags-field.module.css';

export interface TagsFieldProps {
  readonly tags: readonly string[];
  /** @returns what is wrong with them. */
  readonly onSave: (tags: readonly string[]) => Promise<ToldError | undefined>;
}

export function TagsField({ tags, onSave }: TagsFieldProps) {
  const [draft, setDraft] = useState('');
  const [fault, setFault] = useState<string>();
  const save = async (next: readonly string[]): Promise<void> => {
    const refused = await onSave(next);
    setFault(refused?.message);
    if (!refused) setDraft('');
  };
  const add = (): void => {
    const added = draft.trim();
    if (added !== '') void save([...new Set([...tags, added])]);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' || event.key === ',') {
      event.preventDefault();
      add();
    } else if (event.key === 'Escape') {
      setDraft('');
      setFault(undefined);
    }
  };
  return (
    <div className={styles.field}>
      <TextField
        label="Tags"
        placeholder="Add a tag"
        value={draft}
        fault={fault}
        maxLength={64}
        onChange={({ target }) => setDraft(target.value)}
        onKeyDown={onKeyDown}
        onBlur={add}
      />
      {tags.length > 0 && (
        <ul className={styles.tags} aria-label="Tags of this image">
          {tags.map((tag) => (
            <li key={tag} className={styles.tag}>
              {tag}
              <button
                type="button"
                className={styles.remove}
                aria-label={`Remove the tag ${tag}`}
                onClick={() => void save(tags.filter((each) => each !== tag))}
              >
                <X aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
