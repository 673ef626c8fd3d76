/** One image: the picture, what was made of it, and its end. */
import { useMutation, useQuery } from '@apollo/client/react';
import { ImageOff, Trash2 } from 'lucide-react';
import { useNavigate, useParams } from 'react-router';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { formatBytes } from '../format.ts';
import { graphql } from '../generated/gql.ts';
import { PageHeader } from '../shell/page-header.tsx';
import { Button, ButtonLink } from '../ui/button.tsx';
import { CopyField } from '../ui/copy-field.tsx';
import { Dialog, DialogClose } from '../ui/dialog.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useToast } from '../ui/toast.tsx';
import styles from './image-page.module.css';
import { VariantTable } from './variant-table.tsx';

const ImagePage = graphql(`
  query ImagePage($id: ID!) {
    image(id: $id) {
      id
      filename
      title
      description
      status
      visibility
      width
      height
      byteSize
      contentType
      failure {
        code
        message
      }
      placeholder {
        dataUri
      }
      responsive {
        src
        srcSet
        sizes
      }
      variants {
        id
        name
        format
        status
        width
        height
        byteSize
        processingMs
        url
      }
    }
  }
`);

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

export function Component() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useQuery(ImagePage, {
    variables: { id },
    fetchPolicy: 'cache-and-network',
  });
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height="60vh" />;
  const { image } = data;
  if (!image)
    return (
      <EmptyState
        icon={<ImageOff aria-hidden />}
        title="This image does not exist"
        action={<ButtonLink to="/library">To the library</ButtonLink>}
      >
        It was deleted, or it is not yours to see.
      </EmptyState>
    );
  const { title, filename, description, responsive, placeholder, failure, variants, ...facts } = image;
  return (
    <>
      <PageHeader title={title ?? filename}>
        <DeleteDialog id={id} name={title ?? filename} />
      </PageHeader>
      {failure && <ErrorNotice error={failure} />}
      <img
        className={styles.picture}
        src={responsive.src}
        srcSet={responsive.srcSet}
        sizes={responsive.sizes}
        width={facts.width}
        height={facts.height}
        alt={description ?? title ?? filename}
        style={placeholder ? { backgroundImage: `url("${placeholder.dataUri}")` } : {}}
      />
      <p className={styles.facts}>
        {facts.width} × {facts.height} · {formatBytes(facts.byteSize)} · {facts.contentType} ·{' '}
        {facts.visibility === 'PUBLIC' ? 'Public' : 'Private'}
      </p>
      <section className={styles.section}>
        <h2>Address</h2>
        <CopyField label="Address of the picture" text={responsive.src} />
      </section>
      <section className={styles.section}>
        <h2>Variants</h2>
        <VariantTable variants={variants} />
      </section>
    </>
  );
}

function DeleteDialog({ id, name }: { id: string; name: string }) {
  const [deleteImage, { loading, error, data }] = useMutation(DeleteImage);
  const navigate = useNavigate();
  const toast = useToast();
  const refused = data?.deleteImages.userErrors[0];
  const confirm = async (): Promise<void> => {
    const result = await deleteImage({ variables: { id } }).catch(() => undefined);
    if (!result?.data?.deleteImages.deletedIds) return;
    toast(`${name} is deleted.`);
    await navigate('/library');
  };
  return (
    <Dialog
      title="Delete this image?"
      description={`${name} goes with all its variants, and its addresses end. This cannot be undone.`}
      trigger={
        <Button variant="danger" icon={<Trash2 aria-hidden />}>
          Delete
        </Button>
      }
      actions={
        <>
          <DialogClose asChild>
            <Button>Keep it</Button>
          </DialogClose>
          <Button variant="danger" busy={loading} onClick={() => void confirm()}>
            Delete
          </Button>
        </>
      }
    >
      {(error ?? refused) && <ErrorNotice error={error ?? refused} />}
    </Dialog>
  );
}
