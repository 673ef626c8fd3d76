/** The small types that an image is made of. */
import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { ImageEntity } from '../../domain/images/image.entity.ts';
import type { Grant } from '../../domain/sharing/grant.ts';
import type { Placeholder, SafeMetadata } from '../../media/types.ts';

@ObjectType('FocalPoint', { description: 'The point that a crop keeps in view.' })
export class FocalPointType {
  @Field(() => Float, { description: '0 (left) to 1 (right).' }) x!: number;
  @Field(() => Float, { description: '0 (top) to 1 (bottom).' }) y!: number;
}

@ObjectType('Placeholder', { description: 'What a page shows until the image has arrived.' })
export class PlaceholderType implements Placeholder {
  /** Not fields: of whose URL it is, and the share by which the viewer sees it. */
  readonly imageEntity: ImageEntity;
  readonly grant: Grant | undefined;

  @Field(() => String, { description: 'Base64 of a thumbhash (evanw.github.io/thumbhash).' })
  readonly thumbhash: string;
  @Field(() => String, { description: 'A tiny image as a data: URI.' }) readonly dataUri: string;
  @Field(() => String, { description: 'The dominant colour, #rrggbb.' }) readonly dominantColor: string;

  constructor(placeholder: Placeholder, image: ImageEntity, grant?: Grant) {
    this.imageEntity = image;
    this.grant = grant;
    this.thumbhash = placeholder.thumbhash;
    this.dataUri = placeholder.dataUri;
    this.dominantColor = placeholder.dominantColor;
  }
}

@ObjectType('ImageMetadata', {
  description:
    'Camera data that is safe to show. Position, serial numbers and names of people are never read.',
})
export class ImageMetadataType implements SafeMetadata {
  @Field(() => String, { nullable: true, description: 'Who made the camera.' }) cameraMake?: string;
  @Field(() => String, { nullable: true, description: 'The model of the camera.' }) cameraModel?: string;
  @Field(() => String, { nullable: true, description: 'The model of the lens.' }) lens?: string;
  @Field(() => String, { nullable: true, description: 'As the camera wrote it, without an invented zone.' })
  takenAt?: string;
  @Field(() => String, { nullable: true, description: 'Seconds, such as 1/250.' }) exposureTime?: string;
  @Field(() => Float, { nullable: true, description: 'The aperture, such as 2.8.' }) fNumber?: number;
  @Field(() => Int, { nullable: true, description: 'The sensitivity.' }) iso?: number;
  @Field(() => Float, { nullable: true, description: 'Millimetres.' }) focalLength?: number;
  @Field(() => Boolean, { nullable: true, description: 'Whether the flash fired.' }) flash?: boolean;
  @Field(() => Int, { nullable: true, description: 'The EXIF orientation of the original, 1 to 8.' })
  orientation?: number;
  @Field(() => String, {
    nullable: true,
    description: 'How the pixels of the original are coded, such as srgb or cmyk.',
  })
  colorSpace?: string;
  @Field(() => Float, { nullable: true, description: 'Pixels per inch.' }) density?: number;
}

@ObjectType('Warning', { description: 'Something that went wrong without harm to what is required.' })
export class WarningType {
  @Field(() => String, { description: 'Codes are explained in docs/errors.md.' }) code!: string;
  @Field(() => String, { description: 'A sentence for the user.' }) message!: string;
}
