/** Uploads the files, and answers the ids of their images and what went wrong. */
export function uppyUpload(upload: {
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Of every file. */
  readonly meta: Readonly<Record<string, string>>;
  readonly files: readonly { readonly name: string; readonly bytes: Buffer }[];
}): Promise<{ images: string[]; failed: string[] }>;
