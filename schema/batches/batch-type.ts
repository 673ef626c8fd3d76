/** A batch as clients see it. */
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { BatchEntity, BatchKind, BatchStatus } from '../../domain/batches/batch.entity.ts';
import { toGlobalId } from '../../platform/ids.ts';
import { NodeType } from '../nodes/node-type.ts';
import { DateTimeScalar } from '../scalars.ts';

const BatchKindEnum: { readonly [Kind in BatchKind]: Kind } = { RENDER: 'RENDER', REPROCESS: 'REPROCESS' };
registerEnumType(BatchKindEnum, {
  name: 'BatchKind',
  description: 'What is done with the images.',
  valuesConfig: {
    RENDER: { description: 'Outputs are made of them: renderVariants.' },
    REPROCESS: { description: 'They are brought to their profiles: reprocessImage, reprocessImages.' },
  },
});

const BatchStatusEnum: { readonly [Status in BatchStatus]: Status } = {
  RUNNING: 'RUNNING',
  READY: 'READY',
  CANCELLED: 'CANCELLED',
};
registerEnumType(BatchStatusEnum, {
  name: 'BatchStatus',
  description: 'How far a batch is.',
  valuesConfig: {
    RUNNING: { description: 'Some of its images are still to be done.' },
    READY: { description: 'All of its images are done, also where some have failed.' },
    CANCELLED: { description: 'It was ended before; what was done by then stays.' },
  },
});

@ObjectType('Batch', {
  implements: NodeType,
  description:
    'Work on many images that was asked for at once, and how far it is. Counted in images. Kept for EVENT_RETENTION_DAYS after its end.',
})
export class BatchType extends NodeType {
  readonly entity: BatchEntity;

  constructor(entity: BatchEntity) {
    super();
    this.entity = entity;
  }

  @Field(() => ID, { description: 'The global id, bat_….' })
  get id(): string {
    return toGlobalId('batch', this.entity.id);
  }

  @Field(() => BatchKindEnum, { description: 'What is done.' })
  get kind(): BatchKind {
    return this.entity.kind;
  }

  @Field(() => BatchStatusEnum, { description: 'How far it is.' })
  get status(): BatchStatus {
    return this.entity.status;
  }

  @Field(() => Int, { nullable: true, description: 'All of its images; null until they are counted.' })
  get total(): number | null {
    return this.entity.total;
  }

  @Field(() => Int, { description: 'Images that are as they were asked for.' })
  get ready(): number {
    return this.entity.ready;
  }

  @Field(() => Int, { description: 'Images of which something could not be made.' })
  get failed(): number {
    return this.entity.failed;
  }

  @Field(() => Int, { description: 'Images that were deleted before their turn came.' })
  get deleted(): number {
    return this.entity.deleted;
  }

  @Field(() => DateTimeScalar, { description: 'When it was asked for.' })
  get createdAt(): Date {
    return this.entity.createdAt;
  }

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ended; null while it is RUNNING.' })
  get finishedAt(): Date | null {
    return this.entity.finishedAt;
  }
}
