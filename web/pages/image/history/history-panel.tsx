/** What happened to an image; and for admins who did what, from where. */
import { useQuery } from '@apollo/client/react';
import { ErrorNotice } from '../../../errors/error-notice.tsx';
import { graphql } from '../../../generated/gql.ts';
import type { ImageHistoryQuery } from '../../../generated/graphql.ts';
import { useViewer } from '../../../session/session.tsx';
import { Button } from '../../../ui/button.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { PanelSection } from '../panel-section.tsx';
import { AuditTrail } from './audit-trail.tsx';
import { Timeline } from './timeline.tsx';

const ImageHistory = graphql(`
  query ImageHistory($id: ID!, $first: Int!, $after: String) {
    image(id: $id) {
      id
      events(first: $first, after: $after) {
        edges {
          cursor
          node {
            __typename
            id
            occurredAt
            ... on VariantReady {
              variant {
                id
                name
                format
              }
            }
            ... on VariantFailed {
              variant {
                id
                name
                format
              }
              failure {
                code
                message
              }
            }
            ... on ImageFailed {
              failure {
                code
                message
              }
            }
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

type Event = NonNullable<ImageHistoryQuery['image']>['events']['edges'][number]['node'];

export function HistoryPanel({ id }: { id: string }) {
  const { roles } = useViewer();
  const { data, error, refetch, fetchMore } = useQuery(ImageHistory, {
    variables: { id, first: 30 },
    fetchPolicy: 'cache-and-network',
  });
  const events = data?.image?.events;
  return (
    <>
      <PanelSection title="Events">
        {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
        {!events && !error && <Skeleton height="10rem" />}
        {events && (
          <Timeline
            label="Events"
            items={events.edges.map(({ node }) => ({ id: node.id, at: node.occurredAt, ...told(node) }))}
          />
        )}
        {events?.pageInfo.hasNextPage && (
          <Button onClick={() => void fetchMore({ variables: { after: events.pageInfo.endCursor } })}>
            Show more
          </Button>
        )}
      </PanelSection>
      {roles.includes('ADMIN') && <AuditTrail imageId={id} />}
    </>
  );
}

const words: Readonly<Record<Event['__typename'], string>> = {
  ImageSnapshot: 'As it was',
  ImageUploaded: 'Uploaded',
  ImageUpdated: 'Changed',
  ImageReady: 'Ready',
  ImageFailed: 'Failed',
  ImageDeleted: 'Deleted',
  VariantReady: 'Variant ready',
  VariantFailed: 'Variant failed',
};

/** In words, and what more there is to say. */
function told(event: Event): { what: string; more?: string } {
  const variant = 'variant' in event ? `${event.variant.name} ${event.variant.format}` : '';
  const failure = 'failure' in event ? event.failure.message : '';
  const more = [variant, failure].filter(Boolean).join(': ');
  return { what: words[event.__typename], ...(more && { more }) };
}
