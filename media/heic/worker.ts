/**
 * The entry of the thread in which one HEIC file is read. libheif computes without a pause, and a render process that
 * did not answer meanwhile would outlive a parent that is gone. When the thread ends, its memory goes back at once.
 */
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { type HeicHeader, openHeic } from './libheif.ts';

export interface HeicRequest {
  /** A path, or the whole file. */
  readonly file: string | Uint8Array;
  readonly compiled: WebAssembly.Module;
  /** The ICC profile of Display P3, to decode with; undefined where only the header is wanted. */
  readonly displayP3: Uint8Array | undefined;
}

export type HeicReply =
  | { readonly header: HeicHeader; readonly tiff: Uint8Array<ArrayBuffer> | undefined }
  /** A sentence, because errors of WebAssembly cannot be copied. */
  | { readonly failure: string };

const { file, compiled, displayP3 } = workerData as HeicRequest;

try {
  const heic = openHeic(compiled, typeof file === 'string' ? readFileSync(file) : file);
  const tiff = displayP3 && heic.decode(displayP3);
  answer({ header: heic.header, tiff }, tiff ? [tiff.buffer] : []);
} catch (error) {
  answer({ failure: String(error) });
}

function answer(reply: HeicReply, handedOver: ArrayBuffer[] = []): void {
  parentPort?.postMessage(reply, handedOver);
}
