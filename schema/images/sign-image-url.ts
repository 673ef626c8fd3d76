/** The mutation that hands out URLs. */
import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { SignatureScope } from '../../domain/signing/image-urls.ts';
import { signImageUrl } from '../../domain/signing/sign-image-url.ts';
import { fromGlobalId } from '../../platform/ids.ts';
import type { Context } from '../context.ts';
import { payload, UserErrorType } from '../errors/user-error.ts';
import { DateTimeScalar, UrlScalar } from '../scalars.ts';
import { SignatureScopeEnum } from './enums.ts';
import { transformFrom, TransformInput } from './transform-input.ts';

@InputType('SignImageUrlInput', { description: 'Which URL to hand out.' })
class SignImageUrlInput {
  @Field(() => ID, { description: 'The image.' }) imageId!: string;
  @Field(() => TransformInput, { nullable: true, description: 'Which rendition. Excludes original.' })
  transform?: TransformInput | null;
  @Field(() => Boolean, { nullable: true, description: 'The uploaded bytes; for the owner only.' })
  original?: boolean | null;
  @Field(() => Int, {
    nullable: true,
    description: 'Seconds, up to 7 days, rounded up so that caches see the same URL again.',
  })
  expiresIn?: number | null;
  @Field(() => SignatureScopeEnum, { nullable: true, description: 'Default: EXACT.' })
  scope?: SignatureScope | null;
}

@ObjectType('SignImageUrlPayload', { description: 'The URL, or why there is none.' })
class SignImageUrlPayload {
  @Field(() => UrlScalar, { nullable: true, description: 'Whoever has it needs no key.' }) url?: string;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Null for what of a public image needs no signature.',
  })
  expiresAt?: Date | null;
  @Field(() => [UserErrorType], { description: 'Why nothing was signed.' }) userErrors!: UserErrorType[];
}

@Resolver()
export class SignImageUrlResolver {
  @Mutation(() => SignImageUrlPayload, {
    description: 'Hands out a URL of any rendition, or of the original. Renders nothing. Needs READ.',
  })
  signImageUrl(
    @Arg('input', () => SignImageUrlInput, { description: 'What the URL is to answer with.' })
    { imageId, transform, original, expiresIn, scope }: SignImageUrlInput,
    @Ctx() { app, viewer }: Context,
  ): Promise<SignImageUrlPayload> {
    return payload(async () =>
      signImageUrl(app, viewer, {
        imageId: fromGlobalId('image', imageId),
        transform: transform ? transformFrom(transform) : undefined,
        original: original ?? false,
        expiresIn: expiresIn ?? undefined,
        scope: scope ?? undefined,
      }),
    );
  }
}
