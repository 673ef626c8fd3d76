/** Mutations of images that exist. */
import { Arg, Ctx, Field, Float, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { deleteImages } from '../../domain/images/delete-images.ts';
import type { Visibility } from '../../domain/images/image.entity.ts';
import { updateImage } from '../../domain/images/update-image.ts';
import { fromGlobalId, toGlobalId } from '../../platform/ids.ts';
import type { Context } from '../context.ts';
import { payload, UserErrorType } from '../errors/user-error.ts';
import { VisibilityEnum } from './enums.ts';
import { ImageType } from './image-type.ts';

@InputType('FocalPointInput', { description: 'A point of the image, as shares of its sides.' })
class FocalPointInput {
  @Field(() => Float, { description: '0 (left) to 1 (right).' }) x!: number;
  @Field(() => Float, { description: '0 (top) to 1 (bottom).' }) y!: number;
}

@InputType('UpdateImageInput', { description: 'What is absent stays as it is; null clears.' })
class UpdateImageInput {
  @Field(() => ID, { description: 'The image to change.' }) id!: string;
  @Field(() => String, { nullable: true, description: 'At most 200 characters.' }) title?: string | null;
  @Field(() => String, { nullable: true, description: 'At most 5,000 characters.' }) description?:
    string | null;
  @Field(() => [String], { nullable: true, description: 'At most 50 of 64 characters each.' }) tags?:
    string[] | null;
  @Field(() => VisibilityEnum, { nullable: true, description: 'Cannot be null.' })
  visibility?: Visibility | null;
  @Field(() => String, { nullable: true, description: 'A group of images: a–z, 0–9, _ and -, up to 64.' })
  namespace?: string | null;
  @Field(() => FocalPointInput, { nullable: true, description: 'The point that crops keep in view.' })
  focalPoint?: FocalPointInput | null;
}

@ObjectType('UpdateImagePayload', { description: 'The changed image, or why it was not changed.' })
class UpdateImagePayload {
  @Field(() => ImageType, { nullable: true, description: 'The image as it is now.' }) image?: ImageType;
  @Field(() => [UserErrorType], { description: 'Why nothing was changed.' }) userErrors!: UserErrorType[];
}

@InputType('DeleteImagesInput', { description: 'Which images to delete.' })
class DeleteImagesInput {
  @Field(() => [ID], { description: '1 to 250 images; all are deleted or none.' }) ids!: string[];
}

@ObjectType('DeleteImagesPayload', { description: 'What was deleted, or why nothing was.' })
class DeleteImagesPayload {
  @Field(() => [ID], { nullable: true, description: 'The images that are gone.' }) deletedIds?: string[];
  @Field(() => [UserErrorType], { description: 'Why none was deleted.' }) userErrors!: UserErrorType[];
}

@Resolver()
export class ImageMutations {
  @Mutation(() => UpdateImagePayload, { description: 'Changes what is said about an image. Needs MANAGE.' })
  updateImage(
    @Arg('input', () => UpdateImageInput, { description: 'What to change.' })
    { id, ...changes }: UpdateImageInput,
    @Ctx() { app, viewer }: Context,
  ): Promise<UpdateImagePayload> {
    return payload(async () => {
      const image = await updateImage(app, viewer, { id: fromGlobalId('image', id), changes });
      await app.tail.catchUp();
      return { image: new ImageType(image) };
    });
  }

  @Mutation(() => DeleteImagesPayload, {
    description: 'Deletes images with all their variants and gives their quota back. Needs MANAGE.',
  })
  deleteImages(
    @Arg('input', () => DeleteImagesInput, { description: 'What to delete.' }) { ids }: DeleteImagesInput,
    @Ctx() { app, viewer }: Context,
  ): Promise<DeleteImagesPayload> {
    return payload(async () => {
      const deleted = await deleteImages(
        app,
        viewer,
        ids.map((id) => fromGlobalId('image', id)),
      );
      await app.tail.catchUp();
      return { deletedIds: deleted.map((id) => toGlobalId('image', id)) };
    });
  }
}
