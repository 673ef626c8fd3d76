/** With whom an image is shared, and how to share it. */
import { useQuery } from '@apollo/client/react';
import { ErrorNotice } from '../../../errors/error-notice.tsx';
import { graphql } from '../../../generated/gql.ts';
import type { SignedImageFragment } from '../../../generated/graphql.ts';
import { Button } from '../../../ui/button.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { PanelSection } from '../panel-section.tsx';
import { ShareForm } from './share-form.tsx';
import { ShareRow } from './share-row.tsx';
import styles from './sharing-panel.module.css';
import { SignedUrlForm } from './signed-url-form.tsx';

const ImageShares = graphql(`
  query ImageShares($id: ID!, $first: Int!, $after: String) {
    image(id: $id) {
      id
      shares(first: $first, after: $after) {
        edges {
          cursor
          node {
            ...ShareRow
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

export function SharingPanel({ image }: { image: SignedImageFragment }) {
  const { data, error, refetch, fetchMore } = useQuery(ImageShares, {
    variables: { id: image.id, first: 20 },
    fetchPolicy: 'cache-and-network',
  });
  const shares = data?.image?.shares;
  return (
    <>
      <ShareForm imageId={image.id} onShared={() => void refetch()} />
      <PanelSection title="Shares">
        {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
        {!shares && !error && <Skeleton height="6rem" />}
        {shares?.edges.length === 0 && <p className={styles.hint}>It is shared with nobody.</p>}
        {shares && shares.edges.length > 0 && (
          <ul className={styles.list} aria-label="Shares">
            {shares.edges.map(({ node }) => (
              <ShareRow key={node.id} share={node} />
            ))}
          </ul>
        )}
        {shares?.pageInfo.hasNextPage && (
          <Button onClick={() => void fetchMore({ variables: { after: shares.pageInfo.endCursor } })}>
            Show more
          </Button>
        )}
      </PanelSection>
      <SignedUrlForm image={image} />
    </>
  );
}
