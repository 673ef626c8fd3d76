/** What is said about a file with its upload. */
import type { UploadImageInput } from './generated/graphql.ts';
import type { Way } from './records.ts';

/** What the server takes beside the file; see `UploadImageInput` in the schema. */
export type ImageInput = Omit<UploadImageInput, 'file' | 'idempotencyKey' | 'sha256'>;

export interface UploadOptions extends ImageInput {
  /** Default: that of the file; a `Blob` has none. */
  readonly filename?: string;
  /** How to send it. Default: chosen by its size and by what can be reached. */
  readonly way?: Way;
  /**
   * Whether to follow the image until its variants are there. Default: true. Needs READ: with a key that may only
   * UPLOAD say false, and the upload is `ready` once it is stored.
   */
  readonly awaitProcessing?: boolean;
}

/** What goes to the server, of what the page has said. */
export function imageInput(options: UploadOptions): ImageInput {
  const { filename: _filename, way: _way, awaitProcessing: _awaitProcessing, ...input } = options;
  return input;
}
