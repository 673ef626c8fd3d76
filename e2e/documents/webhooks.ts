/** Webhook endpoints, their deliveries, and what is sent by hand. */
import { graphql } from '../generated/gql.ts';

export const CreateWebhookEndpoint = graphql(`
  mutation CreateWebhookEndpoint($input: CreateWebhookEndpointInput!) {
    createWebhookEndpoint(input: $input) {
      endpoint {
        id
        ownerId
        url
        description
        events
        enabled
      }
      secret
      userErrors {
        code
        field
      }
    }
  }
`);

export const UpdateWebhookEndpoint = graphql(`
  mutation UpdateWebhookEndpoint($input: UpdateWebhookEndpointInput!) {
    updateWebhookEndpoint(input: $input) {
      endpoint {
        id
        url
        events
        description
        enabled
        disabledAt
        disabledReason
      }
      userErrors {
        code
      }
    }
  }
`);

export const DeleteWebhookEndpoint = graphql(`
  mutation DeleteWebhookEndpoint($input: DeleteWebhookEndpointInput!) {
    deleteWebhookEndpoint(input: $input) {
      deletedId
      userErrors {
        code
      }
    }
  }
`);

export const RotateWebhookSecret = graphql(`
  mutation RotateWebhookSecret($input: RotateWebhookSecretInput!) {
    rotateWebhookSecret(input: $input) {
      endpoint {
        id
        olderSecretsUntil
      }
      secret
      userErrors {
        code
      }
    }
  }
`);

export const PingWebhookEndpoint = graphql(`
  mutation PingWebhookEndpoint($input: PingWebhookEndpointInput!) {
    pingWebhookEndpoint(input: $input) {
      delivery {
        id
        webhookId
        type
      }
      userErrors {
        code
      }
    }
  }
`);

export const ReplayWebhookDelivery = graphql(`
  mutation ReplayWebhookDelivery($input: ReplayWebhookDeliveryInput!) {
    replayWebhookDelivery(input: $input) {
      delivery {
        id
        webhookId
      }
      userErrors {
        code
      }
    }
  }
`);

export const ReplayWebhookDeliveries = graphql(`
  mutation ReplayWebhookDeliveries($input: ReplayWebhookDeliveriesInput!) {
    replayWebhookDeliveries(input: $input) {
      endpoint {
        id
      }
      count
      next
      userErrors {
        code
      }
    }
  }
`);

export const WebhookEndpointById = graphql(`
  query WebhookEndpointById($id: ID!) {
    node(id: $id) {
      ... on WebhookEndpoint {
        id
        enabled
        disabledReason
        failingSince
        deliveries {
          nodes {
            id
            webhookId
            type
            status
            body
            nextAttemptAt
            settledAt
            attempts {
              startedAt
              durationMs
              status
              answer
              failure {
                code
              }
            }
          }
        }
      }
    }
  }
`);

export const WebhookEndpoints = graphql(`
  query WebhookEndpoints($first: Int, $after: String) {
    viewer {
      webhookEndpoints(first: $first, after: $after) {
        nodes {
          id
          enabled
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);
