/** Uploads that the client brings to the store itself: begin, go on, complete, abort. */
import {
  Arg,
  Ctx,
  Field,
  Float,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  registerEnumType,
  Resolver,
} from 'type-graphql';
import { abortUpload } from '../../domain/uploads/abort-upload.ts';
import { completeUpload } from '../../domain/uploads/complete-upload.ts';
import { createUpload, type UploadStrategy } from '../../domain/uploads/create-upload.ts';
import { signUploadParts } from '../../domain/uploads/sign-upload-parts.ts';
import { fromGlobalId } from '../../platform/ids.ts';
import type { Context } from '../context.ts';
import { payload, UserErrorType } from '../errors/user-error.ts';
import { ImageType } from '../images/image-type.ts';
import { SignedPartType, StoredPartType, UploadTargetType } from './direct-upload-types.ts';
import { UploadAttributesInput } from './upload-attributes-input.ts';
import { MediaUploadType } from './upload-type.ts';

const UploadStrategyEnum = { AUTO: 'AUTO', SINGLE: 'SINGLE', MULTIPART: 'MULTIPART' } as const;
registerEnumType(UploadStrategyEnum, {
  name: 'UploadStrategy',
  description: 'How a direct upload is sent.',
  valuesConfig: {
    AUTO: { description: 'In parts from the size on that the profile names.' },
    SINGLE: { description: 'In one request; at most 5 GiB.' },
    MULTIPART: { description: 'In parts, which can be resumed.' },
  },
});

@InputType('CreateUploadInput', {
  description: 'A file that is going to be sent, and what is said about it.',
})
class CreateUploadInput extends UploadAttributesInput {
  @Field(() => String, { description: 'What the file is called.' }) filename!: string;
  @Field(() => String, { description: 'What it is, such as image/jpeg; the content must agree.' })
  contentType!: string;
  @Field(() => Float, { description: 'Its exact size in bytes.' }) byteSize!: number;
  @Field(() => String, {
    nullable: true,
    description: 'In hexadecimal; the upload is refused when it differs.',
  })
  sha256?: string | null;
  @Field(() => UploadStrategyEnum, { nullable: true, description: 'Default: AUTO.' })
  strategy?: UploadStrategy | null;
}

@ObjectType('CreateUploadPayload', { description: 'Where to send the bytes, or why they are not wanted.' })
class CreateUploadPayload {
  @Field(() => MediaUploadType, { nullable: true, description: 'The upload that was begun.' })
  upload?: MediaUploadType;
  @Field(() => UploadTargetType, {
    nullable: true,
    description:
      'Where its bytes go; null when a repeated request finds that all have been sent and the image is there.',
  })
  target?: UploadTargetType;
  @Field(() => [UserErrorType], { description: 'Why none was begun.' }) userErrors!: UserErrorType[];
}

@InputType('SignUploadPartsInput', { description: 'Which parts of which upload.' })
class SignUploadPartsInput {
  @Field(() => ID, { description: 'The upload.' }) uploadId!: string;
  @Field(() => [Int], {
    nullable: true,
    description: 'At most 1,000. Default: the first 100 of those that are missing.',
  })
  partNumbers?: number[] | null;
}

@ObjectType('SignUploadPartsPayload', { description: 'What has arrived, and requests for the rest.' })
class SignUploadPartsPayload {
  @Field(() => [StoredPartType], { nullable: true, description: 'The parts that have arrived, by number.' })
  stored?: StoredPartType[];
  @Field(() => [SignedPartType], { nullable: true, description: 'Requests that were signed now.' })
  parts?: SignedPartType[];
  @Field(() => [UserErrorType], { description: 'Why nothing was signed.' }) userErrors!: UserErrorType[];
}

@InputType('UploadedPartInput', { description: 'A part that was sent.' })
class UploadedPartInput {
  @Field(() => Int, { description: 'From 1.' }) partNumber!: number;
  @Field(() => String, { description: 'As the answer to its request gave it.' }) etag!: string;
}

@InputType('CompleteUploadInput', { description: 'An upload whose bytes have all been sent.' })
class CompleteUploadInput {
  @Field(() => ID, { description: 'The upload.' }) uploadId!: string;
  @Field(() => [UploadedPartInput], {
    nullable: true,
    description: 'All parts. Default: what the store has.',
  })
  parts?: UploadedPartInput[] | null;
  @Field(() => String, {
    nullable: true,
    description: 'In hexadecimal; the upload is refused when it differs.',
  })
  sha256?: string | null;
}

@ObjectType('CompleteUploadPayload', { description: 'The new image, or why the file was refused.' })
class CompleteUploadPayload {
  @Field(() => ImageType, { nullable: true, description: 'The image that was made, still in work.' })
  image?: ImageType;
  @Field(() => MediaUploadType, { nullable: true, description: 'The upload as it is now.' })
  upload?: MediaUploadType;
  @Field(() => [UserErrorType], { description: 'Why there is no image.' }) userErrors!: UserErrorType[];
}

@InputType('AbortUploadInput', { description: 'Which upload to give up.' })
class AbortUploadInput {
  @Field(() => ID, { description: 'The upload.' }) uploadId!: string;
}

@ObjectType('AbortUploadPayload', { description: 'The upload that was given up, or why it was not.' })
class AbortUploadPayload {
  @Field(() => MediaUploadType, { nullable: true, description: 'The upload as it is now.' })
  upload?: MediaUploadType;
  @Field(() => [UserErrorType], { description: 'Why it could not be given up.' })
  userErrors!: UserErrorType[];
}

@Resolver()
export class DirectUploadResolver {
  @Mutation(() => CreateUploadPayload, {
    description:
      'Begins an upload that the client sends straight to the storage: send the bytes to `target`, then call completeUpload. Needs UPLOAD.',
  })
  createUpload(
    @Arg('input', () => CreateUploadInput, { description: 'The file, and what is said about it.' })
    { ...announced }: CreateUploadInput,
    @Ctx() { app, viewer }: Context,
  ): Promise<CreateUploadPayload> {
    return payload(async () => {
      const { upload, target } = await createUpload(app, { ...announced, viewer });
      return { upload: new MediaUploadType(upload), ...(target && { target: UploadTargetType.of(target) }) };
    });
  }

  @Mutation(() => SignUploadPartsPayload, {
    description:
      'Goes on with a multipart upload, perhaps hours later: tells which parts are stored and signs requests for others. Needs UPLOAD.',
  })
  signUploadParts(
    @Arg('input', () => SignUploadPartsInput, { description: 'Which parts.' })
    { uploadId, partNumbers }: SignUploadPartsInput,
    @Ctx() { app, viewer }: Context,
  ): Promise<SignUploadPartsPayload> {
    return payload(async () => {
      const { stored, parts } = await signUploadParts(app, {
        viewer,
        uploadId: fromGlobalId('upload', uploadId),
        partNumbers,
      });
      return { stored, parts: parts.map((part) => SignedPartType.of(part)) };
    });
  }

  @Mutation(() => CompleteUploadPayload, {
    description:
      'Verifies what was sent and makes it an image. Repeatable: a second call answers the same image. Needs UPLOAD.',
  })
  completeUpload(
    @Arg('input', () => CompleteUploadInput, { description: 'What was sent.' })
    { uploadId, parts, sha256 }: CompleteUploadInput,
    @Ctx() { app, viewer, requestId, logger }: Context,
  ): Promise<CompleteUploadPayload> {
    return payload(async () => {
      const { image, upload } = await completeUpload(app, {
        viewer,
        uploadId: fromGlobalId('upload', uploadId),
        parts,
        sha256,
        requestId,
        logger,
      });
      return { image: new ImageType(image), upload: new MediaUploadType(upload) };
    });
  }

  @Mutation(() => AbortUploadPayload, {
    description: 'Gives an upload up and frees what it has stored. Repeatable. Needs UPLOAD.',
  })
  abortUpload(
    @Arg('input', () => AbortUploadInput, { description: 'Which one.' }) { uploadId }: AbortUploadInput,
    @Ctx() { app, viewer }: Context,
  ): Promise<AbortUploadPayload> {
    return payload(async () => ({
      upload: new MediaUploadType(
        await abortUpload(app, { viewer, uploadId: fromGlobalId('upload', uploadId) }),
      ),
    }));
  }
}
