/** Sharing images, and looking at what is shared. */
import { graphql } from '../generated/gql.ts';

export const ShareImage = graphql(`
  mutation ShareImage($input: ShareImageInput!) {
    shareImage(input: $input) {
      share {
        id
        image {
          id
        }
        recipientId
        url
        token
        expiresAt
        maxViews
        viewCount
        maxWidth
        allowOriginal
        revokedAt
        createdAt
      }
      userErrors {
        code
        field
      }
    }
  }
`);

export const RevokeShare = graphql(`
  mutation RevokeShare($input: RevokeShareInput!) {
    revokeShare(input: $input) {
      share {
        id
        viewCount
        revokedAt
      }
      userErrors {
        code
      }
    }
  }
`);

export const SharedImage = graphql(`
  query SharedImage($token: String!) {
    sharedImage(token: $token) {
      id
      title
      variants {
        name
        format
        width
        url
      }
      rendition(transform: { width: 320, format: WEBP }) {
        url
        width
        expiresAt
      }
      original {
        url
      }
      shares {
        nodes {
          id
        }
      }
    }
  }
`);

export const SharedWithMe = graphql(`
  query SharedWithMe($first: Int, $after: String) {
    viewer {
      sharedWithMe(first: $first, after: $after) {
        nodes {
          id
          variant(name: "thumb", format: WEBP) {
            url
          }
          original {
            url
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

export const SharesOfImage = graphql(`
  query SharesOfImage($id: ID!, $first: Int, $after: String) {
    image(id: $id) {
      shares(first: $first, after: $after) {
        nodes {
          id
          recipientId
          url
          token
          viewCount
          revokedAt
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);
