/** The subscription that pushes every variant the moment it exists. */
import { Arg, ID, Resolver, Root, Subscription } from 'type-graphql';
import { followImages } from '../../domain/events/follow-images.ts';
import { fromGlobalId } from '../../platform/ids.ts';
import { mapped } from '../../platform/map-iterator.ts';
import type { Context } from '../context.ts';
import { ImageEventFilterInput } from './image-event-filter.ts';
import { ImageEventType, imageEventOf } from './image-event-types.ts';

interface ImageEventsArgs {
  imageIds?: string[] | null;
  after?: string | null;
  filter?: ImageEventFilterInput | null;
}

@Resolver()
export class ImageEventsResolver {
  @Subscription(() => ImageEventType, {
    description:
      'First one ImageSnapshot for each named image (without names: for each that is still in work), then every event in order. Resume with the id of the last event that was seen.',
    subscribe: ({ args, context }: { args: ImageEventsArgs; context: Context }) => subscribe(args, context),
  })
  imageEvents(
    @Root() event: ImageEventType,
    @Arg('imageIds', () => [ID], {
      nullable: true,
      description: '1 to 250 images; none: every image that the viewer owns.',
    })
    _imageIds?: string[],
    @Arg('after', () => ID, { nullable: true, description: 'The id of the last event that was seen.' })
    _after?: string,
    @Arg('filter', () => ImageEventFilterInput, {
      nullable: true,
      description: 'Only events that meet all of it, by the state of the image when it is told.',
    })
    _filter?: ImageEventFilterInput,
  ): ImageEventType {
    return event;
  }
}

async function subscribe(
  { imageIds, after, filter }: ImageEventsArgs,
  { app, viewer, lastEventId, takeNow }: Context,
): Promise<AsyncIterable<ImageEventType>> {
  // A browser repeats its first request, with an `after` that is older.
  const seen = lastEventId ?? after;
  const events = await followImages(app, {
    viewer,
    imageIds: imageIds?.map((id) => fromGlobalId('image', id)),
    after: seen ? fromGlobalId('event', seen) : undefined,
    filter: filter ?? undefined,
    takeNow: takeNow && ((event) => isTakenNow(imageEventOf(event), takeNow)),
  });
  return mapped(events, { map: imageEventOf });
}

/** Also what has nothing left to tell. */
const isTakenNow = (told: ImageEventType | undefined, takeNow: (event: object) => boolean): boolean =>
  told === undefined || takeNow(told);
