/** What is searched for: in the address when the typing pauses. */
import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { TextField } from '../ui/text-field.tsx';
import styles from './search-field.module.css';

export interface SearchFieldProps {
  readonly query: string;
  readonly onSearch: (query: string) => void;
}

const pauseMs = 200;

export function SearchField({ query, onSearch }: SearchFieldProps) {
  const [typed, setTyped] = useState(query);
  const [shown, setShown] = useState(query);
  // Back, forward, or a cleared filter: what the address says now.
  if (shown !== query) {
    setShown(query);
    if (typed.trim() !== query) setTyped(query);
  }
  useEffect(() => {
    if (typed.trim() === query) return undefined;
    const pause = setTimeout(() => onSearch(typed.trim()), pauseMs);
    return () => clearTimeout(pause);
  }, [typed, query, onSearch]);
  return (
    <search className={styles.search}>
      <Search aria-hidden className={styles.icon} />
      <TextField
        label="Search"
        hideLabel
        type="search"
        placeholder="Search"
        autoComplete="off"
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
    </search>
  );
}
