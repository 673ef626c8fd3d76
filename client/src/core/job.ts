/** What each way of sending is given, and what it tells meanwhile. */
import type { Api } from './api.ts';
import type { ImageInput } from './upload-options.ts';
import type { Patience } from './patience.ts';
import type { Etags } from './records.ts';
import type { UploadedImage } from './upload-state.ts';
import type { ProgressFragment } from './generated/graphql.ts';

export interface Job {
  readonly api: Api;
  readonly file: Blob;
  readonly filename: string;
  readonly input: ImageInput;
  /** Sent with whatever begins the upload: again with the same key is not begun twice. */
  readonly idempotencyKey: string;
  readonly patience: Patience;
  readonly signal: AbortSignal;
  /** Requests with bytes at a time. */
  readonly parallelParts: number;
  /** Bytes of the file that have left so far; less than before when some have to go again. */
  readonly onProgress: (sentBytes: number) => void;
  /** All of them have left. */
  readonly onVerifying: () => void;
  /** Of parts that are stored, by this page and those before it. */
  readonly etags: () => Etags;
  readonly onEtags: (etags: Etags) => void;
  /** It has begun; `abandon` frees what has arrived. */
  readonly onBegun: (abandon: () => Promise<void>) => void;
}

export type Sender = (job: Job) => Promise<UploadedImage>;

/** Counted in what the profile requires. */
export function uploadedImage({ id, status, variants, profile }: ProgressFragment): UploadedImage {
  const required = new Set(profile.variants.filter((variant) => variant.required).map(({ name }) => name));
  const counted = variants.filter(({ name }) => required.has(name));
  const ready = counted.filter((variant) => variant.status === 'READY').length;
  return { id, status, variants: { ready, required: counted.length } };
}
