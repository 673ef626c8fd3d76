/** The mutation that has outputs made of images that exist. */
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { renderOutputs } from '../../domain/renditions/render-outputs.ts';
import { fromGlobalId } from '../../platform/ids.ts';
import { BatchType } from '../batches/batch-type.ts';
import type { Context } from '../context.ts';
import { payload, UserErrorType } from '../errors/user-error.ts';
import { VariantType } from './variant-type.ts';

@InputType('RenderVariantsInput', { description: 'What to make of which images.' })
class RenderVariantsInput {
  @Field(() => [ID], { description: '1 to 250 images.' }) imageIds!: string[];
  @Field(() => [String], {
    description: '1 to 20, each as geometry(-option)*.ending: x300.jpg, w800-q70.webp, thumb-gray.png.',
  })
  outputs!: string[];
}

@ObjectType('RenderVariantsPayload', { description: 'What is being made, or why nothing is.' })
class RenderVariantsPayload {
  @Field(() => [VariantType], {
    nullable: true,
    description:
      'Every output of every image, in the order of the request; imageEvents tells when each is READY.',
  })
  variants?: VariantType[];
  @Field(() => BatchType, {
    nullable: true,
    description: 'All of it together; batchEvents tells when the last one is done.',
  })
  batch?: BatchType;
  @Field(() => [UserErrorType], { description: 'Why nothing is made.' }) userErrors!: UserErrorType[];
}

@Resolver()
export class RenderVariantsResolver {
  @Mutation(() => RenderVariantsPayload, {
    description:
      'Has outputs made of images and keeps them beside their variants, for all of the images or for none. Repeatable: what is there is not made again. Needs MANAGE.',
  })
  renderVariants(
    @Arg('input', () => RenderVariantsInput, { description: 'What to make.' })
    { imageIds, outputs }: RenderVariantsInput,
    @Ctx() { app, viewer, requestId }: Context,
  ): Promise<RenderVariantsPayload> {
    return payload(async () => {
      const ids = imageIds.map((id) => fromGlobalId('image', id));
      const { requested, batch } = await renderOutputs(app, { viewer, imageIds: ids, outputs, requestId });
      return {
        variants: requested.map(({ image, variant }) => new VariantType(variant, image)),
        batch: new BatchType(batch),
      };
    });
  }
}
