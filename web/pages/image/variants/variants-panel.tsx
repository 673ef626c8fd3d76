/** All variants of an image, which arrive by themselves, and how to have others or have them anew. */
import { useLazyQuery, useMutation } from '@apollo/client/react';
import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { ErrorNotice } from '../../../errors/error-notice.tsx';
import { graphql } from '../../../generated/gql.ts';
import type { ImageVariantsFragment, VariantRowFragment } from '../../../generated/graphql.ts';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { PanelSection } from '../panel-section.tsx';
import styles from './variants-panel.module.css';
import { VariantTable } from './variant-table.tsx';

graphql(`
  fragment ImageVariants on Image {
    id
    status
    warnings {
      code
      message
    }
    variants {
      ...VariantRow
    }
  }
`);

const MakeVariant = graphql(`
  query MakeVariant($id: ID!, $name: String!, $format: ImageFormat!) {
    image(id: $id) {
      id
      variant(name: $name, format: $format) {
        ...VariantRow
      }
    }
  }
`);

const ReprocessImage = graphql(`
  mutation ReprocessImage($id: ID!) {
    reprocessImage(input: { id: $id }) {
      image {
        ...ImageVariants
      }
      userErrors {
        code
        message
      }
    }
  }
`);

export function VariantsPanel({ image, isMine }: { image: ImageVariantsFragment; isMine: boolean }) {
  const [make, made] = useLazyQuery(MakeVariant, { fetchPolicy: 'network-only' });
  const request = ({ name, format }: VariantRowFragment): void =>
    void make({ variables: { id: image.id, name, format } });
  return (
    <>
      <PanelSection>
        {image.warnings.map(({ code, message }) => (
          <ErrorNotice key={code} error={{ code, message }} />
        ))}
        {made.error && <ErrorNotice error={made.error} />}
        <VariantTable variants={image.variants} onMake={request} />
        {isMine && <Reprocess id={image.id} isBusy={image.status === 'PROCESSING'} />}
      </PanelSection>
      {isMine && <AnotherOutput id={image.id} />}
    </>
  );
}

function Reprocess({ id, isBusy }: { id: string; isBusy: boolean }) {
  const [reprocess, { loading, error, data }] = useMutation(ReprocessImage);
  const toast = useToast();
  const refused = data?.reprocessImage.userErrors[0];
  const begin = async (): Promise<void> => {
    const result = await reprocess({ variables: { id } }).catch(() => undefined);
    if (result?.data?.reprocessImage.image) toast('Its variants are made anew.');
  };
  return (
    <>
      {(error ?? refused) && <ErrorNotice error={error ?? refused} />}
      <div>
        <Button icon={<RefreshCw aria-hidden />} busy={loading || isBusy} onClick={() => void begin()}>
          Make all anew
        </Button>
      </div>
    </>
  );
}

const RenderOutput = graphql(`
  mutation RenderOutput($id: ID!, $output: String!) {
    renderVariants(input: { imageIds: [$id], outputs: [$output] }) {
      variants {
        image {
          ...ImageVariants
        }
      }
      userErrors {
        code
        message
      }
    }
  }
`);

/** One that the profile does not have. */
function AnotherOutput({ id }: { id: string }) {
  const [output, setOutput] = useState('');
  const [render, { loading, error, data }] = useMutation(RenderOutput);
  const refused = data?.renderVariants.userErrors[0];
  const begin = async (): Promise<void> => {
    if (output.trim() === '') return;
    const result = await render({ variables: { id, output: output.trim() } }).catch(() => undefined);
    if (result?.data?.renderVariants.variants) setOutput('');
  };
  return (
    <PanelSection title="Another output">
      <form action={() => void begin()} className={styles.form}>
        <TextField
          label="Spec"
          hideLabel
          placeholder="x300-q70.webp"
          hint="Width, height, options and format: w800.avif, 600x400-focus.jpg."
          fault={refused?.message}
          value={output}
          onChange={({ target }) => setOutput(target.value)}
        />
        <Button type="submit" busy={loading}>
          Make it
        </Button>
      </form>
      {error && <ErrorNotice error={error} />}
    </PanelSection>
  );
}
