/** Looking at images and changing them. */
import { graphql } from '../generated/gql.ts';

export const ImageById = graphql(`
  query ImageById($id: ID!) {
    image(id: $id) {
      id
      status
      progress
      failure {
        code
        message
      }
      warnings {
        code
      }
      filename
      title
      tags
      visibility
      contentType
      byteSize
      sha256
      width
      height
      frames
      hasAlpha
      durationSeconds
      placeholder {
        thumbhash
        dataUri
        dominantColor
        url
      }
      variants {
        id
        name
        format
        status
        width
        height
        byteSize
        quality
        url
        failure {
          code
        }
      }
    }
  }
`);

export const RenderVariants = graphql(`
  mutation RenderVariants($input: RenderVariantsInput!) {
    renderVariants(input: $input) {
      variants {
        id
        name
        format
        status
        url
      }
      userErrors {
        code
        message
      }
    }
  }
`);

export const ImagesPage = graphql(`
  query ImagesPage(
    $first: Int
    $after: String
    $last: Int
    $before: String
    $filter: ImageFilter
    $orderBy: ImageOrder
  ) {
    images(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $orderBy) {
      nodes {
        id
        filename
        title
      }
      edges {
        cursor
        node {
          id
        }
      }
      totalCount {
        value
        isExact
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
    }
  }
`);

export const UpdateImage = graphql(`
  mutation UpdateImage($input: UpdateImageInput!) {
    updateImage(input: $input) {
      image {
        id
        title
        description
        tags
        namespace
        visibility
        focalPoint {
          x
          y
        }
        updatedAt
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`);

export const DeleteImages = graphql(`
  mutation DeleteImages($input: DeleteImagesInput!) {
    deleteImages(input: $input) {
      deletedIds
      userErrors {
        code
        message
        field
      }
    }
  }
`);

export const PurgeImages = graphql(`
  mutation PurgeImages($input: PurgeImagesInput!) {
    purgeImages(input: $input) {
      purgedIds
      userErrors {
        code
        field
      }
    }
  }
`);

export const NodeById = graphql(`
  query NodeById($id: ID!) {
    node(id: $id) {
      __typename
      id
    }
  }
`);

export const NodesById = graphql(`
  query NodesById($ids: [ID!]!) {
    nodes(ids: $ids) {
      __typename
      id
    }
  }
`);
