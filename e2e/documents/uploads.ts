/** Bringing images in. */
import { graphql } from '../generated/gql.ts';

export const UploadImage = graphql(`
  mutation UploadImage($input: UploadImageInput!) {
    uploadImage(input: $input) {
      image {
        id
        status
        filename
        contentType
        byteSize
        sha256
        width
        height
        frames
        hasAlpha
        visibility
      }
      upload {
        id
        status
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`);

export const UploadById = graphql(`
  query UploadById($id: ID!) {
    upload(id: $id) {
      id
      status
      receivedBytes
      byteSize
      createdAt
      failure {
        code
      }
      image {
        id
      }
    }
  }
`);

export const ViewerUploads = graphql(`
  query ViewerUploads($first: Int, $after: String, $status: [UploadStatus!]) {
    viewer {
      uploads(first: $first, after: $after, status: $status) {
        edges {
          cursor
          node {
            id
            status
            image {
              id
            }
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

export const Profiles = graphql(`
  query Profiles {
    profiles {
      name
      kind
      allowedContentTypes
      maxBytes
      maxPixels
      minWidth
      minHeight
      variants {
        name
        width
        height
        fit
        formats
        required
      }
    }
  }
`);

export const CreateUpload = graphql(`
  mutation CreateUpload($input: CreateUploadInput!) {
    createUpload(input: $input) {
      upload {
        id
        status
        expiresAt
      }
      target {
        expiresAt
        single {
          ...Request
        }
        multipart {
          uploadId
          partSize
          partCount
          parts {
            partNumber
            request {
              ...Request
            }
          }
        }
      }
      userErrors {
        code
        message
        field
      }
    }
  }

  fragment Request on SignedRequest {
    method
    url
    headers {
      name
      value
    }
    expiresAt
  }
`);

export const SignUploadParts = graphql(`
  mutation SignUploadParts($input: SignUploadPartsInput!) {
    signUploadParts(input: $input) {
      stored {
        partNumber
        etag
        byteSize
      }
      parts {
        partNumber
        request {
          method
          url
          headers {
            name
            value
          }
        }
      }
      userErrors {
        code
      }
    }
  }
`);

export const CompleteUpload = graphql(`
  mutation CompleteUpload($input: CompleteUploadInput!) {
    completeUpload(input: $input) {
      image {
        id
        status
        sha256
        title
      }
      upload {
        id
        status
        receivedBytes
      }
      userErrors {
        code
        message
      }
    }
  }
`);

export const AbortUpload = graphql(`
  mutation AbortUpload($input: AbortUploadInput!) {
    abortUpload(input: $input) {
      upload {
        id
        status
      }
      userErrors {
        code
      }
    }
  }
`);

export const ImportImage = graphql(`
  mutation ImportImage($input: ImportImageInput!) {
    importImage(input: $input) {
      upload {
        id
        status
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`);

export const UploadEvents = graphql(`
  subscription UploadEvents($uploadId: ID!) {
    uploadEvents(uploadId: $uploadId) {
      __typename
      id
      occurredAt
      upload {
        id
        status
        receivedBytes
        byteSize
        image {
          id
        }
      }
      ... on UploadFailed {
        failure {
          code
        }
      }
    }
  }
`);
