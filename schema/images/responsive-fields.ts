/** The field of images that puts them into pages. */
import { Args, ArgsType, Ctx, Field, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { ResponsiveLayout } from '../../domain/renditions/responsive.ts';
import { responsiveImage } from '../../domain/signing/responsive-image.ts';
import type { TransformFormat } from '../../media/transform/transform.ts';
import type { Context } from '../context.ts';
import { ImageFormatEnum, ResponsiveLayoutEnum } from './enums.ts';
import { ImageType } from './image-type.ts';
import { ResponsiveImageType } from './responsive-type.ts';
import { transformFrom, TransformInput } from './transform-input.ts';

@ArgsType()
class ResponsiveArgs {
  @Field(() => TransformInput, {
    nullable: true,
    description:
      'The size in CSS pixels, and what is done to the picture, without dpr. Default: all of the image.',
  })
  transform?: TransformInput | null;

  @Field(() => ResponsiveLayoutEnum, { nullable: true, description: 'Default: CONSTRAINED.' })
  layout?: ResponsiveLayout | null;

  @Field(() => String, {
    nullable: true,
    description: 'How wide it is shown, as HTML has it, in place of the one of the layout. Not for FIXED.',
  })
  sizes?: string | null;

  @Field(() => [Int], {
    nullable: true,
    description: 'At most 20 widths in pixels, in place of those of the layout.',
  })
  widths?: number[] | null;

  @Field(() => [ImageFormatEnum], {
    nullable: true,
    description:
      'The best first; the last one is for browsers that take none of the others, and may be AUTO. Default: AVIF, WEBP and JPEG, or PNG where there is transparency; WEBP and GIF of an animation.',
  })
  formats?: TransformFormat[] | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Seconds that a signature lasts, up to 7 days, rounded up so that caches see the same URLs again.',
  })
  expiresIn?: number | null;
}

@Resolver(() => ImageType)
export class ResponsiveFields {
  @FieldResolver(() => ResponsiveImageType, {
    description:
      'The image in the widths and formats that a page offers to browsers; renders nothing. All that is signed of it has one signature. Of a public image a width becomes the next one that needs no signature, and what needs one is for its owner alone.',
  })
  async responsive(
    @Root() { entity, grant, placeholder }: ImageType,
    @Args(() => ResponsiveArgs) { transform, layout, sizes, widths, formats, expiresIn }: ResponsiveArgs,
    @Ctx() { app, viewer, loaders }: Context,
  ): Promise<ResponsiveImageType> {
    const image = responsiveImage(app, viewer, {
      image: entity,
      variants: await loaders.variantsOfImage.load(entity.id),
      transform: transform ? transformFrom(transform) : undefined,
      layout: layout ?? undefined,
      sizes: sizes ?? undefined,
      widths: widths ?? undefined,
      formats: formats ?? undefined,
      expiresIn,
      grant,
    });
    return { ...image, placeholder };
  }
}
