/** Queries for images. */
import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql';
import { listImages } from '../../domain/images/list-images.ts';
import { fromGlobalId } from '../../platform/ids.ts';
import type { Context } from '../context.ts';
import { PageArgs } from '../page-info.ts';
import { ImageConnectionType, ImageFilterInput, ImageOrderInput } from './image-connection.ts';
import { ImageType } from './image-type.ts';
import { seenImage } from './seen-image.ts';

@Resolver()
export class ImageResolver {
  @Query(() => ImageType, {
    nullable: true,
    description: 'Null where it does not exist or the viewer may not see it, which look the same.',
  })
  async image(
    @Arg('id', () => ID, { description: 'The global id, img_….' }) id: string,
    @Ctx() context: Context,
  ): Promise<ImageType | null> {
    return seenImage(fromGlobalId('image', id), context);
  }

  @Query(() => ImageConnectionType, {
    description: 'The viewer’s images, the newest first unless ordered otherwise.',
  })
  async images(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { app, viewer }: Context,
    @Arg('filter', () => ImageFilterInput, {
      nullable: true,
      description: 'Which images; absent: all of the viewer’s.',
    })
    filter?: ImageFilterInput,
    @Arg('orderBy', () => ImageOrderInput, { nullable: true, description: 'Default: the newest first.' })
    order?: ImageOrderInput,
  ): Promise<ImageConnectionType> {
    return new ImageConnectionType(await listImages(app.database, viewer, { page, filter, order }));
  }
}
