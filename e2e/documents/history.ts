/** What happened to images, after the fact. */
import { graphql } from '../generated/gql.ts';

export const ImageHistory = graphql(`
  query ImageHistory($id: ID!, $first: Int, $after: String) {
    image(id: $id) {
      events(first: $first, after: $after) {
        nodes {
          __typename
          id
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

export const HistoryPage = graphql(`
  query HistoryPage($after: String) {
    viewer {
      events(first: 100, after: $after) {
        nodes {
          __typename
          id
          image {
            id
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

export const OwnHistory = graphql(`
  query OwnHistory($first: Int, $before: String) {
    viewer {
      events(first: $first, before: $before) {
        nodes {
          __typename
          id
          image {
            id
            title
          }
        }
      }
    }
  }
`);
