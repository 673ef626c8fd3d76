/** Asks before images are deleted. */
import type { ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogClose } from '../ui/dialog.tsx';
import { deleteImages } from './change-images.ts';
import type { BulkState } from './use-bulk.ts';

export interface DeleteDialogProps {
  /** How many. */
  readonly what: string;
  readonly trigger: ReactNode;
  readonly run: BulkState['run'];
}

export const DeleteDialog = ({ what, trigger, run }: DeleteDialogProps) => (
  <Dialog
    title={`Delete ${what}?`}
    description="The originals go, and with them every variant, link and share. This cannot be undone."
    trigger={trigger}
    actions={
      <>
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <DialogClose asChild>
          <Button
            variant="danger"
            onClick={() => void run({ doing: 'Deleting', done: 'deleted', change: deleteImages })}
          >
            Delete {what}
          </Button>
        </DialogClose>
      </>
    }
  />
);
