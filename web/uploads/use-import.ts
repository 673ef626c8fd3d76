/** Has the server fetch a file, and puts it on the list when it is going to. */
import { useToldMutation } from '../apollo/use-told-mutation.ts';
import type { ToldError } from '../errors/told-error.ts';
import { graphql } from '../generated/gql.ts';
import { useUploads } from './uploads.tsx';

const ImportImage = graphql(`
  mutation ImportImage($input: ImportImageInput!) {
    importImage(input: $input) {
      upload {
        id
      }
      userErrors {
        code
        message
      }
    }
  }
`);

export interface UseImport {
  /** @returns whether it has begun. */
  readonly run: (url: string) => Promise<boolean>;
  readonly isBusy: boolean;
  /** Why it has not. */
  readonly fault: ToldError | Error | undefined;
}

export function useImport(): UseImport {
  const { options, addImport } = useUploads();
  const { run: ask, isBusy, fault } = useToldMutation(ImportImage);
  const run = async (url: string): Promise<boolean> => {
    const { profile, visibility, tags } = options;
    const data = await ask({ input: { url, visibility, tags, ...(profile !== '' && { profile }) } });
    const upload = data?.importImage.upload;
    if (upload) addImport({ id: upload.id, url });
    return Boolean(upload);
  };
  return { run, isBusy, fault };
}
