/** A variant as clients see it. */
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { ImageEntity } from '../../domain/images/image.entity.ts';
import type { VariantEntity } from '../../domain/images/variant.entity.ts';
import type { Grant } from '../../domain/sharing/grant.ts';
import { toGlobalId } from '../../platform/ids.ts';
import { failureOf, FailureType } from '../errors/user-error.ts';
import { NodeType } from '../nodes/node-type.ts';
import { DateTimeScalar } from '../scalars.ts';
import { ImageFormatEnum, VariantStatusEnum } from './enums.ts';

@ObjectType('Variant', {
  implements: NodeType,
  description:
    'A named output that the profile makes for every image, or one that was asked for: one size in one format.',
})
export class VariantType extends NodeType {
  /** Not fields: where bytes lie never leaves the server. */
  readonly entity: VariantEntity;
  readonly imageEntity: ImageEntity;
  /** The share by which the viewer sees the image. */
  readonly grant: Grant | undefined;

  constructor(entity: VariantEntity, image: ImageEntity, grant?: Grant) {
    super();
    this.entity = entity;
    this.imageEntity = image;
    this.grant = grant;
  }

  @Field(() => ID, { description: 'The global id, var_….' })
  get id(): string {
    return toGlobalId('variant', this.entity.id);
  }

  @Field(() => String, {
    description:
      'The name in the profile: thumb, medium, full …, or the canonical spec without its ending: x300.',
  })
  get name(): string {
    return this.entity.name;
  }

  @Field(() => ImageFormatEnum, { description: 'What it is encoded as.' })
  get format(): string {
    return this.entity.format;
  }

  @Field(() => VariantStatusEnum, { description: 'How far it is.' })
  get status(): string {
    return this.entity.status;
  }

  @Field(() => Boolean, {
    description:
      'Whether it is made only when somebody asks for it: by its address, by `Image.variant`, or as an output.',
  })
  get lazy(): boolean {
    return this.entity.lazy;
  }

  @Field(() => Int, { nullable: true, description: 'Pixels; null until READY.' })
  get width(): number | null {
    return this.entity.width;
  }

  @Field(() => Int, { nullable: true, description: 'Pixels; null until READY.' })
  get height(): number | null {
    return this.entity.height;
  }

  @Field(() => Float, { nullable: true, description: 'Bytes; null until READY.' })
  get byteSize(): number | null {
    return this.entity.byteSize;
  }

  @Field(() => Int, { nullable: true, description: 'The encoder’s quality, 1 to 100; null until READY.' })
  get quality(): number | null {
    return this.entity.status === 'READY' ? this.entity.quality : null;
  }

  @Field(() => FailureType, { nullable: true, description: 'Why it could not be made, when FAILED.' })
  get failure(): FailureType | null {
    return failureOf(this.entity);
  }

  @Field(() => Int, { nullable: true, description: 'Milliseconds that rendering took.' })
  get processingMs(): number | null {
    return this.entity.processingMs;
  }

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it could first be fetched; null until READY.',
  })
  get readyAt(): Date | null {
    return this.entity.readyAt;
  }
}
