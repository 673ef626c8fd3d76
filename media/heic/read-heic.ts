/**
 * HEIC, the format of phones: the one image format whose codec libvips comes without, so libheif reads it, compiled
 * to WebAssembly. Nothing of it is loaded before the first such file.
 */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { displayP3 } from '../colours.ts';
import type { HeicHeader } from './libheif.ts';
import type { HeicReply, HeicRequest } from './worker.ts';

export type { HeicHeader } from './libheif.ts';

/** What the container says; no pixel is decoded. @throws Error in libheif's words. */
export async function readHeicHeader(path: string): Promise<HeicHeader> {
  return (await inThread({ file: path, compiled: await compiled(), displayP3: undefined })).header;
}

/** The primary picture, upright, as an uncompressed TIFF. @throws Error in libheif's words. */
export async function decodeHeic(file: string | Uint8Array): Promise<Uint8Array> {
  const { tiff } = await inThread({ file, compiled: await compiled(), displayP3: await displayP3() });
  if (!tiff) throw new Error('the decoder gave no picture');
  return tiff;
}

/** The source in tests and development, the compiled file in production. */
const entry = new URL(`./worker${extname(import.meta.url)}`, import.meta.url);

/** Half a gibibyte would be reserved for compiled JavaScript, and counted against the memory of the process. */
const resourceLimits = { codeRangeSizeMb: 16 };

async function inThread(request: HeicRequest): Promise<Extract<HeicReply, { header: unknown }>> {
  const worker = new Worker(entry, { workerData: request, stdout: true, stderr: true, resourceLimits });
  try {
    // Rejects with what the thread died of.
    const [reply] = (await once(worker, 'message')) as [HeicReply];
    if ('failure' in reply) throw new Error(reply.failure);
    return reply;
  } finally {
    await worker.terminate();
  }
}

let module: Promise<WebAssembly.Module> | undefined;

/** Compiled once in each process, for all its files. */
const compiled = (): Promise<WebAssembly.Module> =>
  (module ??= readFile(createRequire(import.meta.url).resolve('libheif-js/libheif-wasm/libheif.wasm')).then(
    (code) => WebAssembly.compile(code),
  ));
