/** Uploads over tus, by tus-js-client as a page would use it, and by hand for what no client does. */
import { createHash } from 'node:crypto';
import { Upload, type UploadOptions } from 'tus-js-client';
import { authorization } from './graphql.ts';

export interface TusTarget {
  readonly url: string;
  readonly apiKey: string;
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export interface TusUpload {
  /** Where the upload is; empty before it has begun. */
  readonly url: string;
  /** The image's id. */
  readonly done: Promise<string>;
  abort(): Promise<void>;
}

/** Begins at once. Retries are the client's own. */
export function tusUpload(
  { url, apiKey }: TusTarget,
  bytes: Buffer,
  options: Partial<UploadOptions> = {},
): TusUpload {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const upload = new Upload(bytes, {
    endpoint: `${url}/files`,
    headers: authorization(apiKey),
    retryDelays: [250, 500, 1_000, 2_000, 4_000, 8_000, 8_000],
    ...options,
    onSuccess: ({ lastResponse }) => resolve(lastResponse.getHeader('darkroom-image-id') ?? ''),
    onError: reject,
  });
  upload.start();
  return {
    get url() {
      return upload.url ?? '';
    },
    done: promise,
    abort: () => upload.abort(),
  };
}

export interface TusAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly code: string | undefined;
}

/** One request of the protocol. */
export async function tusRequest(
  { apiKey }: { readonly apiKey?: string | undefined },
  url: string,
  { method, headers, body }: { method: string; headers?: Record<string, string>; body?: Uint8Array },
): Promise<TusAnswer> {
  const response = await fetch(url, {
    method,
    headers: { 'tus-resumable': '1.0.0', ...authorization(apiKey), ...headers },
    ...(body && { body: new Uint8Array(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    code: text === '' ? undefined : (JSON.parse(text) as { code: string }).code,
  };
}
