/** One image in many sizes, ready for a page. */
import { Field, Int, ObjectType } from 'type-graphql';
import type { ResponsiveImage, ResponsiveSource } from '../../domain/signing/responsive-image.ts';
import { DateTimeScalar, UrlScalar } from '../scalars.ts';
import { PlaceholderType } from './image-parts.ts';

@ObjectType('ResponsiveSource', { description: 'One format of a responsive image: a <source>.' })
export class ResponsiveSourceType implements ResponsiveSource {
  @Field(() => String, { description: 'The content type.' }) type!: string;
  @Field(() => String, { description: 'URLs with the width or the density of what is behind each.' })
  srcSet!: string;
  @Field(() => String, { description: 'How wide it is shown; of use with widths alone.' }) sizes!: string;
}

@ObjectType('ResponsiveImage', {
  description:
    'An image in the sizes and formats that a browser chooses from. None of it is rendered by asking.',
})
export class ResponsiveImageType implements ResponsiveImage {
  @Field(() => UrlScalar, { description: 'For browsers that know no srcset.' }) src!: string;
  @Field(() => String, {
    description: 'The last of the formats, for browsers that take none of the sources.',
  })
  srcSet!: string;
  @Field(() => String, { description: 'How wide it is shown; of use with widths alone.' }) sizes!: string;
  @Field(() => Int, { description: 'CSS pixels to keep free: the exact width of what is wanted.' })
  width!: number;
  @Field(() => Int, { description: 'CSS pixels to keep free: the exact height of what is wanted.' })
  height!: number;
  @Field(() => [ResponsiveSourceType], { description: 'The other formats, the best first.' })
  sources!: readonly ResponsiveSourceType[];
  @Field(() => PlaceholderType, { nullable: true, description: 'That of the image.' })
  placeholder!: PlaceholderType | null;
  @Field(() => String, {
    description:
      'A ready <picture>, every attribute escaped: loaded lazily, with its room kept and the placeholder behind it. The alternative text is the description of the image, or else its title.',
  })
  html!: string;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'When the first of its URLs expires, which is when all that is signed of it does; null where none expires.',
  })
  expiresAt!: Date | null;
}
