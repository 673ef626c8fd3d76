/** Work on many images, and how far it is. */
import { graphql } from '../generated/gql.ts';

export const RenderBatch = graphql(`
  mutation RenderBatch($input: RenderVariantsInput!) {
    renderVariants(input: $input) {
      batch {
        id
        kind
        total
      }
      userErrors {
        code
        message
      }
    }
  }
`);

export const ReprocessImage = graphql(`
  mutation ReprocessImage($input: ReprocessImageInput!) {
    reprocessImage(input: $input) {
      image {
        id
        status
      }
      batch {
        id
      }
      userErrors {
        code
      }
    }
  }
`);

export const ReprocessImages = graphql(`
  mutation ReprocessImages($input: ReprocessImagesInput!) {
    reprocessImages(input: $input) {
      batch {
        id
        kind
      }
      userErrors {
        code
      }
    }
  }
`);

export const CancelBatch = graphql(`
  mutation CancelBatch($input: CancelBatchInput!) {
    cancelBatch(input: $input) {
      batch {
        id
        status
        finishedAt
      }
      userErrors {
        code
      }
    }
  }
`);

export const BatchById = graphql(`
  query BatchById($id: ID!) {
    batch(id: $id) {
      id
      status
      total
      ready
      failed
      deleted
      createdAt
      finishedAt
    }
  }
`);

export const BatchEvents = graphql(`
  subscription BatchEvents($batchId: ID!) {
    batchEvents(batchId: $batchId) {
      __typename
      id
      occurredAt
      batch {
        id
        status
        total
        ready
        failed
        deleted
      }
    }
  }
`);
