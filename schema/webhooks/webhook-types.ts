/** Webhook endpoints and deliveries as their owner sees them. */
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type {
  DeliveryStatus,
  WebhookAttempt,
  WebhookDeliveryEntity,
} from '../../domain/webhooks/webhook-delivery.entity.ts';
import { overlapEndOf } from '../../domain/webhooks/endpoint-secrets.ts';
import type { DisabledReason, WebhookEndpointEntity } from '../../domain/webhooks/webhook-endpoint.entity.ts';
import type { WebhookEvent } from '../../domain/webhooks/webhook-events.ts';
import { toGlobalId } from '../../platform/ids.ts';
import { FailureType, failureOf } from '../errors/user-error.ts';
import { NodeType } from '../nodes/node-type.ts';
import { DateTimeScalar, UrlScalar } from '../scalars.ts';

export const WebhookEventEnum: { readonly [Event in WebhookEvent]: Event } = {
  IMAGE_UPLOADED: 'IMAGE_UPLOADED',
  VARIANT_READY: 'VARIANT_READY',
  VARIANT_FAILED: 'VARIANT_FAILED',
  IMAGE_READY: 'IMAGE_READY',
  IMAGE_FAILED: 'IMAGE_FAILED',
  IMAGE_UPDATED: 'IMAGE_UPDATED',
  IMAGE_DELETED: 'IMAGE_DELETED',
  ENDPOINT_DISABLED: 'ENDPOINT_DISABLED',
};
registerEnumType(WebhookEventEnum, {
  name: 'WebhookEvent',
  description: 'What webhooks tell of.',
  valuesConfig: {
    IMAGE_UPLOADED: { description: 'image.uploaded: an upload was committed.' },
    VARIANT_READY: { description: 'variant.ready: a variant can be fetched.' },
    VARIANT_FAILED: { description: 'variant.failed: a variant cannot be made.' },
    IMAGE_READY: { description: 'image.ready: every required variant is there.' },
    IMAGE_FAILED: { description: 'image.failed: a required variant cannot be made.' },
    IMAGE_UPDATED: { description: 'image.updated: what is said about an image has changed.' },
    IMAGE_DELETED: { description: 'image.deleted: an image is gone; its last state is told.' },
    ENDPOINT_DISABLED: { description: 'endpoint.disabled: another endpoint of the owner was disabled.' },
  },
});

const DisabledReasonEnum: { readonly [Reason in DisabledReason]: Reason } = {
  OWNER: 'OWNER',
  GONE: 'GONE',
  FAILING: 'FAILING',
};
registerEnumType(DisabledReasonEnum, {
  name: 'WebhookDisabledReason',
  description: 'Why a webhook endpoint is sent nothing.',
  valuesConfig: {
    OWNER: { description: 'It was disabled by updateWebhookEndpoint.' },
    GONE: { description: 'The receiver answered 410.' },
    FAILING: { description: 'Nothing was accepted for WEBHOOK_DISABLE_AFTER_DAYS.' },
  },
});

export const DeliveryStatusEnum: { readonly [Status in DeliveryStatus]: Status } = {
  PENDING: 'PENDING',
  DELIVERED: 'DELIVERED',
  FAILED: 'FAILED',
};
registerEnumType(DeliveryStatusEnum, {
  name: 'WebhookDeliveryStatus',
  description: 'How far a delivery is.',
  valuesConfig: {
    PENDING: { description: 'It is to be sent, for the first time or again.' },
    DELIVERED: { description: 'The receiver answered 200 to 299.' },
    FAILED: { description: 'It was tried for three days. It can be replayed.' },
  },
});

@ObjectType('WebhookEndpoint', {
  implements: NodeType,
  description:
    'Where webhooks of an owner are sent. Its secrets are shown when they are made, and never again.',
})
export class WebhookEndpointType extends NodeType {
  readonly entity: WebhookEndpointEntity;

  constructor(entity: WebhookEndpointEntity) {
    super();
    this.entity = entity;
  }

  @Field(() => ID, { description: 'The global id, whe_….' })
  get id(): string {
    return toGlobalId('webhookEndpoint', this.entity.id);
  }

  @Field(() => ID, { description: 'The subject whose images it is told of.' })
  get ownerId(): string {
    return this.entity.ownerId;
  }

  @Field(() => UrlScalar, { description: 'Where they are sent.' })
  get url(): string {
    return this.entity.url;
  }

  @Field(() => String, { nullable: true, description: 'What its owner says about it.' })
  get description(): string | null {
    return this.entity.description;
  }

  @Field(() => [WebhookEventEnum], {
    nullable: true,
    description: 'What it is told; null: everything, what later versions tell included.',
  })
  get events(): WebhookEvent[] | null {
    return this.entity.events;
  }

  @Field(() => Boolean, { description: 'Whether it is sent anything.' })
  get enabled(): boolean {
    return this.entity.disabledAt === null;
  }

  @Field(() => DateTimeScalar, { nullable: true, description: 'Since when it is not; null while it is.' })
  get disabledAt(): Date | null {
    return this.entity.disabledAt;
  }

  @Field(() => DisabledReasonEnum, { nullable: true, description: 'Why it is not; null while it is.' })
  get disabledReason(): DisabledReason | null {
    return this.entity.disabledReason;
  }

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Of the first failure since the last success; null while all is well.',
  })
  get failingSince(): Date | null {
    return this.entity.failingSince;
  }

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Until when older secrets sign beside the newest; null where it signs alone.',
  })
  get olderSecretsUntil(): Date | null {
    return overlapEndOf(this.entity.secrets);
  }

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  get createdAt(): Date {
    return this.entity.createdAt;
  }

  @Field(() => DateTimeScalar, { description: 'When its owner changed it last.' })
  get updatedAt(): Date {
    return this.entity.updatedAt;
  }
}

@ObjectType('WebhookAttempt', { description: 'One attempt to deliver a webhook.' })
class WebhookAttemptType {
  readonly attempt: WebhookAttempt;

  constructor(attempt: WebhookAttempt) {
    this.attempt = attempt;
  }

  @Field(() => DateTimeScalar, { description: 'When it was begun.' })
  get startedAt(): Date {
    return new Date(this.attempt.startedAt);
  }

  @Field(() => Int, { description: 'Milliseconds until the answer was there, or given up.' })
  get durationMs(): number {
    return this.attempt.durationMs;
  }

  @Field(() => Int, { nullable: true, description: 'The status of the answer; null when none came.' })
  get status(): number | null {
    return this.attempt.status;
  }

  @Field(() => String, { nullable: true, description: 'The first KiB of the answer; null when none came.' })
  get answer(): string | null {
    return this.attempt.answer;
  }

  @Field(() => FailureType, { nullable: true, description: 'Why it failed; null when it was accepted.' })
  get failure(): FailureType | null {
    return failureOf(this.attempt);
  }
}

@ObjectType('WebhookDelivery', {
  implements: NodeType,
  description: 'One event on its way to one endpoint. Kept for WEBHOOK_RETENTION_DAYS.',
})
export class WebhookDeliveryType extends NodeType {
  readonly entity: WebhookDeliveryEntity;

  constructor(entity: WebhookDeliveryEntity) {
    super();
    this.entity = entity;
  }

  @Field(() => ID, { description: 'The global id, whd_….' })
  get id(): string {
    return toGlobalId('webhookDelivery', this.entity.id);
  }

  @Field(() => ID, {
    description: 'The header webhook-id, the same at every attempt: the id of the event, evt_….',
  })
  get webhookId(): string {
    return toGlobalId('event', this.entity.eventId);
  }

  @Field(() => String, { description: 'As the body has it, such as image.ready, or ping.' })
  get type(): string {
    return this.entity.type;
  }

  @Field(() => String, { description: 'What is sent, JSON.' })
  get body(): string {
    return this.entity.body;
  }

  @Field(() => DeliveryStatusEnum, { description: 'How far it is.' })
  get status(): DeliveryStatus {
    return this.entity.status;
  }

  @Field(() => [WebhookAttemptType], { description: 'The oldest first, at most the last thirty.' })
  get attempts(): WebhookAttemptType[] {
    return this.entity.attempts.map((attempt) => new WebhookAttemptType(attempt));
  }

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it is tried next, if the endpoint is enabled; null when it is settled.',
  })
  get nextAttemptAt(): Date | null {
    return this.entity.dueAt;
  }

  @Field(() => DateTimeScalar, { description: 'When it was queued for the first time.' })
  get createdAt(): Date {
    return this.entity.createdAt;
  }

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was accepted or given up; null before that.',
  })
  get settledAt(): Date | null {
    return this.entity.settledAt;
  }
}
