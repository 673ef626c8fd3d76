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
      width
      height
      frames
      hasAlpha
      placeholder {
        thumbhash
        dataUri
        dominantColor
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
