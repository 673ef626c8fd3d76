/** Who did what to an image, with which key and from which address. */
import { useQuery } from '@apollo/client/react';
import { ErrorNotice } from '../../../errors/error-notice.tsx';
import { graphql } from '../../../generated/gql.ts';
import type { ImageAuditQuery } from '../../../generated/graphql.ts';
import { Button } from '../../../ui/button.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { PanelSection } from '../panel-section.tsx';
import { Timeline } from './timeline.tsx';

const ImageAudit = graphql(`
  query ImageAudit($imageId: ID!, $first: Int!, $after: String) {
    auditLog(filter: { imageId: $imageId }, first: $first, after: $after) {
      edges {
        cursor
        node {
          id
          action
          actorId
          apiKeyId
          address
          detail
          occurredAt
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

type Entry = ImageAuditQuery['auditLog']['edges'][number]['node'];

export function AuditTrail({ imageId }: { imageId: string }) {
  const { data, error, refetch, fetchMore } = useQuery(ImageAudit, {
    variables: { imageId, first: 20 },
    fetchPolicy: 'cache-and-network',
  });
  const entries = data?.auditLog;
  return (
    <PanelSection title="Who did what">
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!entries && !error && <Skeleton height="6rem" />}
      {entries && (
        <Timeline
          label="Who did what"
          items={entries.edges.map(({ node }) => ({ id: node.id, at: node.occurredAt, ...told(node) }))}
        />
      )}
      {entries?.pageInfo.hasNextPage && (
        <Button onClick={() => void fetchMore({ variables: { after: entries.pageInfo.endCursor } })}>
          Show more
        </Button>
      )}
    </PanelSection>
  );
}

/** IMAGE_UPDATED as Image updated, which is how the API's documents have it. */
const told = ({ action, actorId, address, apiKeyId, detail }: Entry): { what: string; more: string } => ({
  what: action.charAt(0) + action.slice(1).toLowerCase().replaceAll('_', ' ').replace(/^rl\b/, 'RL'),
  more: [
    actorId,
    apiKeyId === null ? undefined : `by ${apiKeyId}`,
    address === null ? undefined : `from ${address}`,
    detail,
  ]
    .filter(Boolean)
    .join(' · '),
});
