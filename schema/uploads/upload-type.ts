/** One attempt to bring bytes in, as clients see it. */
import { Field, Float, ID, ObjectType, registerEnumType } from 'type-graphql';
import type { UploadEntity } from '../../domain/uploads/upload.entity.ts';
import { toGlobalId } from '../../platform/ids.ts';
import { failureOf, FailureType } from '../errors/user-error.ts';
import { NodeType } from '../nodes/node-type.ts';
import { DateTimeScalar } from '../scalars.ts';

export const UploadStatusEnum = {
  PENDING: 'PENDING',
  RECEIVING: 'RECEIVING',
  VERIFYING: 'VERIFYING',
  COMPLETED: 'COMPLETED',
  FAILED: 'FAILED',
  ABORTED: 'ABORTED',
  EXPIRED: 'EXPIRED',
} as const;
registerEnumType(UploadStatusEnum, {
  name: 'UploadStatus',
  description: 'How far an upload is.',
  valuesConfig: {
    PENDING: { description: 'Nothing has arrived yet.' },
    RECEIVING: { description: 'Bytes are arriving.' },
    VERIFYING: { description: 'Everything has arrived and is being checked.' },
    COMPLETED: { description: 'It became an image.' },
    FAILED: { description: 'It was refused; `failure` says why.' },
    ABORTED: { description: 'Its sender gave it up.' },
    EXPIRED: { description: 'It was not finished in time.' },
  },
});

@ObjectType('MediaUpload', { implements: NodeType, description: 'One attempt to bring bytes in.' })
export class MediaUploadType extends NodeType {
  readonly entity: UploadEntity;

  constructor(entity: UploadEntity) {
    super();
    this.entity = entity;
  }

  @Field(() => ID, { description: 'The global id, upl_….' })
  get id(): string {
    return toGlobalId('upload', this.entity.id);
  }

  @Field(() => UploadStatusEnum, { description: 'How far it is.' })
  get status(): string {
    return this.entity.status;
  }

  @Field(() => Float, { description: 'Bytes that have arrived.' })
  get receivedBytes(): number {
    return this.entity.receivedBytes;
  }

  @Field(() => Float, { nullable: true, description: 'Bytes that were announced; null when unknown.' })
  get byteSize(): number | null {
    return this.entity.byteSize;
  }

  @Field(() => FailureType, { nullable: true, description: 'Why, when FAILED.' })
  get failure(): FailureType | null {
    return failureOf(this.entity);
  }

  @Field(() => DateTimeScalar, { description: 'When it began.' })
  get createdAt(): Date {
    return this.entity.createdAt;
  }

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it will be given up; null where the server receives it itself.',
  })
  get expiresAt(): Date | null {
    return this.entity.expiresAt;
  }
}
