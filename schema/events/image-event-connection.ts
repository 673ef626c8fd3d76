/** What happened to an image, a page at a time: the events that its subscription tells. */
import { Args, Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import type { EventPage } from '../../domain/events/list-events.ts';
import type { Context } from '../context.ts';
import { ImageType } from '../images/image-type.ts';
import { PageArgs, pageInfoOf, PageInfoType } from '../page-info.ts';
import { imageEventOf, ImageEventType } from './image-event-types.ts';

@ObjectType('ImageEventEdge', { description: 'An event and its place in the history.' })
class ImageEventEdgeType {
  @Field(() => String, {
    description: 'Its place in the history: the id of the event, which `imageEvents(after:)` takes as well.',
  })
  cursor!: string;
  @Field(() => ImageEventType, { description: 'What happened.' }) node!: ImageEventType;
}

@ObjectType('ImageEventConnection', { description: 'A page of what happened to images, the newest first.' })
export class ImageEventConnectionType {
  readonly page: EventPage;

  constructor(page: EventPage) {
    this.page = page;
  }

  @Field(() => [ImageEventEdgeType], { description: 'The events of this page, each with its place.' })
  get edges(): ImageEventEdgeType[] {
    return this.nodes.map((node) => ({ cursor: node.id, node }));
  }

  @Field(() => [ImageEventType], { description: 'The events alone, for who needs no cursors.' })
  get nodes(): ImageEventType[] {
    return this.page.events.flatMap((event) => imageEventOf(event) ?? []);
  }

  @Field(() => PageInfoType, { description: 'Where the page lies.' })
  get pageInfo(): PageInfoType {
    return pageInfoOf(this.page.events, this.page);
  }
}

@Resolver(() => ImageType)
export class EventsOfImage {
  @FieldResolver(() => ImageEventConnectionType, {
    description:
      'What happened to it, the newest first, for whoever may follow it with imageEvents; of an image that is only shared with the viewer none. Kept for EVENT_RETENTION_DAYS.',
  })
  async events(
    @Root() { entity }: ImageType,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { loaders }: Context,
  ): Promise<ImageEventConnectionType> {
    return new ImageEventConnectionType(await loaders.eventsOfImage(page).load(entity));
  }
}
