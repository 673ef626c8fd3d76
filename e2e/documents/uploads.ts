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
