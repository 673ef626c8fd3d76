/** A window above the page that has the focus until it is closed. */
import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import styles from './dialog.module.css';
import { IconButton } from './icon-button.tsx';

export interface DialogProps {
  readonly title: string;
  /** In a sentence, what this is about. */
  readonly description: string;
  /** What opens it. */
  readonly trigger: ReactNode;
  readonly children?: ReactNode;
  /** The last row: what is done, in the end what most come for. */
  readonly actions: ReactNode;
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
}

export function Dialog({ title, description, trigger, children, actions, ...state }: DialogProps) {
  return (
    <Radix.Root {...state}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Overlay className={styles.veil} />
        <Radix.Content className={styles.window}>
          <Radix.Title className={styles.title}>{title}</Radix.Title>
          <Radix.Description className={styles.description}>{description}</Radix.Description>
          {children}
          <div className={styles.actions}>{actions}</div>
          <Radix.Close asChild>
            <IconButton label="Close" icon={<X aria-hidden />} />
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Around the button of a dialog that closes it. */
export const DialogClose = Radix.Close;
