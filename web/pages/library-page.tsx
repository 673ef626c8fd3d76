/** All images of the viewer, the newest first, in rows of one height. */
import { useQuery } from '@apollo/client/react';
import { ImageOff, Images, Upload } from 'lucide-react';
import { useState } from 'react';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { graphql } from '../generated/gql.ts';
import type { ImageOrderField, Visibility } from '../generated/graphql.ts';
import { PageHeader } from '../shell/page-header.tsx';
import { Button, ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Select } from '../ui/select.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { TextField } from '../ui/text-field.tsx';
import { ImageTile } from './image-tile.tsx';
import styles from './library-page.module.css';

const LibraryPage = graphql(`
  query LibraryPage($first: Int!, $after: String, $filter: ImageFilter, $orderBy: ImageOrder) {
    images(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      edges {
        cursor
        node {
          id
          filename
          title
          width
          height
          status
          placeholder {
            dataUri
          }
          tile: rendition(transform: { height: 320, format: AUTO }) {
            url
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

const orders = {
  CREATED_AT: 'Newest first',
  UPDATED_AT: 'Last changed first',
  BYTE_SIZE: 'Largest first',
} satisfies Partial<Record<ImageOrderField, string>>;
type Order = keyof typeof orders;

const audiences = { ALL: 'All images', PRIVATE: 'Private', PUBLIC: 'Public' } satisfies Record<
  'ALL' | Visibility,
  string
>;
type Audience = keyof typeof audiences;

export function Component() {
  const [query, setQuery] = useState('');
  const [order, setOrder] = useState<Order>('CREATED_AT');
  const [audience, setAudience] = useState<Audience>('ALL');
  const { data, previousData, error, fetchMore, refetch } = useQuery(LibraryPage, {
    variables: {
      first: 40,
      filter: {
        ...(query.trim() && { query: query.trim() }),
        ...(audience !== 'ALL' && { visibility: audience }),
      },
      orderBy: { field: order, direction: 'DESC' },
    },
    fetchPolicy: 'cache-and-network',
  });
  // What was found before stays until what is looked for now is there.
  const images = (data ?? previousData)?.images;
  return (
    <>
      <PageHeader title="Library">
        <TextField
          label="Search"
          hideLabel
          type="search"
          placeholder="Search"
          value={query}
          onChange={({ target }) => setQuery(target.value)}
        />
        <Select label="Visibility" hideLabel value={audience} options={audiences} onChoose={setAudience} />
        <Select label="Order" hideLabel value={order} options={orders} onChoose={setOrder} />
      </PageHeader>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!images && !error && <TileSkeletons />}
      {images && images.edges.length === 0 && (
        <NothingFound isFiltered={query !== '' || audience !== 'ALL'} />
      )}
      {images && (
        <ul className={styles.grid} aria-label="Images">
          {images.edges.map(({ node }) => (
            <ImageTile key={node.id} image={node} />
          ))}
        </ul>
      )}
      {images?.pageInfo.hasNextPage && (
        <div className={styles.more}>
          <Button onClick={() => void fetchMore({ variables: { after: images.pageInfo.endCursor } })}>
            Show more
          </Button>
        </div>
      )}
    </>
  );
}

const NothingFound = ({ isFiltered }: { isFiltered: boolean }) =>
  isFiltered ? (
    <EmptyState icon={<ImageOff aria-hidden />} title="Nothing is like this">
      Search for the beginnings of words in titles, file names, descriptions and tags.
    </EmptyState>
  ) : (
    <EmptyState
      icon={<Images aria-hidden />}
      title="No images yet"
      action={
        <ButtonLink to="/upload" variant="primary" icon={<Upload aria-hidden />}>
          Upload images
        </ButtonLink>
      }
    >
      What you upload, here or by the API, appears in this place.
    </EmptyState>
  );

/** As wide as pictures are. */
const aspects = [1.5, 0.75, 1.33, 1.78, 1, 1.49, 0.67, 1.34, 1.48, 0.8, 1.77, 0.74];

const TileSkeletons = () => (
  <div className={styles.grid} role="status" aria-label="Loading images">
    {aspects.map((aspect) => (
      <div
        key={aspect}
        className={styles.skeleton}
        style={{ flexGrow: aspect, flexBasis: `${aspect * 11}rem` }}
      >
        <Skeleton height="11rem" />
      </div>
    ))}
  </div>
);
