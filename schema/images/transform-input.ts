/** A transform as the fields of an input; it means the same as its spec in a URL. */
import { Field, Float, InputType, Int } from 'type-graphql';
import {
  type Transform,
  type TransformFormat,
  type TransformGravity,
  transformOf,
} from '../../media/transform/transform.ts';
import type { ColorSpace, Fit } from '../../media/types.ts';
import { ColorSpaceEnum, FitEnum, GravityEnum, ImageFormatEnum } from './enums.ts';

@InputType('TransformInput', {
  description: 'What is asked of an image. Nothing is enlarged, unless the fit is FILL.',
})
export class TransformInput {
  @Field(() => String, {
    nullable: true,
    description: 'The name of a variant of the profile, which brings its size, fit, gravity and quality.',
  })
  preset?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Pixels, 1 to 8192; without a side the size of the image.',
  })
  width?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Pixels, 1 to 8192; without a side the size of the image.',
  })
  height?: number | null;

  @Field(() => FitEnum, { nullable: true, description: 'With both sides COVER, else INSIDE.' })
  fit?: Fit | null;

  @Field(() => GravityEnum, { nullable: true, description: 'What a crop keeps. Default: CENTER.' })
  gravity?: TransformGravity | null;

  @Field(() => ImageFormatEnum, { nullable: true, description: 'Default: AUTO.' })
  format?: TransformFormat | null;

  @Field(() => Int, { nullable: true, description: '1 to 100; excludes autoQuality.' })
  quality?: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The SSIM that the smallest acceptable quality is searched for, such as 0.99.',
  })
  autoQuality?: number | null;

  @Field(() => Float, { nullable: true, description: 'What both sides are multiplied by, 1 to 8.' })
  dpr?: number | null;

  @Field(() => Float, { nullable: true, description: 'Standard deviation of a Gauss in pixels, 0.3 to 100.' })
  blur?: number | null;

  @Field(() => Float, { nullable: true, description: 'Width of the edges in pixels, 0.3 to 10.' })
  sharpen?: number | null;

  @Field(() => Int, { nullable: true, description: 'Degrees clockwise: 0, 90, 180 or 270.' })
  rotate?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Top to bottom, after it was turned.' })
  flip?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Left to right, after it was turned.' })
  flop?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Brightness alone.' })
  grayscale?: boolean | null;

  @Field(() => ColorSpaceEnum, {
    nullable: true,
    description: 'DISPLAY_P3 keeps colours beyond sRGB; not for GIF. Default: that of the preset, or SRGB.',
  })
  colorSpace?: ColorSpace | null;

  @Field(() => String, {
    nullable: true,
    description: 'RRGGBB, behind transparent pixels and padding, in every format.',
  })
  background?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'The first frame of an animation alone.' })
  still?: boolean | null;
}

/** @throws AppError INVALID_TRANSFORM. */
export function transformFrom({ grayscale, format, ...input }: TransformInput): Transform {
  const given = Object.entries({ ...input, gray: grayscale }).filter(([, value]) => value !== null);
  return transformOf({ ...Object.fromEntries(given), format: format ?? 'auto' }, 'input');
}
