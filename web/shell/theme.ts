/** Light, dark, or as the system has it; what was chosen is kept in this browser. */
import { useState } from 'react';

export const themes = { system: 'As the system', light: 'Light', dark: 'Dark' } as const;
export type Theme = keyof typeof themes;

const key = 'darkroom.theme';

function storedTheme(): Theme {
  const stored = localStorage.getItem(key) ?? '';
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

/** tokens.css does the rest. */
function show(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}

/** Before anything is drawn. */
export const showStoredTheme = (): void => show(storedTheme());

export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState(storedTheme);
  const choose = (chosen: Theme): void => {
    localStorage.setItem(key, chosen);
    show(chosen);
    setTheme(chosen);
  };
  return [theme, choose];
}
