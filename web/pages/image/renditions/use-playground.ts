/** The playground of renditions: what is asked for, in the address of the page, and what the server makes of it. */
import { useQuery } from '@apollo/client/react';
import { useSearchParams } from 'react-router';
import { graphql } from '../../../generated/gql.ts';
import type { PlaygroundRenditionQuery, ViewedImageFragment } from '../../../generated/graphql.ts';
import { type FetchedPicture, useFetchedPicture } from '../use-fetched-picture.ts';
import { changed, readTransform, reference, type Transform, writeTransform } from './transform-params.ts';

const PlaygroundRendition = graphql(`
  query PlaygroundRendition($id: ID!, $transform: TransformInput!, $reference: TransformInput!) {
    image(id: $id) {
      id
      rendition(transform: $transform) {
        url
        width
        height
        transform
        expiresAt
      }
      reference: rendition(transform: $reference) {
        url
      }
    }
  }
`);

type Answer = NonNullable<PlaygroundRenditionQuery['image']>;

export interface Playground {
  readonly transform: Transform;
  readonly change: (change: Transform) => void;
  readonly rendition: Answer['rendition'] | undefined;
  /** The same cut, with nothing lost that could be seen. */
  readonly referenceUrl: string | undefined;
  readonly picture: FetchedPicture | undefined;
  readonly error: unknown;
  readonly loading: boolean;
}

/** What most ask for first. */
const initial = ({ width }: { width: number }): Transform => ({
  width: Math.min(800, width),
  format: 'WEBP',
});

/** @param isOpen Nothing is rendered for a playground that nobody looks at. */
export function usePlayground(image: ViewedImageFragment & { id: string }, isOpen: boolean): Playground {
  const [params, setParams] = useSearchParams();
  const transform = readTransform(params) ?? initial(image);
  const isPlain = !image.hasAlpha && image.contentType === 'image/jpeg';
  const { data, previousData, error, loading } = useQuery(PlaygroundRendition, {
    variables: { id: image.id, transform, reference: reference(transform, isPlain) },
    // Its addresses expire.
    fetchPolicy: 'cache-and-network',
    skip: !isOpen,
  });
  // What was made last stays while the next is made, and where it is refused.
  const answer = (data ?? previousData)?.image ?? undefined;
  const fetched = useFetchedPicture(isOpen ? answer?.rendition.url : undefined);
  return {
    transform,
    change: (change) =>
      setParams((now) => writeTransform(now, changed(readTransform(now) ?? initial(image), change)), {
        replace: true,
        preventScrollReset: true,
      }),
    rendition: answer?.rendition,
    referenceUrl: answer?.reference.url,
    picture: fetched.picture,
    error: error ?? fetched.error,
    loading: loading || fetched.loading,
  };
}
