/** An image as clients see it: a view over the entity that computes only what was asked for. */
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { focalPointOf } from '../../domain/images/focal-point-of.ts';
import type { ImageEntity } from '../../domain/images/image.entity.ts';
import type { Grant } from '../../domain/sharing/grant.ts';
import type { SafeMetadata } from '../../media/types.ts';
import { toGlobalId } from '../../platform/ids.ts';
import { failureOf, FailureType } from '../errors/user-error.ts';
import { NodeType } from '../nodes/node-type.ts';
import { DateTimeScalar } from '../scalars.ts';
import { ImageStatusEnum, VisibilityEnum } from './enums.ts';
import { FocalPointType, ImageMetadataType, PlaceholderType } from './image-parts.ts';

@ObjectType('Image', {
  implements: NodeType,
  description:
    'An uploaded image and all that belongs to it. Another owner’s private image does not exist for you, unless it is shared with you.',
})
export class ImageType extends NodeType {
  /** Not a field: where bytes lie never leaves the server. */
  readonly entity: ImageEntity;
  /** The share by which the viewer sees it, where that is what lets them: its URLs lead through it. */
  readonly grant: Grant | undefined;

  constructor(entity: ImageEntity, grant?: Grant) {
    super();
    this.entity = entity;
    this.grant = grant;
  }

  @Field(() => ID, { description: 'The global id, img_….' })
  get id(): string {
    return toGlobalId('image', this.entity.id);
  }

  @Field(() => ImageStatusEnum, { description: 'How far it is.' })
  get status(): string {
    return this.entity.status;
  }

  @Field(() => FailureType, { nullable: true, description: 'Why, when FAILED.' })
  get failure(): FailureType | null {
    return failureOf(this.entity);
  }

  @Field(() => ID, { description: 'The subject that uploaded it.' })
  get ownerId(): string {
    return this.entity.ownerId;
  }

  @Field(() => String, { nullable: true, description: 'A group of images, as named at upload.' })
  get namespace(): string | null {
    return this.entity.namespace;
  }

  @Field(() => VisibilityEnum, { description: 'Who may see it.' })
  get visibility(): string {
    return this.entity.visibility;
  }

  @Field(() => String, { description: 'The name of the uploaded file, made safe.' })
  get filename(): string {
    return this.entity.filename;
  }

  @Field(() => String, { nullable: true, description: 'As its owner calls it.' })
  get title(): string | null {
    return this.entity.title;
  }

  @Field(() => String, { nullable: true, description: 'What its owner says about it.' })
  get description(): string | null {
    return this.entity.description;
  }

  @Field(() => [String], { description: 'Each once, in the order in which they were given.' })
  get tags(): string[] {
    return this.entity.tags;
  }

  @Field(() => String, { description: 'Found in the bytes, never the client’s word.' })
  get contentType(): string {
    return this.entity.contentType;
  }

  @Field(() => Float, { description: 'Bytes of the original.' })
  get byteSize(): number {
    return this.entity.byteSize;
  }

  @Field(() => String, { description: 'SHA-256 of the original in hexadecimal.' })
  get sha256(): string {
    return this.entity.sha256;
  }

  @Field(() => Int, { description: 'Pixels, after orientation is applied.' })
  get width(): number {
    return this.entity.width;
  }

  @Field(() => Int, { description: 'Pixels, after orientation is applied.' })
  get height(): number {
    return this.entity.height;
  }

  @Field(() => Int, { description: '1 unless animated.' })
  get frames(): number {
    return this.entity.frames;
  }

  @Field(() => Boolean, { description: 'Whether it has transparent pixels, or could have.' })
  get hasAlpha(): boolean {
    return this.entity.hasAlpha;
  }

  @Field(() => Float, {
    nullable: true,
    description: 'How long a video lasts; null for an image, and for a video that does not say it.',
  })
  get durationSeconds(): number | null {
    return this.entity.durationSeconds;
  }

  @Field(() => FocalPointType, {
    nullable: true,
    description: 'The point that crops keep in view; null: the middle.',
  })
  get focalPoint(): FocalPointType | null {
    return focalPointOf(this.entity) ?? null;
  }

  @Field(() => PlaceholderType, { nullable: true, description: 'Null until the first variant is made.' })
  get placeholder(): PlaceholderType | null {
    const { placeholder } = this.entity;
    return placeholder && new PlaceholderType(placeholder, this.entity, this.grant);
  }

  @Field(() => ImageMetadataType, {
    nullable: true,
    description: 'What the camera wrote down, as far as it is safe to show.',
  })
  get metadata(): SafeMetadata | null {
    return this.entity.metadata;
  }

  @Field(() => DateTimeScalar, { description: 'When its upload was accepted.' })
  get createdAt(): Date {
    return this.entity.createdAt;
  }

  @Field(() => DateTimeScalar, { description: 'When its state or what is said about it last changed.' })
  get updatedAt(): Date {
    return this.entity.updatedAt;
  }
}
