/** Images from a URL: the mutation answers at once, a worker fetches. */
import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { importImage } from '../../domain/uploads/import-image.ts';
import type { Context } from '../context.ts';
import { payload, UserErrorType } from '../errors/user-error.ts';
import { UrlScalar } from '../scalars.ts';
import { UploadAttributesInput } from './upload-attributes-input.ts';
import { MediaUploadType } from './upload-type.ts';

@InputType('ImportImageInput', { description: 'Where a file is, and what is said about it.' })
class ImportImageInput extends UploadAttributesInput {
  @Field(() => UrlScalar, { description: 'http or https, public, without user name and password.' })
  url!: URL;
}

@ObjectType('ImportImagePayload', { description: 'The import that has begun, or why it was refused.' })
class ImportImagePayload {
  @Field(() => MediaUploadType, {
    nullable: true,
    description: 'The attempt, PENDING: its image is there when it is COMPLETED.',
  })
  upload?: MediaUploadType;
  @Field(() => [UserErrorType], { description: 'Why the import was refused.' }) userErrors!: UserErrorType[];
}

@Resolver()
export class ImportResolver {
  @Mutation(() => ImportImagePayload, {
    description:
      'Has a worker fetch one file, and answers before that; uploadEvents tells how far it is. Needs UPLOAD.',
  })
  importImage(
    @Arg('input', () => ImportImageInput, { description: 'Where the file is, and what is said about it.' })
    { url, ...attributes }: ImportImageInput,
    @Ctx() { app, viewer, requestId }: Context,
  ): Promise<ImportImagePayload> {
    return payload(async () => ({
      upload: new MediaUploadType(
        await importImage(app, { ...attributes, url: url.href, viewer, requestId }),
      ),
    }));
  }
}
