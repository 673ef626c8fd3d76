/** The end of an image, once more asked about. */
import { useMutation } from '@apollo/client/react';
import { Trash2 } from 'lucide-react';
import { useNavigate } from 'react-router';
import { graphql } from '../../generated/gql.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { useToast } from '../../ui/toast.tsx';

const DeleteImage = graphql(`
  mutation DeleteImage($id: ID!) {
    deleteImages(input: { ids: [$id] }) {
      deletedIds
      userErrors {
        code
        message
      }
    }
  }
`);

export function DeleteDialog({ id, name }: { id: string; name: string }) {
  const [deleteImage, { loading, error, data }] = useMutation(DeleteImage);
  const navigate = useNavigate();
  const toast = useToast();
  const confirm = async (): Promise<boolean> => {
    const result = await deleteImage({ variables: { id } }).catch(() => undefined);
    if (!result?.data?.deleteImages.deletedIds) return false;
    toast(`${name} is deleted.`);
    await navigate('/library');
    return true;
  };
  return (
    <ConfirmDialog
      title="Delete this image?"
      description={`${name} goes with all its variants, and its addresses end. This cannot be undone.`}
      trigger={
        <Button variant="danger" icon={<Trash2 aria-hidden />}>
          Delete
        </Button>
      }
      verb="Delete"
      onConfirm={confirm}
      isBusy={loading}
      fault={error ?? data?.deleteImages.userErrors[0]}
    />
  );
}
