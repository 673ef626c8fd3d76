/** What a subscription to images may leave out. */
import { Field, InputType, registerEnumType } from 'type-graphql';
import type { EventType } from '../../domain/events/event.entity.ts';

const ImageEventKindEnum: { readonly [Type in EventType]: Type } = {
  IMAGE_UPLOADED: 'IMAGE_UPLOADED',
  VARIANT_READY: 'VARIANT_READY',
  VARIANT_FAILED: 'VARIANT_FAILED',
  IMAGE_READY: 'IMAGE_READY',
  IMAGE_FAILED: 'IMAGE_FAILED',
  IMAGE_UPDATED: 'IMAGE_UPDATED',
  IMAGE_DELETED: 'IMAGE_DELETED',
};
registerEnumType(ImageEventKindEnum, {
  name: 'ImageEventKind',
  description: 'What can happen to an image.',
  valuesConfig: {
    IMAGE_UPLOADED: { description: 'ImageUploaded: an upload was accepted.' },
    VARIANT_READY: { description: 'VariantReady: a variant can be fetched.' },
    VARIANT_FAILED: { description: 'VariantFailed: a variant cannot be made.' },
    IMAGE_READY: { description: 'ImageReady: every required variant is there.' },
    IMAGE_FAILED: { description: 'ImageFailed: a required variant cannot be made.' },
    IMAGE_UPDATED: { description: 'ImageUpdated: what is said about the image has changed.' },
    IMAGE_DELETED: { description: 'ImageDeleted: the image is gone.' },
  },
});

@InputType('ImageEventFilter', {
  description: 'What to be told of; everything that is left out is not asked for.',
})
export class ImageEventFilterInput {
  @Field(() => [ImageEventKindEnum], {
    nullable: true,
    description: 'Any of these. An ImageSnapshot comes in any case.',
  })
  types?: EventType[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Of images that carry all of these tags; at most 50.',
  })
  tags?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Of images of this group.' })
  namespace?: string | null;
}
