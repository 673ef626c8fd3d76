/** Asks before something that cannot be taken back. */
import { type ReactNode, useState } from 'react';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { Button } from './button.tsx';
import { Dialog, DialogClose } from './dialog.tsx';

export interface ConfirmDialogProps {
  readonly title: string;
  readonly description: string;
  readonly trigger: ReactNode;
  /** What the button says that does it. */
  readonly verb: string;
  /** @returns whether it is done. */
  readonly onConfirm: () => Promise<boolean>;
  readonly isBusy: boolean;
  readonly fault: unknown;
}

export function ConfirmDialog({ verb, onConfirm, isBusy, fault, ...rest }: ConfirmDialogProps) {
  const [isOpen, setOpen] = useState(false);
  const confirm = async (): Promise<void> => {
    if (await onConfirm()) setOpen(false);
  };
  return (
    <Dialog
      {...rest}
      open={isOpen}
      onOpenChange={setOpen}
      actions={
        <>
          <DialogClose asChild>
            <Button>Keep</Button>
          </DialogClose>
          <Button variant="danger" busy={isBusy} onClick={() => void confirm()}>
            {verb}
          </Button>
        </>
      }
    >
      {fault !== undefined && <ErrorNotice error={fault} />}
    </Dialog>
  );
}
