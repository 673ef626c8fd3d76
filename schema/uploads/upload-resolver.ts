/** Uploads through GraphQL: the mutation, and looking an upload up. */
import type { FileUpload } from 'graphql-upload-minimal';
import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { isOwner, maySee } from '../../domain/access/policy.ts';
import { receiveUpload } from '../../domain/uploads/receive-upload.ts';
import { fromGlobalId } from '../../platform/ids.ts';
import type { Context } from '../context.ts';
import { payload, UserErrorType } from '../errors/user-error.ts';
import { ImageType } from '../images/image-type.ts';
import { UploadScalar } from '../scalars.ts';
import { UploadAttributesInput } from './upload-attributes-input.ts';
import { MediaUploadType } from './upload-type.ts';

@InputType('UploadImageInput', { description: 'One file, and what is said about it.' })
class UploadImageInput extends UploadAttributesInput {
  @Field(() => UploadScalar, { description: 'A file of the GraphQL multipart request specification.' })
  file!: Promise<FileUpload>;
  @Field(() => String, {
    nullable: true,
    description: 'In hexadecimal; the upload is refused when it differs.',
  })
  sha256?: string | null;
}

@ObjectType('UploadImagePayload', { description: 'The new image, or why the file was refused.' })
class UploadImagePayload {
  @Field(() => ImageType, { nullable: true, description: 'The image that was made, still in work.' })
  image?: ImageType;
  @Field(() => MediaUploadType, { nullable: true, description: 'The attempt.' }) upload?: MediaUploadType;
  @Field(() => [UserErrorType], { description: 'Why the file was refused.' }) userErrors!: UserErrorType[];
}

@Resolver(() => MediaUploadType)
export class UploadResolver {
  @Mutation(() => UploadImagePayload, {
    description:
      'Stores one file and queues its variants; subscribe to imageEvents to see them arrive. Needs UPLOAD. Several files: one aliased field each.',
  })
  uploadImage(
    @Arg('input', () => UploadImageInput, { description: 'The file, and what is said about it.' })
    { file, ...attributes }: UploadImageInput,
    @Ctx() { app, viewer, requestId, logger }: Context,
  ): Promise<UploadImagePayload> {
    return payload(async () => {
      const upload = await file;
      const body = upload.createReadStream();
      const received = await receiveUpload(app, {
        way: 'graphql',
        ...attributes,
        viewer,
        filename: upload.filename,
        body,
        requestId,
        logger,
      });
      return { image: new ImageType(received.image), upload: new MediaUploadType(received.upload) };
    });
  }

  @Query(() => MediaUploadType, { nullable: true, description: 'Null where it is not the viewer’s.' })
  async upload(
    @Arg('id', () => ID, { description: 'The global id, upl_….' }) id: string,
    @Ctx() { loaders, viewer }: Context,
  ): Promise<MediaUploadType | null> {
    const upload = await loaders.uploads.load(fromGlobalId('upload', id));
    return upload && isOwner(viewer, upload) ? new MediaUploadType(upload) : null;
  }

  @FieldResolver(() => ImageType, {
    nullable: true,
    description: 'What came of it; null until COMPLETED, and for a key that may not READ.',
  })
  async image(
    @Root() { entity }: MediaUploadType,
    @Ctx() { loaders, viewer }: Context,
  ): Promise<ImageType | null> {
    const image = entity.imageId === null ? undefined : await loaders.images.load(entity.imageId);
    return image && maySee(viewer, image) ? new ImageType(image) : null;
  }
}
