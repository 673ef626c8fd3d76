/** Who may do what with webhooks, as rows of the table of access: about an endpoint of alice's and a delivery to it. */
import { managed, only, type Question } from './access.ts';
import type { Variables } from './graphql.ts';

export const hookUrl = 'https://hooks.example/';

export interface WebhookTarget {
  readonly endpoint: string;
  /** To the endpoint. */
  readonly delivery: string;
}

interface Row extends Question {
  readonly variables: (target: WebhookTarget) => Variables;
}

export const webhookOperations: readonly Row[] = [
  {
    name: 'Query.viewer with its webhook endpoints',
    query: '{ viewer { it: webhookEndpoints { nodes { deliveries { nodes { id } } } } } }',
    variables: () => ({}),
    expected: only('MANAGE', 'yes'),
  },
  {
    name: 'Query.node of a webhook endpoint',
    query: 'query ($id: ID!) { it: node(id: $id) { id } }',
    variables: ({ endpoint }) => ({ id: endpoint }),
    expected: managed,
  },
  {
    name: 'Query.node of a webhook delivery',
    query: 'query ($id: ID!) { it: node(id: $id) { id } }',
    variables: ({ delivery }) => ({ id: delivery }),
    expected: managed,
  },
  {
    name: 'Mutation.createWebhookEndpoint',
    query:
      'mutation ($input: CreateWebhookEndpointInput!) { it: createWebhookEndpoint(input: $input) { userErrors { code } } }',
    variables: () => ({ input: { url: hookUrl } }),
    expected: only('MANAGE', 'yes'),
  },
  {
    name: 'Mutation.createWebhookEndpoint for alice',
    query:
      'mutation ($input: CreateWebhookEndpointInput!) { it: createWebhookEndpoint(input: $input) { userErrors { code } } }',
    variables: () => ({ input: { url: hookUrl, ownerId: 'alice' } }),
    expected: only('MANAGE', 'FORBIDDEN'),
  },
  ...(
    [
      [
        'updateWebhookEndpoint',
        'UpdateWebhookEndpointInput',
        ({ endpoint }: WebhookTarget) => ({ id: endpoint, enabled: true }),
      ],
      [
        'deleteWebhookEndpoint',
        'DeleteWebhookEndpointInput',
        ({ endpoint }: WebhookTarget) => ({ id: endpoint }),
      ],
      [
        'rotateWebhookSecret',
        'RotateWebhookSecretInput',
        ({ endpoint }: WebhookTarget) => ({ id: endpoint }),
      ],
      [
        'pingWebhookEndpoint',
        'PingWebhookEndpointInput',
        ({ endpoint }: WebhookTarget) => ({ id: endpoint }),
      ],
      [
        'replayWebhookDelivery',
        'ReplayWebhookDeliveryInput',
        ({ delivery }: WebhookTarget) => ({ id: delivery }),
      ],
      [
        'replayWebhookDeliveries',
        'ReplayWebhookDeliveriesInput',
        ({ endpoint }: WebhookTarget) => ({ endpointId: endpoint, since: new Date() }),
      ],
    ] as const satisfies readonly (readonly [string, string, (given: WebhookTarget) => object])[]
  ).map(([name, type, make]) => ({
    name: `Mutation.${name}`,
    query: `mutation ($input: ${type}!) { it: ${name}(input: $input) { userErrors { code } } }`,
    variables: (given: WebhookTarget) => ({ input: make(given) }),
    expected: only('MANAGE', 'NOT_FOUND'),
  })),
];
