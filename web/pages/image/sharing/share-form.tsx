/** A new share, and its link, which is shown once. */
import { useMutation } from '@apollo/client/react';
import { Link2 } from 'lucide-react';
import { useState } from 'react';
import { ErrorNotice } from '../../../errors/error-notice.tsx';
import { graphql } from '../../../generated/gql.ts';
import { Button } from '../../../ui/button.tsx';
import { CopyField } from '../../../ui/copy-field.tsx';
import { Select } from '../../../ui/select.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { PanelSection } from '../panel-section.tsx';
import { type Lifetime, lifetimes } from './lifetimes.ts';
import styles from './sharing-panel.module.css';

const ShareImage = graphql(`
  mutation ShareImage($input: ShareImageInput!) {
    shareImage(input: $input) {
      share {
        id
        url
        recipientId
      }
      userErrors {
        code
        message
      }
    }
  }
`);

const widths = {
  ANY: 'Any width',
  640: 'Up to 640 px',
  1280: 'Up to 1280 px',
  1920: 'Up to 1920 px',
} as const;
const ends = { ...lifetimes, NEVER: 'Until it is revoked' } as const;

export interface ShareFormProps {
  readonly imageId: string;
  readonly onShared: () => void;
}

export function ShareForm({ imageId, onShared }: ShareFormProps) {
  const [expiresIn, setExpiresIn] = useState<Lifetime | 'NEVER'>('604800');
  const [maxWidth, setMaxWidth] = useState<`${keyof typeof widths}`>('ANY');
  const [maxViews, setMaxViews] = useState('');
  const [recipientId, setRecipientId] = useState('');
  const [allowOriginal, setAllowOriginal] = useState(false);
  const [share, { loading, error, data }] = useMutation(ShareImage);
  const refused = data?.shareImage.userErrors[0];
  const made = data?.shareImage.share;
  const create = async (): Promise<void> => {
    const input = {
      imageId,
      allowOriginal,
      ...(expiresIn !== 'NEVER' && { expiresIn: Number(expiresIn) }),
      ...(maxWidth !== 'ANY' && { maxWidth: Number(maxWidth) }),
      ...(maxViews !== '' && { maxViews: Number(maxViews) }),
      ...(recipientId.trim() !== '' && { recipientId: recipientId.trim() }),
    };
    const result = await share({ variables: { input } }).catch(() => undefined);
    if (result?.data?.shareImage.share) onShared();
  };
  return (
    <PanelSection title="Share it">
      <div className={styles.fields}>
        <Select label="Ends" value={expiresIn} options={ends} onChoose={setExpiresIn} />
        <Select label="Width" value={maxWidth} options={widths} onChoose={setMaxWidth} />
        <TextField
          label="Views"
          type="number"
          min={1}
          placeholder="Any number"
          value={maxViews}
          onChange={({ target }) => setMaxViews(target.value)}
        />
        <TextField
          label="With"
          placeholder="Whoever has the link"
          value={recipientId}
          onChange={({ target }) => setRecipientId(target.value)}
        />
      </div>
      <Switch
        label="The original too, with what its metadata tell"
        checked={allowOriginal}
        onChange={setAllowOriginal}
      />
      {(error ?? refused) && <ErrorNotice error={error ?? refused} />}
      <div>
        <Button variant="primary" icon={<Link2 aria-hidden />} busy={loading} onClick={() => void create()}>
          {recipientId.trim() === '' ? 'Make a link' : 'Share it'}
        </Button>
      </div>
      {typeof made?.url === 'string' && (
        <div className={styles.made} role="status">
          <CopyField label="Link" text={made.url} />
          <p className={styles.hint}>It is shown this once: copy it now.</p>
        </div>
      )}
      {typeof made?.recipientId === 'string' && (
        <p role="status">{made.recipientId} finds it among what is shared with them.</p>
      )}
    </PanelSection>
  );
}
