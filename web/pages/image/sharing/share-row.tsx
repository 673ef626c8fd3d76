/** One share: with whom, what it shows, and its end. */
import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { toldError } from '../../../errors/told-error.ts';
import { formatNumber, formatTime } from '../../../format.ts';
import { graphql } from '../../../generated/gql.ts';
import type { ShareRowFragment } from '../../../generated/graphql.ts';
import { Button } from '../../../ui/button.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { stateOf } from './share-state.ts';
import styles from './share-row.module.css';

graphql(`
  fragment ShareRow on Share {
    id
    recipientId
    createdAt
    expiresAt
    revokedAt
    maxViews
    viewCount
    maxWidth
    allowOriginal
  }
`);

const RevokeShare = graphql(`
  mutation RevokeShare($id: ID!) {
    revokeShare(input: { shareId: $id }) {
      share {
        ...ShareRow
      }
      userErrors {
        code
        message
      }
    }
  }
`);

export function ShareRow({ share }: { share: ShareRowFragment }) {
  const [revoke, { loading }] = useMutation(RevokeShare);
  const toast = useToast();
  const [now] = useState(() => new Date());
  const { isOver, words } = stateOf(share, now);
  const end = async (): Promise<void> => {
    try {
      const { data } = await revoke({ variables: { id: share.id } });
      toast(data?.revokeShare.userErrors[0]?.message ?? 'The share is ended: nobody sees the image by it.');
    } catch (error) {
      toast(toldError(error).message);
    }
  };
  return (
    <li className={styles.row} data-over={isOver}>
      <div className={styles.text}>
        <p className={styles.who}>{share.recipientId ?? 'Whoever has the link'}</p>
        <p className={styles.facts}>
          {words} · {viewsOf(share)} · {shownBy(share)} · made {formatTime(share.createdAt)}
        </p>
      </div>
      {!isOver && (
        <Button busy={loading} onClick={() => void end()}>
          Revoke
        </Button>
      )}
    </li>
  );
}

const viewsOf = ({ viewCount, maxViews }: ShareRowFragment): string =>
  maxViews === null ? `${formatNumber(viewCount)} views` : `${viewCount} of ${maxViews} views`;

function shownBy({ allowOriginal, maxWidth }: ShareRowFragment): string {
  if (allowOriginal) return 'with the original';
  return maxWidth === null ? 'any width' : `up to ${maxWidth} px wide`;
}
