/** The events of images in React, merged into Apollo's cache: components that show an image follow it by themselves. */
import type { ErrorLike } from '@apollo/client';
import { useSubscription } from '@apollo/client/react';
import { type ImageEvent, mergeImageEvent } from '../apollo/merge-image-event.ts';
import { DarkroomImageEventsDocument, type ImageEventFilter } from '../apollo/generated/graphql.ts';

export interface UseImageEventsOptions {
  /** Default: every image of the viewer, those to come included. */
  readonly imageIds?: readonly string[];
  readonly filter?: ImageEventFilter;
  /** To follow nothing for now. */
  readonly skip?: boolean;
  /** Told of each event, after it was merged. */
  readonly onEvent?: (event: ImageEvent) => void;
}

export interface UseImageEvents {
  /** The last one. */
  readonly event: ImageEvent | undefined;
  /** Why it has ended; a lost connection is no reason. */
  readonly error: ErrorLike | undefined;
}

/** Follows images as long as the component is there. */
export function useImageEvents({
  imageIds,
  filter,
  skip = false,
  onEvent,
}: UseImageEventsOptions = {}): UseImageEvents {
  const variables = { ...(imageIds && { imageIds }), ...(filter && { filter }) };
  const { data, error } = useSubscription(DarkroomImageEventsDocument, {
    variables,
    skip,
    onData({ client, data: { data } }) {
      if (!data) return;
      const event = data.imageEvents;
      mergeImageEvent(client.cache, event);
      onEvent?.(event);
    },
  });
  return { event: data?.imageEvents, error };
}
