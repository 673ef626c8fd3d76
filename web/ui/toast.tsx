/** Short news of what has happened, in a corner and to screen readers; gone by itself. */
import { X } from 'lucide-react';
import { Toast as Radix } from 'radix-ui';
import { createContext, type ReactNode, use, useCallback, useState } from 'react';
import { IconButton } from './icon-button.tsx';
import styles from './toast.module.css';

interface News {
  readonly key: number;
  readonly text: string;
}

const ToastContext = createContext<(text: string) => void>(() => {});

/** What tells something: one sentence. */
export const useToast = (): ((text: string) => void) => use(ToastContext);

export function ToastRegion({ children }: { children: ReactNode }) {
  const [news, setNews] = useState<readonly News[]>([]);
  const tell = useCallback(
    (text: string) => setNews((earlier) => [...earlier, { key: (earlier.at(-1)?.key ?? 0) + 1, text }]),
    [],
  );
  const forget = (gone: number) => setNews((all) => all.filter(({ key }) => key !== gone));
  return (
    <Radix.Provider duration={6_000} swipeDirection="right">
      <ToastContext value={tell}>{children}</ToastContext>
      {news.map(({ key, text }) => (
        <Radix.Root key={key} className={styles.toast} onOpenChange={(open) => !open && forget(key)}>
          <Radix.Description className={styles.text}>{text}</Radix.Description>
          <Radix.Close asChild>
            <IconButton label="Dismiss" icon={<X aria-hidden />} />
          </Radix.Close>
        </Radix.Root>
      ))}
      <Radix.Viewport className={styles.region} />
    </Radix.Provider>
  );
}
