/** An address that opens for whoever has it, until it expires: for a program, or to be sent once. */
import { useMutation } from '@apollo/client/react';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { ErrorNotice } from '../../../errors/error-notice.tsx';
import { formatTime } from '../../../format.ts';
import { graphql } from '../../../generated/gql.ts';
import type { SignedImageFragment, TransformInput } from '../../../generated/graphql.ts';
import { Button } from '../../../ui/button.tsx';
import { CopyField } from '../../../ui/copy-field.tsx';
import { Select } from '../../../ui/select.tsx';
import { PanelSection } from '../panel-section.tsx';
import { type Lifetime, lifetimes } from './lifetimes.ts';
import styles from './sharing-panel.module.css';

graphql(`
  fragment SignedImage on Image {
    id
    profile {
      variants {
        name
      }
    }
  }
`);

const SignImageUrl = graphql(`
  mutation SignImageUrl($input: SignImageUrlInput!) {
    signImageUrl(input: $input) {
      url
      expiresAt
      userErrors {
        code
        message
      }
    }
  }
`);

/** No preset can be called so. */
const original = '*';

export function SignedUrlForm({ image }: { image: SignedImageFragment }) {
  const [what, setWhat] = useState(original);
  const [expiresIn, setExpiresIn] = useState<Lifetime>('3600');
  const [sign, { loading, error, data }] = useMutation(SignImageUrl);
  const names = image.profile.variants.map(({ name }) => name);
  const options: Record<string, string> = {
    [original]: 'The original',
    ...Object.fromEntries(names.map((name) => [name, `The variant ${name}`])),
  };
  const create = (): void => {
    const transform: TransformInput = { preset: what, format: 'AUTO' };
    const part = what === original ? { original: true } : { transform };
    void sign({ variables: { input: { imageId: image.id, expiresIn: Number(expiresIn), ...part } } }).catch(
      () => undefined,
    );
  };
  const { url, expiresAt, userErrors } = data?.signImageUrl ?? {};
  const refused = userErrors?.[0];
  return (
    <PanelSection title="Signed address">
      <div className={styles.fields}>
        <Select label="Of" value={what} options={options} onChoose={setWhat} />
        <Select label="Lasts" value={expiresIn} options={lifetimes} onChoose={setExpiresIn} />
      </div>
      {(error ?? refused) && <ErrorNotice error={error ?? refused} />}
      <div>
        <Button icon={<KeyRound aria-hidden />} busy={loading} onClick={create}>
          Sign an address
        </Button>
      </div>
      {typeof url === 'string' && (
        <div className={styles.made} role="status">
          <CopyField label="Signed address" text={url} />
          <p className={styles.hint}>
            {typeof expiresAt === 'string'
              ? `It opens until ${formatTime(expiresAt)}, and cannot be taken back before.`
              : 'It lasts: the image is public.'}
          </p>
        </div>
      )}
    </PanelSection>
  );
}
