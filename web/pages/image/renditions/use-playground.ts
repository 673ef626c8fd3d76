/** The playground of renditions: what is asked for, in the address of the page, and what the server makes of it. */
import { useQuery } from '@apollo/client/react';
import { useEffect, useEffectEvent, useState } from 'react';
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

/** What was asked for last and is there: these belong together, whatever is asked for meanwhile. */
export interface Rendered {
  readonly width: number;
  readonly height: number;
  /** The same cut, with nothing lost that could be seen. */
  readonly referenceUrl: string;
  readonly picture: FetchedPicture;
}

export interface Playground {
  readonly transform: Transform;
  readonly change: (change: Transform) => void;
  /** As it is asked for now. */
  readonly rendition: Answer['rendition'] | undefined;
  readonly rendered: Rendered | undefined;
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
  // Here, and from here into the address: that takes the last one alone of changes which come together.
  const [chosen, setChosen] = useState(() => readTransform(params));
  const transform = chosen ?? initial(image);
  const tell = useEffectEvent((told: Transform) =>
    setParams((now) => writeTransform(now, told), { replace: true, preventScrollReset: true }),
  );
  useEffect(() => {
    if (chosen) tell(chosen);
  }, [chosen]);
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
  const [rendered, setRendered] = useState<Rendered>();
  const { picture } = fetched;
  if (answer && picture && picture !== rendered?.picture && picture.url === answer.rendition.url)
    setRendered({ ...answer.rendition, referenceUrl: answer.reference.url, picture });
  return {
    transform,
    change: (change) => setChosen((now) => changed(now ?? initial(image), change)),
    rendition: answer?.rendition,
    rendered,
    error: error ?? fetched.error,
    loading: loading || fetched.loading,
  };
}
