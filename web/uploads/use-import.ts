/** Has the server fetch a file, and puts it on the list when it is going to. */
import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
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
  const [mutate, { loading, error }] = useMutation(ImportImage, { errorPolicy: 'all' });
  const [refusal, setRefusal] = useState<ToldError>();
  const run = async (url: string): Promise<boolean> => {
    setRefusal(undefined);
    const { profile, visibility, tags } = options;
    const input = { url, visibility, tags, ...(profile !== '' && { profile }) };
    const { data } = await mutate({ variables: { input } });
    setRefusal(data?.importImage.userErrors[0]);
    const upload = data?.importImage.upload;
    if (upload) addImport({ id: upload.id, url });
    return Boolean(upload);
  };
  return { run, isBusy: loading, fault: refusal ?? error };
}
