/** The events of `imageEvents`: one type for each thing that can happen. */
import { Field, ID, InterfaceType, ObjectType } from 'type-graphql';
import type { FollowedEvent } from '../../domain/events/follow-images.ts';
import { toGlobalId } from '../../platform/ids.ts';
import { failureOf, FailureType } from '../errors/user-error.ts';
import { ImageType } from '../images/image-type.ts';
import { VariantType } from '../images/variant-type.ts';
import { DateTimeScalar } from '../scalars.ts';

@InterfaceType('ImageEvent', { description: 'Something that happened to an image.' })
export abstract class ImageEventType {
  @Field(() => ID, { description: 'Pass it as `after` to resume behind this event.' }) readonly id: string;
  @Field(() => DateTimeScalar, { description: 'When it happened.' }) readonly occurredAt: Date;
  @Field(() => ImageType, { description: 'In its present state; a deleted one in its last.' })
  readonly image: ImageType;
  /** The trace that it belongs to, where that is kept. */
  readonly traceParent: string | null;

  constructor(parts: EventParts) {
    this.id = parts.id;
    this.occurredAt = parts.occurredAt;
    this.image = parts.image;
    this.traceParent = parts.traceParent ?? null;
  }
}

interface EventParts {
  readonly id: string;
  readonly occurredAt: Date;
  readonly image: ImageType;
  readonly traceParent?: string | null;
}

@ObjectType('ImageSnapshot', {
  implements: ImageEventType,
  description: 'The state when the subscription began.',
})
class ImageSnapshotType extends ImageEventType {}

@ObjectType('ImageUploaded', { implements: ImageEventType, description: 'An upload was accepted.' })
class ImageUploadedType extends ImageEventType {}

@ObjectType('ImageReady', { implements: ImageEventType, description: 'Every required variant is there.' })
class ImageReadyType extends ImageEventType {}

@ObjectType('ImageUpdated', {
  implements: ImageEventType,
  description: 'What is said about the image has changed.',
})
class ImageUpdatedType extends ImageEventType {}

@ObjectType('ImageDeleted', {
  implements: ImageEventType,
  description: 'The image is gone; this is its last state.',
})
class ImageDeletedType extends ImageEventType {}

@ObjectType('ImageFailed', { implements: ImageEventType, description: 'A required variant cannot be made.' })
class ImageFailedType extends ImageEventType {
  @Field(() => FailureType, { description: 'Why.' })
  get failure(): FailureType {
    return failureOf(this.image.entity) ?? unknownFailure;
  }
}

abstract class VariantEvent extends ImageEventType {
  readonly variant: VariantType;

  constructor(parts: EventParts, variant: VariantType) {
    super(parts);
    this.variant = variant;
  }
}

@ObjectType('VariantReady', {
  implements: ImageEventType,
  description: 'A variant can be fetched from now on.',
})
class VariantReadyType extends VariantEvent {
  @Field(() => VariantType, { description: 'The variant that can be fetched now.' })
  declare readonly variant: VariantType;
}

@ObjectType('VariantFailed', { implements: ImageEventType, description: 'A variant cannot be made.' })
class VariantFailedType extends VariantEvent {
  @Field(() => VariantType, { description: 'The variant that cannot be made.' })
  declare readonly variant: VariantType;

  @Field(() => FailureType, { description: 'Why.' })
  get failure(): FailureType {
    return failureOf(this.variant.entity) ?? unknownFailure;
  }
}

const unknownFailure: FailureType = { code: 'INTERNAL', message: 'The reason is no longer known.' };

const variantEvents = { VARIANT_READY: VariantReadyType, VARIANT_FAILED: VariantFailedType } as const;

const imageEvents = {
  IMAGE_UPLOADED: ImageUploadedType,
  IMAGE_READY: ImageReadyType,
  IMAGE_FAILED: ImageFailedType,
  IMAGE_UPDATED: ImageUpdatedType,
  IMAGE_DELETED: ImageDeletedType,
} as const;

/** The same for all who are handed the same event. Undefined when its variant is gone: there is nothing left to tell. */
export function imageEventOf(event: FollowedEvent): ImageEventType | undefined {
  const told = toldAs.get(event) ?? newImageEvent(event);
  toldAs.set(event, told);
  return told;
}

const toldAs = new WeakMap<FollowedEvent, ImageEventType | undefined>();

function newImageEvent(event: FollowedEvent): ImageEventType | undefined {
  const image = new ImageType(event.image, event.grant);
  const id = toGlobalId('event', event.id);
  if (event.type === 'SNAPSHOT') return new ImageSnapshotType({ id, occurredAt: new Date(), image });
  const { occurredAt, traceParent } = event;
  const parts = { id, occurredAt, image, traceParent };
  if (event.type !== 'VARIANT_READY' && event.type !== 'VARIANT_FAILED')
    return new imageEvents[event.type](parts);
  return (
    event.variant &&
    new variantEvents[event.type](parts, new VariantType(event.variant, event.image, event.grant))
  );
}
