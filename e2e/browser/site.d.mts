/** What `site.mjs` puts into its page: each way answers the id of the image that the chosen file has become. */
export type Site = Readonly<
  Record<
    'byTus' | 'byStorage' | 'byParts',
    (connection: { readonly url: string; readonly apiKey: string }) => Promise<string>
  >
>;
