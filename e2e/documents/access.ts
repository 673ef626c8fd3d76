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
      }
    }
  }
`);
