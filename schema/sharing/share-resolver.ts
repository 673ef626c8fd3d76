/** Sharing: making and ending shares, and looking through a link. */
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { lookUpLink } from '../../domain/sharing/open-share.ts';
import { revokeShare } from '../../domain/sharing/revoke-share.ts';
import { shareImage } from '../../domain/sharing/share-image.ts';
import { AppError } from '../../platform/errors.ts';
import { fromGlobalId } from '../../platform/ids.ts';
import type { Context } from '../context.ts';
import { payload } from '../errors/user-error.ts';
import { ImageType } from '../images/image-type.ts';
import {
  RevokeShareInput,
  RevokeSharePayload,
  ShareConnectionType,
  ShareImageInput,
  ShareImagePayload,
  SharePageArgs,
  ShareType,
} from './share-type.ts';

@Resolver(() => ShareType)
export class ShareResolver {
  @FieldResolver(() => ImageType, { description: 'What is shared.' })
  async image(@Root() { entity }: ShareType, @Ctx() { loaders }: Context): Promise<ImageType> {
    const image = await loaders.images.load(entity.imageId);
    if (!image) throw new AppError('NOT_FOUND', { what: 'The image' });
    return new ImageType(image);
  }

  @Query(() => ImageType, {
    nullable: true,
    description:
      'What a link shows, to whoever holds it; its URLs lead through the link. Counts no view. Null where there is no such link, or it has ended.',
  })
  async sharedImage(
    @Arg('token', () => String, { description: 'The secret of the link: what follows /s/ in it.' })
    token: string,
    @Ctx() { app, loaders, viewer }: Context,
  ): Promise<ImageType | null> {
    const grant = await lookUpLink(app, { token, address: viewer.address ?? '' });
    const image = grant && (await loaders.images.load(grant.imageId));
    return image ? new ImageType(image, grant) : null;
  }

  @Mutation(() => ShareImagePayload, {
    description:
      'Lets a subject, or whoever holds a link, look at an image, in variants and in what needs no signature of public images. Needs MANAGE.',
  })
  shareImage(
    @Arg('input', () => ShareImageInput, { description: 'With whom, and how far.' })
    { imageId, ...wanted }: ShareImageInput,
    @Ctx() { app, viewer }: Context,
  ): Promise<ShareImagePayload> {
    return payload(async () => {
      const made = await shareImage(app, viewer, { ...wanted, imageId: fromGlobalId('image', imageId) });
      const { share, token } = made;
      return {
        share: new ShareType({ share, link: token ? { token, url: app.urls.linkTo(token) } : undefined }),
      };
    });
  }

  @Mutation(() => RevokeSharePayload, {
    description: 'Ends a share at once, with every URL that was signed for it. Repeatable. Needs MANAGE.',
  })
  revokeShare(
    @Arg('input', () => RevokeShareInput, { description: 'Which share to end.' })
    { shareId }: RevokeShareInput,
    @Ctx() { app, viewer }: Context,
  ): Promise<RevokeSharePayload> {
    return payload(async () => ({
      share: new ShareType({ share: await revokeShare(app, viewer, fromGlobalId('share', shareId)) }),
    }));
  }
}

@Resolver(() => ImageType)
export class SharesOfImage {
  @FieldResolver(() => ShareConnectionType, {
    description:
      'With whom it is shared, the newest first, also what has ended. For the owner, with READ; others see none.',
  })
  async shares(
    @Root() { entity }: ImageType,
    @Args(() => SharePageArgs) { first, after }: SharePageArgs,
    @Ctx() { loaders }: Context,
  ): Promise<ShareConnectionType> {
    return new ShareConnectionType(await loaders.sharesOfImage({ first, after }).load(entity));
  }
}
