/** The mutation that has caches forget images. */
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { purgeImages } from '../../domain/purging/purge-images.ts';
import { fromGlobalId, toGlobalId } from '../../platform/ids.ts';
import type { Context } from '../context.ts';
import { payload, UserErrorType } from '../errors/user-error.ts';

@InputType('PurgeImagesInput', { description: 'Which images the CDN is to forget.' })
class PurgeImagesInput {
  @Field(() => [ID], { description: '1 to 250 images; all are purged or none.' }) ids!: string[];
  @Field(() => Boolean, { nullable: true, description: 'Leaves their originals. Default: false.' })
  variantsOnly?: boolean | null;
}

@ObjectType('PurgeImagesPayload', { description: 'What is going to be purged, or why nothing is.' })
class PurgeImagesPayload {
  @Field(() => [ID], {
    nullable: true,
    description: 'The images that the CDN is told to forget, again and again until it has been told.',
  })
  purgedIds?: string[];
  @Field(() => [UserErrorType], { description: 'Why none is purged.' }) userErrors!: UserErrorType[];
}

@Resolver()
export class PurgeImagesResolver {
  @Mutation(() => PurgeImagesPayload, {
    description:
      'Has the CDN forget images, which are fetched anew from then on. Deleting an image and making it private do so by themselves. Without a CDN there is nothing to do. Needs MANAGE.',
  })
  purgeImages(
    @Arg('input', () => PurgeImagesInput, { description: 'What to purge.' })
    { ids, variantsOnly }: PurgeImagesInput,
    @Ctx() { app, viewer }: Context,
  ): Promise<PurgeImagesPayload> {
    return payload(async () => {
      const purged = await purgeImages(app, viewer, {
        ids: ids.map((id) => fromGlobalId('image', id)),
        variantsOnly: variantsOnly ?? undefined,
      });
      return { purgedIds: purged.map((id) => toGlobalId('image', id)) };
    });
  }
}
