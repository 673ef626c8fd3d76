/** Changes to what is said about an image: at once in the cache, or the reason why not. */
import { useMutation } from '@apollo/client/react';
import { type ToldError, toldError } from '../../../errors/told-error.ts';
import { graphql } from '../../../generated/gql.ts';
import type { UpdateImageInput } from '../../../generated/graphql.ts';

const UpdateImage = graphql(`
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
        ...ViewedImage
      }
      userErrors {
        code
        message
      }
    }
  }
`);

export type SaveImage = (changes: Omit<UpdateImageInput, 'id'>) => Promise<ToldError | undefined>;

export function useUpdateImage(id: string): { save: SaveImage; saving: boolean } {
  const [update, { loading }] = useMutation(UpdateImage);
  const save: SaveImage = async (changes) => {
    try {
      const { data } = await update({ variables: { input: { id, ...changes } } });
      return data?.updateImage.userErrors[0];
    } catch (error) {
      return toldError(error);
    }
  };
  return { save, saving: loading };
}
