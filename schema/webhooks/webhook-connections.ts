/** Pages of webhook endpoints and deliveries. */
import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import type { DeliveryPageRequest, WebhookPage } from '../../domain/webhooks/list-webhooks.ts';
import type { DeliveryStatus, WebhookDeliveryEntity } from '../../domain/webhooks/webhook-delivery.entity.ts';
import type { WebhookEndpointEntity } from '../../domain/webhooks/webhook-endpoint.entity.ts';
import { pageInfoOf, PageInfoType } from '../page-info.ts';
import { DeliveryStatusEnum, WebhookDeliveryType, WebhookEndpointType } from './webhook-types.ts';

@ObjectType('WebhookEndpointEdge', { description: 'An endpoint and its place in the list.' })
class WebhookEndpointEdgeType {
  @Field(() => String, { description: 'Its place in the list, for `after`.' }) cursor!: string;
  @Field(() => WebhookEndpointType, { description: 'The endpoint.' }) node!: WebhookEndpointType;
}

@ObjectType('WebhookEndpointConnection', { description: 'A page of webhook endpoints, the newest first.' })
export class WebhookEndpointConnectionType {
  readonly page: WebhookPage<WebhookEndpointEntity>;

  constructor(page: WebhookPage<WebhookEndpointEntity>) {
    this.page = page;
  }

  @Field(() => [WebhookEndpointEdgeType], { description: 'The endpoints of this page, each with its place.' })
  get edges(): WebhookEndpointEdgeType[] {
    return this.page.items.map((endpoint) => ({
      cursor: this.page.cursorOf(endpoint),
      node: new WebhookEndpointType(endpoint),
    }));
  }

  @Field(() => [WebhookEndpointType], { description: 'The endpoints alone, for who needs no cursors.' })
  get nodes(): WebhookEndpointType[] {
    return this.page.items.map((endpoint) => new WebhookEndpointType(endpoint));
  }

  @Field(() => PageInfoType, { description: 'Where the page lies.' })
  get pageInfo(): PageInfoType {
    return pageInfoOf(this.page.items, this.page);
  }
}

@ObjectType('WebhookDeliveryEdge', { description: 'A delivery and its place in the list.' })
class WebhookDeliveryEdgeType {
  @Field(() => String, { description: 'Its place in the list, for `after`.' }) cursor!: string;
  @Field(() => WebhookDeliveryType, { description: 'The delivery.' }) node!: WebhookDeliveryType;
}

@ObjectType('WebhookDeliveryConnection', { description: 'A page of deliveries, the newest first.' })
export class WebhookDeliveryConnectionType {
  readonly page: WebhookPage<WebhookDeliveryEntity>;

  constructor(page: WebhookPage<WebhookDeliveryEntity>) {
    this.page = page;
  }

  @Field(() => [WebhookDeliveryEdgeType], {
    description: 'The deliveries of this page, each with its place.',
  })
  get edges(): WebhookDeliveryEdgeType[] {
    return this.page.items.map((delivery) => ({
      cursor: this.page.cursorOf(delivery),
      node: new WebhookDeliveryType(delivery),
    }));
  }

  @Field(() => [WebhookDeliveryType], { description: 'The deliveries alone, for who needs no cursors.' })
  get nodes(): WebhookDeliveryType[] {
    return this.page.items.map((delivery) => new WebhookDeliveryType(delivery));
  }

  @Field(() => PageInfoType, { description: 'Where the page lies.' })
  get pageInfo(): PageInfoType {
    return pageInfoOf(this.page.items, this.page);
  }
}

@ArgsType()
export class DeliveryPageArgs implements DeliveryPageRequest {
  @Field(() => Int, { nullable: true, description: '1 to 100. Default: 20.' }) first?: number | null;
  @Field(() => String, { nullable: true, description: 'What follows this cursor.' }) after?: string | null;
  @Field(() => [DeliveryStatusEnum], { nullable: true, description: 'Any of these. Default: all.' })
  status?: DeliveryStatus[] | null;
}
