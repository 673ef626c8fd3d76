/** The mutations that bring images to their profiles as they are now. */
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { reprocessImages, reprocessOne } from '../../domain/batches/reprocess-images.ts';
import { fromGlobalId } from '../../platform/ids.ts';
import type { Context } from '../context.ts';
import { payload, UserErrorType } from '../errors/user-error.ts';
import { ImageFilterInput } from '../images/image-connection.ts';
import { ImageType } from '../images/image-type.ts';
import { BatchType } from './batch-type.ts';

@InputType('ReprocessImageInput', { description: 'Which image to reprocess.' })
class ReprocessImageInput {
  @Field(() => ID, { description: 'The image.' }) id!: string;
}

@ObjectType('ReprocessImagePayload', { description: 'The image, or why nothing is done with it.' })
class ReprocessImagePayload {
  @Field(() => ImageType, { nullable: true, description: 'As it is before.' }) image?: ImageType;
  @Field(() => BatchType, { nullable: true, description: 'Tells when it is done.' }) batch?: BatchType;
  @Field(() => [UserErrorType], { description: 'Why nothing is done.' }) userErrors!: UserErrorType[];
}

@InputType('ReprocessImagesInput', {
  description: 'Which images to reprocess; nothing given: all of the viewer.',
})
class ReprocessImagesInput {
  @Field(() => ImageFilterInput, { nullable: true, description: 'Images that it finds; default: all.' })
  filter?: ImageFilterInput | null;
  @Field(() => String, { nullable: true, description: 'Images that came under this profile; default: any.' })
  profile?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Of every owner: admins only. Default: false.' })
  allOwners?: boolean | null;
}

@ObjectType('ReprocessImagesPayload', { description: 'The batch, or why there is none.' })
class ReprocessImagesPayload {
  @Field(() => BatchType, { nullable: true, description: 'Tells how far it is.' }) batch?: BatchType;
  @Field(() => [UserErrorType], { description: 'Why nothing is done.' }) userErrors!: UserErrorType[];
}

@Resolver()
export class ReprocessResolver {
  @Mutation(() => ReprocessImagePayload, {
    description:
      'Brings the variants of an image to its profile as it is now, and tries one again that has failed. What is the same stays, what is different is replaced when all of it is made, what is no longer in the profile goes. Needs MANAGE.',
  })
  reprocessImage(
    @Arg('input', () => ReprocessImageInput, { description: 'Which image.' }) { id }: ReprocessImageInput,
    @Ctx() { app, viewer, requestId }: Context,
  ): Promise<ReprocessImagePayload> {
    return payload(async () => {
      const imageId = fromGlobalId('image', id);
      const { image, batch } = await reprocessOne(app, viewer, { imageId, requestId });
      return { image: new ImageType(image), batch: new BatchType(batch) };
    });
  }

  @Mutation(() => ReprocessImagesPayload, {
    description:
      'The same for every image that a filter finds, at a lower priority than anything that an upload needs. Images that come later are left out. Needs MANAGE.',
  })
  reprocessImages(
    @Arg('input', () => ReprocessImagesInput, { description: 'Which images.' })
    { filter, profile, allOwners }: ReprocessImagesInput,
    @Ctx() { app, viewer, requestId }: Context,
  ): Promise<ReprocessImagesPayload> {
    return payload(async () => ({
      batch: new BatchType(await reprocessImages(app, viewer, { filter, profile, allOwners, requestId })),
    }));
  }
}
