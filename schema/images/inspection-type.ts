/** How good a rendition is, in numbers. */
import { Field, Float, Int, ObjectType } from 'type-graphql';

@ObjectType('Inspection', {
  description:
    'How good a rendition is: what comes out, against the same picture at its size without any loss.',
})
export class InspectionType {
  @Field(() => Float, {
    description:
      'The structural similarity (Wang et al. 2004) of brightness, with the shorter side at about 256 pixels; 1 is the same.',
  })
  ssim!: number;
  @Field(() => Float, {
    description: 'Decibels over all channels; 100, the most that is answered, is the same.',
  })
  psnr!: number;
  @Field(() => Float, { description: 'The root of the mean square error of a channel, 0 to 255.' })
  rmse!: number;
  @Field(() => Float, { description: 'The mean CIEDE2000 of all pixels; an eye can just tell 1 apart.' })
  deltaE!: number;
  @Field(() => Float, { description: 'Bytes of the rendition.' }) byteSize!: number;
  @Field(() => Float, { description: 'Bytes of the original.' }) sourceByteSize!: number;
  @Field(() => Int, { description: 'The encoder’s quality, 1 to 100: given, of the format, or found.' })
  quality!: number;
  @Field(() => Float, {
    nullable: true,
    description:
      'The mean CIEDE2000 between the picture with its colour profile and the same with the profile ignored; null without one.',
  })
  profileDeltaE?: number | undefined;
}
