/** Who asks, and with which key. */
import { graphql } from '../generated/gql.ts';

export const CreateApiKey = graphql(`
  mutation CreateApiKey($input: CreateApiKeyInput!) {
    createApiKey(input: $input) {
      secret
      apiKey {
        id
        ownerId
        name
        prefix
        scopes
        expiresAt
        revokedAt
        lastUsedAt
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`);

export const Usage = graphql(`
  query Usage {
    viewer {
      id
      usage {
        bytes {
          used
          limit
        }
        images {
          used
          limit
        }
        uploadsToday {
          used
          limit
        }
      }
    }
  }
`);

export const RevokeApiKey = graphql(`
  mutation RevokeApiKey($input: RevokeApiKeyInput!) {
    revokeApiKey(input: $input) {
      apiKey {
        id
        revokedAt
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`);

export const ApiKeys = graphql(`
  query ApiKeys($first: Int, $after: String) {
    viewer {
      id
      roles
      apiKeys(first: $first, after: $after) {
        edges {
          cursor
          node {
            id
            name
            prefix
            scopes
            ownerId
            createdAt
            expiresAt
            lastUsedAt
            revokedAt
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);
