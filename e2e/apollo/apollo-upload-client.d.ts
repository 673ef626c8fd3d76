/** The package describes itself in JSDoc only, which the compiler does not read in dependencies. */
declare module 'apollo-upload-client/UploadHttpLink.mjs' {
  import type { ApolloLink } from '@apollo/client';

  interface UploadHttpLinkOptions {
    readonly uri: string;
    readonly headers?: Readonly<Record<string, string>>;
  }

  const UploadHttpLink: new (options: UploadHttpLinkOptions) => ApolloLink;
  // oxlint-disable-next-line import/no-default-export
  export default UploadHttpLink;
}
