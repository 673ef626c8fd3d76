/** One image in React, with all that `<DarkroomImage>` needs, kept up to date by its events. */
import type { ErrorLike } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import {
  DarkroomImageDocument,
  type DarkroomImageQuery,
  type ResponsiveLayout,
  type TransformInput,
} from '../apollo/generated/graphql.ts';
import type { ImageEvent } from '../apollo/merge-image-event.ts';
import { useImageEvents } from './use-image-events.ts';

export type DarkroomImageData = NonNullable<DarkroomImageQuery['image']>;

export interface UseImageOptions {
  /** The size in CSS pixels, and what is done to the picture. Default: all of the image. */
  readonly transform?: TransformInput;
  /** Default: CONSTRAINED. */
  readonly layout?: ResponsiveLayout;
  /** How wide it is shown, as HTML has it. */
  readonly sizes?: string;
  /** Whether to follow its events. Default: true. A list follows all of its images at once: `useImageEvents()`. */
  readonly isLive?: boolean;
}

export interface UseImage {
  /** Null: there is none that this viewer may see. Undefined: not known yet. */
  readonly image: DarkroomImageData | null | undefined;
  readonly error: ErrorLike | undefined;
}

/** Events after which there are other URLs or another placeholder. */
const changing = new Set<ImageEvent['__typename']>(['ImageReady', 'ImageUpdated']);

export function useImage(id: string, { isLive = true, ...options }: UseImageOptions = {}): UseImage {
  const { data, error, refetch } = useQuery(DarkroomImageDocument, { variables: { id, ...options } });
  useImageEvents({
    imageIds: [id],
    skip: !isLive,
    onEvent: ({ __typename }) => {
      // What fails here is told by the query itself.
      if (changing.has(__typename)) refetch().catch(() => undefined);
    },
  });
  return { image: data?.image, error };
}
