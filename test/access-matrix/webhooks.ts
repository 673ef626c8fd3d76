/** The rows of webhooks: their owner's with MANAGE, and to others as if they did not exist. */
import { managed, needs } from './answers.ts';
import { field, hookUrl, mutation, type Row, type Target } from './row.ts';

const change = (name: string, input: (target: Target) => object): Row =>
  mutation(name, needs('MANAGE', 'NOT_FOUND'), input, 'own endpoint');

export const webhooks: readonly Row[] = [
  field('Query.node of a WebhookEndpoint', managed, 'query ($id: ID!) { it: node(id: $id) { id } }', {
    variables: ({ endpoint }) => ({ id: endpoint }),
  }),
  field('Query.node of a WebhookDelivery', managed, 'query ($id: ID!) { it: node(id: $id) { id } }', {
    variables: ({ delivery }) => ({ id: delivery }),
  }),
  mutation('Mutation.createWebhookEndpoint', needs('MANAGE', 'yes'), () => ({ url: hookUrl })),
  mutation('Mutation.createWebhookEndpoint for alice', needs('MANAGE', 'FORBIDDEN'), () => ({
    url: hookUrl,
    ownerId: 'alice',
  })),
  change('Mutation.updateWebhookEndpoint', ({ endpoint }) => ({ id: endpoint, enabled: true })),
  change('Mutation.deleteWebhookEndpoint', ({ endpoint }) => ({ id: endpoint })),
  change('Mutation.rotateWebhookSecret', ({ endpoint }) => ({ id: endpoint })),
  change('Mutation.pingWebhookEndpoint', ({ endpoint }) => ({ id: endpoint })),
  change('Mutation.replayWebhookDelivery', ({ delivery }) => ({ id: delivery })),
  change('Mutation.replayWebhookDeliveries', ({ endpoint }) => ({ endpointId: endpoint, since: new Date() })),
];
