/** A form in a window, and after it what is told once: a secret. */
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { Button } from '../ui/button.tsx';
import { CopyField } from '../ui/copy-field.tsx';
import { Dialog, DialogClose } from '../ui/dialog.tsx';
import styles from './form-dialog.module.css';

/** What came of it: closed, a secret to show, or still open because of a fault. */
export type Outcome = { readonly secret: string } | 'done' | undefined;

export interface FormDialogProps {
  readonly title: string;
  readonly description: string;
  readonly trigger: ReactNode;
  /** What the button says that does it. */
  readonly verb: string;
  readonly onSubmit: () => Promise<Outcome>;
  /** Each time that it is opened: the fields as they are at first. */
  readonly onOpen: () => void;
  readonly isBusy: boolean;
  readonly fault: unknown;
  /** The fields. */
  readonly children?: ReactNode;
}

export function FormDialog(props: FormDialogProps) {
  const { title, description, trigger, verb, onSubmit, onOpen, isBusy, fault, children } = props;
  const form = useId();
  const [isOpen, setOpen] = useState(false);
  const [secret, setSecret] = useState<string>();
  const change = (opens: boolean): void => {
    setOpen(opens);
    setSecret(undefined);
    if (opens) onOpen();
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (isBusy) return;
    const outcome = await onSubmit();
    if (outcome === 'done') setOpen(false);
    else setSecret(outcome?.secret);
  };
  const state = { trigger, open: isOpen, onOpenChange: change };
  if (secret !== undefined)
    return (
      <Dialog
        {...state}
        title="Copy the secret now"
        description="It is shown once, and never again: keep it where secrets are kept."
        actions={
          <DialogClose asChild>
            <Button variant="primary">Done</Button>
          </DialogClose>
        }
      >
        <CopyField label="Secret" text={secret} />
      </Dialog>
    );
  return (
    <Dialog
      {...state}
      title={title}
      description={description}
      actions={
        <>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button variant="primary" type="submit" form={form} busy={isBusy}>
            {verb}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={(event) => void submit(event)}>
        {children}
        {fault !== undefined && <ErrorNotice error={fault} />}
      </form>
    </Dialog>
  );
}
