/** Batches: looking at one, following and cancelling it. */
import {
  Arg,
  Ctx,
  Field,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import { isOwner } from '../../domain/access/policy.ts';
import { cancelBatch } from '../../domain/batches/cancel-batch.ts';
import { followBatch } from '../../domain/batches/follow-batch.ts';
import { fromGlobalId } from '../../platform/ids.ts';
import { mapped } from '../../platform/map-iterator.ts';
import type { Context } from '../context.ts';
import { payload, UserErrorType } from '../errors/user-error.ts';
import { batchEventOf, BatchEventType } from './batch-event-types.ts';
import { BatchType } from './batch-type.ts';

@InputType('CancelBatchInput', { description: 'Which batch to cancel.' })
class CancelBatchInput {
  @Field(() => ID, { description: 'A batch of reprocessImage or reprocessImages.' }) id!: string;
}

@ObjectType('CancelBatchPayload', { description: 'The batch, or why it was not cancelled.' })
class CancelBatchPayload {
  @Field(() => BatchType, { nullable: true, description: 'As it is now.' }) batch?: BatchType;
  @Field(() => [UserErrorType], { description: 'Why it was not cancelled.' }) userErrors!: UserErrorType[];
}

/** Null where there is none, or it is somebody else's. */
export async function ownBatch(uuid: string, { loaders, viewer }: Context): Promise<BatchType | null> {
  const batch = await loaders.batches.load(uuid);
  return batch && isOwner(viewer, batch) ? new BatchType(batch) : null;
}

@Resolver()
export class BatchResolver {
  @Query(() => BatchType, {
    nullable: true,
    description: 'A batch of the viewer; null where there is none, or it is kept no longer.',
  })
  batch(
    @Arg('id', () => ID, { description: 'The global id, bat_….' }) id: string,
    @Ctx() context: Context,
  ): Promise<BatchType | null> {
    return ownBatch(fromGlobalId('batch', id), context);
  }

  @Mutation(() => CancelBatchPayload, {
    description:
      'Ends a reprocessing: images that are being rendered are finished, and no other is begun. Repeatable. Needs MANAGE.',
  })
  cancelBatch(
    @Arg('input', () => CancelBatchInput, { description: 'What to cancel.' }) { id }: CancelBatchInput,
    @Ctx() { app, viewer }: Context,
  ): Promise<CancelBatchPayload> {
    return payload(async () => ({
      batch: new BatchType(await cancelBatch(app.database, viewer, fromGlobalId('batch', id))),
    }));
  }

  @Subscription(() => BatchEventType, {
    description:
      'First a BatchSnapshot, then BatchProgress as images are done, at last one BatchReady or BatchCancelled; then it ends. Of batches of the viewer.',
    subscribe: ({ args, context }: { args: { batchId: string }; context: Context }) =>
      subscribe(args.batchId, context),
  })
  batchEvents(
    @Root() event: BatchEventType,
    @Arg('batchId', () => ID, { description: 'The global id, bat_….' }) _batchId: string,
  ): BatchEventType {
    return event;
  }
}

async function subscribe(batchId: string, { app, viewer }: Context): Promise<AsyncIterable<BatchEventType>> {
  const events = await followBatch(app, { viewer, batchId: fromGlobalId('batch', batchId) });
  return mapped(events, { map: batchEventOf });
}
