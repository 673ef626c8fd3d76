/** The events of `batchEvents`: how far a batch is, and how it ends. */
import { Field, ID, InterfaceType, ObjectType } from 'type-graphql';
import type { FollowedBatch } from '../../domain/batches/follow-batch.ts';
import { newUuid, toGlobalId } from '../../platform/ids.ts';
import { DateTimeScalar } from '../scalars.ts';
import { BatchType } from './batch-type.ts';

@InterfaceType('BatchEvent', { description: 'Something that happened to a batch.' })
export abstract class BatchEventType {
  @Field(() => ID, { description: 'Of this event.' }) readonly id: string;
  @Field(() => DateTimeScalar, { description: 'When it was noticed.' }) readonly occurredAt: Date;
  @Field(() => BatchType, { description: 'In its present state.' }) readonly batch: BatchType;

  constructor(batch: BatchType) {
    this.id = toGlobalId('event', newUuid());
    this.occurredAt = new Date();
    this.batch = batch;
  }
}

@ObjectType('BatchSnapshot', {
  implements: BatchEventType,
  description: 'The state when the subscription began.',
})
class BatchSnapshotType extends BatchEventType {}

@ObjectType('BatchProgress', { implements: BatchEventType, description: 'More of its images are done.' })
class BatchProgressType extends BatchEventType {}

@ObjectType('BatchReady', {
  implements: BatchEventType,
  description: 'All of its images are done. The subscription ends.',
})
class BatchReadyType extends BatchEventType {}

@ObjectType('BatchCancelled', {
  implements: BatchEventType,
  description: 'It was cancelled. The subscription ends.',
})
class BatchCancelledType extends BatchEventType {}

const types = {
  SNAPSHOT: BatchSnapshotType,
  PROGRESS: BatchProgressType,
  READY: BatchReadyType,
  CANCELLED: BatchCancelledType,
} as const;

export const batchEventOf = ({ type, row }: FollowedBatch): BatchEventType =>
  new types[type](new BatchType(row));
