/** What a CDN keeps of an image, to be fetched anew: of use when a copy must go at once. */
import { useMutation } from '@apollo/client/react';
import { CloudOff } from 'lucide-react';
import { useState } from 'react';
import { ErrorNotice } from '../../errors/error-notice.tsx';
import { graphql } from '../../generated/gql.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogClose } from '../../ui/dialog.tsx';
import { Switch } from '../../ui/switch.tsx';
import { useToast } from '../../ui/toast.tsx';

const PurgeImage = graphql(`
  mutation PurgeImage($id: ID!, $variantsOnly: Boolean!) {
    purgeImages(input: { ids: [$id], variantsOnly: $variantsOnly }) {
      purgedIds
      userErrors {
        code
        message
      }
    }
  }
`);

export function PurgeDialog({ id }: { id: string }) {
  const [isOpen, setOpen] = useState(false);
  const [withOriginal, setWithOriginal] = useState(true);
  const [purge, { loading, error, data }] = useMutation(PurgeImage);
  const toast = useToast();
  const refused = data?.purgeImages.userErrors[0];
  const confirm = async (): Promise<void> => {
    const variables = { id, variantsOnly: !withOriginal };
    const result = await purge({ variables }).catch(() => undefined);
    if (!result?.data?.purgeImages.purgedIds) return;
    setOpen(false);
    toast('The CDN is told to forget it.');
  };
  return (
    <Dialog
      title="Purge it from the CDN?"
      description="The next visitors fetch it from here again. The image stays as it is."
      open={isOpen}
      onOpenChange={setOpen}
      trigger={<Button icon={<CloudOff aria-hidden />}>Purge</Button>}
      actions={
        <>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button variant="primary" busy={loading} onClick={() => void confirm()}>
            Purge
          </Button>
        </>
      }
    >
      <Switch label="The original too" checked={withOriginal} onChange={setWithOriginal} />
      {(error ?? refused) && <ErrorNotice error={error ?? refused} />}
    </Dialog>
  );
}
