/** A text that is changed where it stands: Enter or leaving it saves, Escape gives back what was there. */
import { type KeyboardEvent, useState } from 'react';
import type { ToldError } from '../../../errors/told-error.ts';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextField } from '../../../ui/text-field.tsx';

export interface EditableTextProps {
  readonly label: string;
  readonly value: string | null;
  readonly hint?: string;
  readonly placeholder?: string;
  readonly maxLength: number;
  /** Several lines: Enter begins the next. */
  readonly isLong?: boolean;
  /** @returns what is wrong with it. */
  readonly onSave: (text: string | null) => Promise<ToldError | undefined>;
}

export function EditableText({ value, isLong = false, onSave, ...rest }: EditableTextProps) {
  /** Undefined: as it is saved. */
  const [draft, setDraft] = useState<string>();
  const [fault, setFault] = useState<string>();
  const revert = (): void => {
    setDraft(undefined);
    setFault(undefined);
  };
  const save = async (): Promise<void> => {
    if (draft === undefined) return;
    const text = draft.trim() || null;
    const refused = text === value ? undefined : await onSave(text);
    // What could not be saved stays to be mended.
    if (refused) setFault(refused.message);
    else revert();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key === 'Escape') revert();
    if (event.key === 'Enter' && (!isLong || event.ctrlKey || event.metaKey)) void save();
  };
  const field = {
    ...rest,
    value: draft ?? value ?? '',
    fault,
    onKeyDown,
    onBlur: () => void save(),
    onChange: ({ target }: { target: { value: string } }) => setDraft(target.value),
  };
  return isLong ? <TextArea {...field} /> : <TextField {...field} />;
}
