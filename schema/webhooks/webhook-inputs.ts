/** What is said to make, change and use webhook endpoints, and what is answered. */
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { WebhookEvent } from '../../domain/webhooks/webhook-events.ts';
import { UserErrorType } from '../errors/user-error.ts';
import { DateTimeScalar, UrlScalar } from '../scalars.ts';
import { WebhookDeliveryType, WebhookEndpointType, WebhookEventEnum } from './webhook-types.ts';

@InputType('CreateWebhookEndpointInput', { description: 'Where to send what.' })
export class CreateWebhookEndpointInput {
  @Field(() => UrlScalar, {
    description: 'Where to send it: https, on a public address, at most 2,048 characters.',
  })
  url!: URL | string;
  @Field(() => [WebhookEventEnum], { nullable: true, description: 'What to send. Default: everything.' })
  events?: WebhookEvent[] | null;
  @Field(() => String, { nullable: true, description: 'For people, 1 to 255 characters.' })
  description?: string | null;
  @Field(() => ID, { nullable: true, description: 'Whose images it is told of: admins only.' })
  ownerId?: string | null;
}

@ObjectType('CreateWebhookEndpointPayload', {
  description: 'The new endpoint with its secret, or why there is none.',
})
export class CreateWebhookEndpointPayload {
  @Field(() => WebhookEndpointType, { nullable: true, description: 'The endpoint that was made.' })
  endpoint?: WebhookEndpointType;
  @Field(() => String, {
    nullable: true,
    description: 'whsec_…, to verify with. Shown here and never again.',
  })
  secret?: string;
  @Field(() => [UserErrorType], { description: 'Why none was made.' }) userErrors!: UserErrorType[];
}

@InputType('UpdateWebhookEndpointInput', { description: 'What is absent stays as it is.' })
export class UpdateWebhookEndpointInput {
  @Field(() => ID, { description: 'The endpoint to change.' }) id!: string;
  @Field(() => UrlScalar, { nullable: true, description: 'Where to send from now on.' })
  url?: URL | string | null;
  @Field(() => [WebhookEventEnum], {
    nullable: true,
    description: 'What to send from now on; null: everything.',
  })
  events?: WebhookEvent[] | null;
  @Field(() => String, { nullable: true, description: 'For people, 1 to 255 characters; null: none.' })
  description?: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether to send anything. What was waiting goes on when it is enabled again.',
  })
  enabled?: boolean | null;
}

@ObjectType('UpdateWebhookEndpointPayload', { description: 'The changed endpoint, or why it was not.' })
export class UpdateWebhookEndpointPayload {
  @Field(() => WebhookEndpointType, { nullable: true, description: 'The endpoint as it is now.' })
  endpoint?: WebhookEndpointType;
  @Field(() => [UserErrorType], { description: 'Why nothing was changed.' }) userErrors!: UserErrorType[];
}

@InputType('DeleteWebhookEndpointInput', { description: 'Which endpoint to delete.' })
export class DeleteWebhookEndpointInput {
  @Field(() => ID, { description: 'The endpoint to delete.' }) id!: string;
}

@ObjectType('DeleteWebhookEndpointPayload', { description: 'What was deleted, or why nothing was.' })
export class DeleteWebhookEndpointPayload {
  @Field(() => ID, { nullable: true, description: 'The endpoint that is gone.' }) deletedId?: string;
  @Field(() => [UserErrorType], { description: 'Why it could not be deleted.' }) userErrors!: UserErrorType[];
}

@InputType('RotateWebhookSecretInput', { description: 'Which endpoint gets a new secret, and how soon.' })
export class RotateWebhookSecretInput {
  @Field(() => ID, { description: 'The endpoint.' }) id!: string;
  @Field(() => Int, {
    nullable: true,
    description:
      'Seconds for which the older secrets sign as well, 0 to 604800. Default: a day. 0 where one has leaked.',
  })
  overlap?: number | null;
}

@ObjectType('RotateWebhookSecretPayload', { description: 'The new secret, or why there is none.' })
export class RotateWebhookSecretPayload {
  @Field(() => WebhookEndpointType, { nullable: true, description: 'The endpoint as it is now.' })
  endpoint?: WebhookEndpointType;
  @Field(() => String, {
    nullable: true,
    description: 'whsec_…, to verify with. Shown here and never again.',
  })
  secret?: string;
  @Field(() => [UserErrorType], { description: 'Why there is none.' }) userErrors!: UserErrorType[];
}

@InputType('PingWebhookEndpointInput', { description: 'Which endpoint to try.' })
export class PingWebhookEndpointInput {
  @Field(() => ID, { description: 'The endpoint.' }) id!: string;
}

@ObjectType('PingWebhookEndpointPayload', { description: 'The ping on its way, or why there is none.' })
export class PingWebhookEndpointPayload {
  @Field(() => WebhookDeliveryType, {
    nullable: true,
    description: 'Ask for it again to see what came of it.',
  })
  delivery?: WebhookDeliveryType;
  @Field(() => [UserErrorType], { description: 'Why none was sent.' }) userErrors!: UserErrorType[];
}

@InputType('ReplayWebhookDeliveryInput', { description: 'Which delivery to send once more.' })
export class ReplayWebhookDeliveryInput {
  @Field(() => ID, { description: 'The delivery.' }) id!: string;
}

@ObjectType('ReplayWebhookDeliveryPayload', {
  description: 'The delivery on its way again, or why it is not.',
})
export class ReplayWebhookDeliveryPayload {
  @Field(() => WebhookDeliveryType, { nullable: true, description: 'The delivery as it is now.' })
  delivery?: WebhookDeliveryType;
  @Field(() => [UserErrorType], { description: 'Why it was not sent again.' }) userErrors!: UserErrorType[];
}

@InputType('ReplayWebhookDeliveriesInput', { description: 'What to send to an endpoint once more.' })
export class ReplayWebhookDeliveriesInput {
  @Field(() => ID, { description: 'The endpoint.' }) endpointId!: string;
  @Field(() => DateTimeScalar, {
    description:
      'Everything that its filter lets through and that happened since then, also what it was never sent. Events are kept for EVENT_RETENTION_DAYS.',
  })
  since!: Date;
  @Field(() => Boolean, { nullable: true, description: 'Leaves out what was accepted. Default: false.' })
  undeliveredOnly?: boolean | null;
}

@ObjectType('ReplayWebhookDeliveriesPayload', { description: 'How much is on its way, or why nothing is.' })
export class ReplayWebhookDeliveriesPayload {
  @Field(() => WebhookEndpointType, { nullable: true, description: 'The endpoint.' })
  endpoint?: WebhookEndpointType;
  @Field(() => Int, { nullable: true, description: 'Deliveries that are on their way.' }) count?: number;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'At most 5,000 events are looked through at once: ask again with this time as `since` for what is left; null at the end.',
  })
  next?: Date | null;
  @Field(() => [UserErrorType], { description: 'Why nothing was sent.' }) userErrors!: UserErrorType[];
}
