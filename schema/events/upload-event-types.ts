/** The events of `uploadEvents`: how far an upload is, and how it ends. */
import { Field, ID, InterfaceType, ObjectType } from 'type-graphql';
import type { FollowedUpload } from '../../domain/uploads/follow-upload.ts';
import { AppError } from '../../platform/errors.ts';
import { newUuid, toGlobalId } from '../../platform/ids.ts';
import { failureOf, FailureType } from '../errors/user-error.ts';
import { DateTimeScalar } from '../scalars.ts';
import { MediaUploadType } from '../uploads/upload-type.ts';

@InterfaceType('UploadEvent', { description: 'Something that happened to an upload.' })
export abstract class UploadEventType {
  @Field(() => ID, { description: 'Of this event.' }) readonly id: string;
  @Field(() => DateTimeScalar, { description: 'When it was noticed.' }) readonly occurredAt: Date;
  @Field(() => MediaUploadType, { description: 'In its present state.' }) readonly upload: MediaUploadType;

  constructor(upload: MediaUploadType) {
    this.id = toGlobalId('event', newUuid());
    this.occurredAt = new Date();
    this.upload = upload;
  }
}

@ObjectType('UploadSnapshot', {
  implements: UploadEventType,
  description: 'The state when the subscription began.',
})
class UploadSnapshotType extends UploadEventType {}

@ObjectType('UploadProgress', {
  implements: UploadEventType,
  description: 'More has arrived, or the status has changed.',
})
class UploadProgressType extends UploadEventType {}

@ObjectType('UploadCompleted', {
  implements: UploadEventType,
  description: 'It became an image. The subscription ends.',
})
class UploadCompletedType extends UploadEventType {}

@ObjectType('UploadFailed', {
  implements: UploadEventType,
  description: 'It came to nothing. The subscription ends.',
})
class UploadFailedType extends UploadEventType {
  @Field(() => FailureType, { nullable: true, description: 'Why; null where its sender gave it up.' })
  get failure(): FailureType | null {
    const { entity } = this.upload;
    if (entity.status !== 'EXPIRED') return failureOf(entity);
    const { code, message } = new AppError('UPLOAD_EXPIRED');
    return { code, message };
  }
}

const types = {
  SNAPSHOT: UploadSnapshotType,
  PROGRESS: UploadProgressType,
  COMPLETED: UploadCompletedType,
  FAILED: UploadFailedType,
} as const;

export const uploadEventOf = ({ type, row }: FollowedUpload): UploadEventType =>
  new types[type](new MediaUploadType(row));
