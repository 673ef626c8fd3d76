/** The fields of images and variants that need a query, a signature or the profile. */
import { Arg, Ctx, FieldResolver, Float, Int, Resolver, Root } from 'type-graphql';
import { deliveryOf, maySee, showsBytes, showsWidth } from '../../domain/access/policy.ts';
import type { VariantEntity, VariantStatus } from '../../domain/images/variant.entity.ts';
import { profileOf } from '../../domain/profiles/load-profiles.ts';
import { inspectRendition } from '../../domain/renditions/inspect-rendition.ts';
import { lqipUrl, renditionUrl } from '../../domain/signing/rendition-url.ts';
import type { Grant } from '../../domain/sharing/grant.ts';
import { isUnrequested } from '../../domain/renditions/request-variants.ts';
import type { TransformFormat } from '../../media/transform/transform.ts';
import type { Context } from '../context.ts';
import { ProfileType } from '../profiles/profile-type.ts';
import { UrlScalar } from '../scalars.ts';
import { ImageFormatEnum, VariantStatusEnum } from './enums.ts';
import { PlaceholderType, WarningType } from './image-parts.ts';
import { warningsOf } from './warnings.ts';
import { grantOf } from './seen-image.ts';
import { ImageType } from './image-type.ts';
import { InspectionType } from './inspection-type.ts';
import { RenditionType } from './rendition-type.ts';
import { transformFrom, TransformInput } from './transform-input.ts';
import { VariantType } from './variant-type.ts';

const expiresIn = {
  nullable: true,
  description:
    'Seconds that a signed URL lasts, up to 7 days, rounded up so that caches see the same URL again.',
} as const;

@Resolver(() => ImageType)
export class ImageFields {
  @FieldResolver(() => ProfileType, { description: 'The rules under which it was uploaded.' })
  profile(@Root() { entity }: ImageType, @Ctx() { app }: Context): ProfileType {
    // A profile may be taken out of the file while its images remain.
    return new ProfileType(
      app.profiles.get(entity.profile) ?? { ...profileOf(app.profiles, {}), name: entity.profile },
    );
  }

  @FieldResolver(() => [VariantType], { description: 'In the order of the profile.' })
  async variants(
    @Root() { entity, grant }: ImageType,
    @Ctx() { loaders }: Context,
    @Arg('status', () => [VariantStatusEnum], {
      nullable: true,
      description: 'Only variants in these states.',
    })
    status?: VariantStatus[],
  ): Promise<VariantType[]> {
    const variants = await loaders.variantsOfImage.load(entity.id);
    return variants
      .filter((variant) => !status || status.includes(variant.status))
      .map((variant) => new VariantType(variant, entity, grant));
  }

  @FieldResolver(() => VariantType, {
    nullable: true,
    description:
      'By name; without a format, or with AUTO, the first that is READY. A lazy variant that nobody has asked for yet begins to be made.',
  })
  async variant(
    @Root() { entity, grant }: ImageType,
    @Ctx() { loaders }: Context,
    @Arg('name', () => String, { description: 'The name in the profile: thumb, medium, full …' })
    name: string,
    @Arg('format', () => ImageFormatEnum, { nullable: true, description: 'What it is encoded as.' })
    format?: TransformFormat,
  ): Promise<VariantType | null> {
    const named = (await loaders.variantsOfImage.load(entity.id)).filter((variant) => variant.name === name);
    const variant =
      format && format !== 'auto'
        ? named.find((each) => each.format === format)
        : (named.find(({ status }) => status === 'READY') ?? named[0]);
    if (variant && isUnrequested(variant)) await loaders.requestedVariants.load(variant);
    return variant ? new VariantType(variant, entity, grant) : null;
  }

  @FieldResolver(() => Float, { description: '0 to 1: the share of the required variants that are READY.' })
  async progress(@Root() { entity }: ImageType, @Ctx() { loaders }: Context): Promise<number> {
    const required = (await loaders.variantsOfImage.load(entity.id)).filter((variant) => variant.required);
    return required.length === 0 ? 1 : required.filter(isReady).length / required.length;
  }

  @FieldResolver(() => [WarningType], {
    description: 'Optional variants that could not be made; once for all, where a video gave no poster.',
  })
  async warnings(@Root() { entity }: ImageType, @Ctx() { loaders }: Context): Promise<WarningType[]> {
    return warningsOf(await loaders.variantsOfImage.load(entity.id));
  }

  @FieldResolver(() => RenditionType, {
    description:
      'The URL of any rendition and what will be behind it; renders nothing. Signed where that is needed, which of a public image only its owner can have done: to others a width is answered as the next one that needs no signature.',
  })
  async rendition(
    @Root() { entity, grant }: ImageType,
    @Ctx() { app, viewer, loaders }: Context,
    @Arg('transform', () => TransformInput, { description: 'What is asked for.' }) transform: TransformInput,
    @Arg('expiresIn', () => Int, expiresIn) seconds?: number,
  ): Promise<RenditionType> {
    return renditionUrl(app, viewer, {
      image: entity,
      variants: await loaders.variantsOfImage.load(entity.id),
      transform: transformFrom(transform),
      expiresIn: seconds,
      grant,
    });
  }

  @FieldResolver(() => RenditionType, {
    nullable: true,
    description:
      'A signed URL of the uploaded bytes; for the owner, and for those whose share includes them, because they may hold a position or names.',
  })
  async original(
    @Root() image: ImageType,
    @Ctx() context: Context,
    @Arg('expiresIn', () => Int, expiresIn) seconds?: number,
  ): Promise<RenditionType | null> {
    const { app, viewer } = context;
    const { entity } = image;
    const mayHave = (share?: Grant): boolean =>
      deliveryOf(viewer, entity, { bytes: 'original', signed: false, share }) !== 'nobody';
    // What is looked at through a link stays with the link, also for the owner.
    const grant =
      image.grant?.token || !mayHave() ? await grantOf(image, context, { original: true }) : undefined;
    if ((grant && !showsBytes(grant, 'original')) || !mayHave(grant)) return null;
    const { width, height, contentType } = entity;
    const urls = grant ? app.urls.through(grant) : app.urls;
    return { ...urls.original(entity, seconds), width, height, contentType, transform: 'original' };
  }

  @FieldResolver(() => InspectionType, {
    description:
      'How good a rendition is. Renders it, of an animation compares the first frame, and keeps nothing; it counts 3000 towards the cost of an operation. For the owner, also of a public image; needs READ.',
  })
  inspection(
    @Root() { entity }: ImageType,
    @Ctx() { app, viewer }: Context,
    @Arg('transform', () => TransformInput, { description: 'Which rendition; it names a format.' })
    transform: TransformInput,
  ): Promise<InspectionType> {
    return inspectRendition(app, viewer, { image: entity, transform: transformFrom(transform) });
  }
}

@Resolver(() => PlaceholderType)
export class PlaceholderFields {
  @FieldResolver(() => UrlScalar, {
    nullable: true,
    description:
      'A tiny blurred WebP, the preset `lqip`, made when it is first fetched; signed when the image is private. Null where the viewer may not have it: a share is narrower, or `ON_DEMAND` wants a signature.',
  })
  async url(
    @Root() { imageEntity, grant }: PlaceholderType,
    @Ctx() { app, viewer, loaders }: Context,
    @Arg('expiresIn', () => Int, expiresIn) seconds?: number,
  ): Promise<string | null> {
    const variants = await loaders.variantsOfImage.load(imageEntity.id);
    return lqipUrl(app, viewer, { image: imageEntity, variants, expiresIn: seconds, grant });
  }
}

@Resolver(() => VariantType)
export class VariantFields {
  @FieldResolver(() => ImageType, { description: 'The image that it was made of.' })
  image(@Root() { imageEntity, grant }: VariantType): ImageType {
    return new ImageType(imageEntity, grant);
  }

  @FieldResolver(() => UrlScalar, {
    nullable: true,
    description:
      'Where the variant is; signed when the image is private. Null until READY, where it is wider than a share shows, and for a key that may not READ the image.',
  })
  url(
    @Root() { entity, imageEntity, grant }: VariantType,
    @Ctx() { app, viewer }: Context,
    @Arg('expiresIn', () => Int, expiresIn) seconds?: number,
  ): string | null {
    // A payload shows images also to keys that may change them and not look at them.
    if (!isReady(entity) || !maySee(viewer, imageEntity, grant)) return null;
    if (grant && !showsWidth(grant, entity.width ?? 0)) return null;
    return (grant ? app.urls.through(grant) : app.urls).variant(imageEntity, entity, seconds).url;
  }
}

const isReady = ({ status }: Pick<VariantEntity, 'status'>): boolean => status === 'READY';
