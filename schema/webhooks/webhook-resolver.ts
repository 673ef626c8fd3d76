/** Webhooks: endpoints, their deliveries, and what is sent by hand. */
import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { createEndpoint } from '../../domain/webhooks/create-endpoint.ts';
import { pingEndpoint, replayDeliveries, replayDelivery } from '../../domain/webhooks/replay.ts';
import { deleteEndpoint, rotateSecret, updateEndpoint } from '../../domain/webhooks/update-endpoint.ts';
import { AppError } from '../../platform/errors.ts';
import { fromGlobalId } from '../../platform/ids.ts';
import type { Context } from '../context.ts';
import { payload } from '../errors/user-error.ts';
import { DeliveryPageArgs, WebhookDeliveryConnectionType } from './webhook-connections.ts';
import {
  CreateWebhookEndpointInput,
  CreateWebhookEndpointPayload,
  DeleteWebhookEndpointInput,
  DeleteWebhookEndpointPayload,
  PingWebhookEndpointInput,
  PingWebhookEndpointPayload,
  ReplayWebhookDeliveriesInput,
  ReplayWebhookDeliveriesPayload,
  ReplayWebhookDeliveryInput,
  ReplayWebhookDeliveryPayload,
  RotateWebhookSecretInput,
  RotateWebhookSecretPayload,
  UpdateWebhookEndpointInput,
  UpdateWebhookEndpointPayload,
} from './webhook-inputs.ts';
import { WebhookDeliveryType, WebhookEndpointType } from './webhook-types.ts';

@Resolver(() => WebhookDeliveryType)
export class WebhookDeliveryFields {
  @FieldResolver(() => WebhookEndpointType, { description: 'Where it goes.' })
  async endpoint(
    @Root() { entity }: WebhookDeliveryType,
    @Ctx() { loaders }: Context,
  ): Promise<WebhookEndpointType> {
    const endpoint = await loaders.webhookEndpoints.load(entity.endpointId);
    if (!endpoint) throw new AppError('NOT_FOUND', { what: 'The webhook endpoint' });
    return new WebhookEndpointType(endpoint);
  }
}

@Resolver(() => WebhookEndpointType)
export class WebhookResolver {
  @FieldResolver(() => WebhookDeliveryConnectionType, {
    description: 'What was sent to it, and is to be sent, the newest first.',
  })
  async deliveries(
    @Root() { entity }: WebhookEndpointType,
    @Args(() => DeliveryPageArgs) { first, after, status }: DeliveryPageArgs,
    @Ctx() { loaders }: Context,
  ): Promise<WebhookDeliveryConnectionType> {
    const page = await loaders.deliveriesOfEndpoint({ first, after, status }).load(entity.id);
    return new WebhookDeliveryConnectionType(page);
  }

  @Mutation(() => CreateWebhookEndpointPayload, {
    description: 'Has events sent to a URL from now on, signed as Standard Webhooks. Needs MANAGE.',
  })
  createWebhookEndpoint(
    @Arg('input', () => CreateWebhookEndpointInput, { description: 'Where to send what.' })
    { url, ...wanted }: CreateWebhookEndpointInput,
    @Ctx() { app, viewer }: Context,
  ): Promise<CreateWebhookEndpointPayload> {
    return payload(async () => {
      const { endpoint, secret } = await createEndpoint(app, viewer, { ...wanted, url: String(url) });
      return { endpoint: new WebhookEndpointType(endpoint), secret };
    });
  }

  @Mutation(() => UpdateWebhookEndpointPayload, {
    description: 'Changes an endpoint, disables it, or enables it again. Needs MANAGE.',
  })
  updateWebhookEndpoint(
    @Arg('input', () => UpdateWebhookEndpointInput, { description: 'What to change.' })
    { id, url, enabled, events, description }: UpdateWebhookEndpointInput,
    @Ctx() { app, viewer }: Context,
  ): Promise<UpdateWebhookEndpointPayload> {
    return payload(async () => {
      const changes = {
        ...(url && { url: String(url) }),
        ...(events !== undefined && { events }),
        ...(description !== undefined && { description }),
        ...(typeof enabled === 'boolean' && { enabled }),
      };
      const endpoint = await updateEndpoint(app, viewer, {
        id: fromGlobalId('webhookEndpoint', id),
        changes,
      });
      return { endpoint: new WebhookEndpointType(endpoint) };
    });
  }

  @Mutation(() => DeleteWebhookEndpointPayload, {
    description: 'Ends an endpoint at once, with what was to be sent to it and its deliveries. Needs MANAGE.',
  })
  deleteWebhookEndpoint(
    @Arg('input', () => DeleteWebhookEndpointInput, { description: 'Which one.' })
    { id }: DeleteWebhookEndpointInput,
    @Ctx() { app, viewer }: Context,
  ): Promise<DeleteWebhookEndpointPayload> {
    return payload(async () => {
      await deleteEndpoint(app.database, viewer, fromGlobalId('webhookEndpoint', id));
      return { deletedId: id };
    });
  }

  @Mutation(() => RotateWebhookSecretPayload, {
    description: 'Gives an endpoint a new secret; the older ones sign beside it for a time. Needs MANAGE.',
  })
  rotateWebhookSecret(
    @Arg('input', () => RotateWebhookSecretInput, { description: 'Of which endpoint, and how soon.' })
    { id, overlap }: RotateWebhookSecretInput,
    @Ctx() { app, viewer }: Context,
  ): Promise<RotateWebhookSecretPayload> {
    return payload(async () => {
      const { endpoint, secret } = await rotateSecret(app, viewer, {
        id: fromGlobalId('webhookEndpoint', id),
        ...(typeof overlap === 'number' && { overlapSeconds: overlap }),
      });
      return { endpoint: new WebhookEndpointType(endpoint), secret };
    });
  }

  @Mutation(() => PingWebhookEndpointPayload, {
    description: 'Sends a message of type ping to an endpoint, to try it. Needs MANAGE.',
  })
  pingWebhookEndpoint(
    @Arg('input', () => PingWebhookEndpointInput, { description: 'Which one.' })
    { id }: PingWebhookEndpointInput,
    @Ctx() { app, viewer }: Context,
  ): Promise<PingWebhookEndpointPayload> {
    return payload(async () => ({
      delivery: new WebhookDeliveryType(
        await pingEndpoint(app.database, viewer, fromGlobalId('webhookEndpoint', id)),
      ),
    }));
  }

  @Mutation(() => ReplayWebhookDeliveryPayload, {
    description:
      'Sends a delivery once more, with the same webhook-id and body, whatever came of it. Needs MANAGE.',
  })
  replayWebhookDelivery(
    @Arg('input', () => ReplayWebhookDeliveryInput, { description: 'Which one.' })
    { id }: ReplayWebhookDeliveryInput,
    @Ctx() { app, viewer }: Context,
  ): Promise<ReplayWebhookDeliveryPayload> {
    return payload(async () => ({
      delivery: new WebhookDeliveryType(
        await replayDelivery(app.database, viewer, fromGlobalId('webhookDelivery', id)),
      ),
    }));
  }

  @Mutation(() => ReplayWebhookDeliveriesPayload, {
    description: 'Sends an endpoint everything since a time once more, and what it has missed. Needs MANAGE.',
  })
  replayWebhookDeliveries(
    @Arg('input', () => ReplayWebhookDeliveriesInput, { description: 'To which endpoint, since when.' })
    { endpointId, since, undeliveredOnly }: ReplayWebhookDeliveriesInput,
    @Ctx() { app, viewer }: Context,
  ): Promise<ReplayWebhookDeliveriesPayload> {
    return payload(async () => {
      const { endpoint, count, next } = await replayDeliveries(app.database, viewer, {
        endpointId: fromGlobalId('webhookEndpoint', endpointId),
        since,
        undeliveredOnly: undeliveredOnly ?? false,
      });
      return { endpoint: new WebhookEndpointType(endpoint), count, next };
    });
  }
}
