/** The states of an upload: `queued → uploading → verifying → processing → ready | failed`. */
import type { ImageStatus } from './generated/graphql.ts';
import type { Failure } from './failure.ts';

/** How far the server is with the image. */
export interface UploadedImage {
  readonly id: string;
  readonly status: ImageStatus;
  /** Of those that the profile requires. */
  readonly variants: { readonly ready: number; readonly required: number };
}

export interface Bytes {
  /** Bytes that have left so far. */
  readonly sentBytes: number;
  readonly totalBytes: number;
}

export type UploadState =
  /** Others are sent first. */
  | (Bytes & { readonly status: 'queued' })
  /** `isWaiting`: the line or the server is away; it goes on by itself. */
  | (Bytes & { readonly status: 'uploading'; readonly isWaiting: boolean })
  /** Until `resume()`. What has arrived is kept. */
  | (Bytes & { readonly status: 'paused' })
  /** All bytes are sent; the server looks at them. */
  | (Bytes & { readonly status: 'verifying' })
  /** It is an image, whose variants are being made. */
  | (Bytes & { readonly status: 'processing'; readonly image: UploadedImage })
  /** Every required variant can be fetched. */
  | (Bytes & { readonly status: 'ready'; readonly image: UploadedImage })
  /** Until `retry()`. `image` is there when only its variants could not be made. */
  | (Bytes & { readonly status: 'failed'; readonly failure: Failure; readonly image: UploadedImage | null })
  /** Given up by `cancel()`; nothing of it stays. */
  | (Bytes & { readonly status: 'cancelled' });

export type UploadStatus = UploadState['status'];

/** What happens next without anybody doing something: nothing. */
export const isSettled = ({ status }: UploadState): boolean =>
  status === 'ready' || status === 'failed' || status === 'cancelled';
