/** Sends a rendition from the nearest place that has it: memory, the store, or a render. The caller has decided who may have it. */
import type { OutgoingHttpHeaders } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DataSource } from 'typeorm';
import type { ImageEntity } from '../../domain/images/image.entity.ts';
import { renditionTag } from '../../domain/purging/cached-entries.ts';
import {
  bestRendition,
  type BestRendition,
  type Candidates,
} from '../../domain/renditions/best-rendition.ts';
import type { Renditions } from '../../domain/renditions/make-rendition.ts';
import type { RenditionEntity } from '../../domain/renditions/rendition.entity.ts';
import { forgetRendition } from '../../domain/renditions/store-rendition.ts';
import { extensions } from '../../domain/signing/image-urls.ts';
import { contentTypes } from '../../media/types.ts';
import { AppError, isAppError } from '../../platform/errors.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import type { BlobMemory } from './blob-memory.ts';
import { rememberedBlob } from './remembered-blob.ts';
import { type BlobToSend, sendBlob, stemOf } from './send-blob.ts';

export interface SendRenditionOptions {
  readonly database: DataSource;
  readonly store: BlobStore;
  readonly renditions: Renditions;
  readonly memory: BlobMemory;
}

export interface RenditionToSend {
  readonly image: ImageEntity;
  readonly candidates: Candidates;
  /** Of the best one, or of what is sent until that is there. */
  readonly cacheControl: (isStopgap: boolean) => string;
  readonly beforeMaking?: () => void;
  /** The request headers that chose the format; only where they did. */
  readonly vary: string | undefined;
  readonly forOwnPages: boolean;
  /** Asked before it is sent. */
  readonly admit?: (() => Promise<void>) | undefined;
  /** Told of the blob, and of the headers that all of it is sent with; not of a stopgap, which the next request may not get. */
  readonly onAnswer: (storageKey: string, headers: OutgoingHttpHeaders) => void;
}

export async function sendRendition(
  options: SendRenditionOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  wanted: RenditionToSend,
): Promise<FastifyReply> {
  const choose = (): Promise<BestRendition> =>
    whileConnected(reply, (signal) => bestRendition(options, { ...wanted, signal }));
  const send = async (found: BestRendition): Promise<FastifyReply> =>
    sendBlob(request, reply, blobOf(options, wanted, found));
  const found = await choose();
  try {
    return await send(found);
  } catch (error) {
    if (!isAppError(error) || error.code !== 'BLOB_MISSING') throw error;
  }
  // It expired between the look at its row and the look for its blob, or somebody lost it. Nothing is written so far.
  await forgetRendition(options.database, found.row);
  return send(await choose());
}

function blobOf(
  options: SendRenditionOptions,
  { image, cacheControl, vary, forOwnPages, admit, onAnswer }: RenditionToSend,
  { row, data, rendition, isStopgap }: BestRendition,
): BlobToSend {
  const { storageKey, byteSize } = row;
  const { xCache, open } = rememberedBlob(options, { storageKey, byteSize, data });
  return {
    etag: `"${row.digest}"`,
    lastModified: row.createdAt,
    byteSize,
    contentType: contentTypes[row.format],
    cacheControl: cacheControl(isStopgap),
    filename: `${stemOf(image.filename)}-${rendition.name}.${extensions[row.format]}`,
    disposition: 'inline',
    cacheTags: [renditionTag(image.id)],
    vary,
    xCache,
    serverTiming: timingOf(xCache, row),
    forOwnPages,
    admit,
    onAnswer: isStopgap ? undefined : (headers) => onAnswer(storageKey, headers),
    open,
  };
}

/** What a browser's developer tools show: where it came from and, when it was made just now, how long that took. */
const timingOf = (xCache: BlobToSend['xCache'], { processingMs }: RenditionEntity): string =>
  xCache === 'miss' ? `cache;desc=miss, render;dur=${processingMs}` : `cache;desc=${xCache}`;

/** @throws AppError CLIENT_DISCONNECTED when the client leaves before the end; there is nobody left to read it. */
async function whileConnected<T>(
  { raw }: FastifyReply,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const left = new AbortController();
  const leave = (): void => left.abort(new AppError('CLIENT_DISCONNECTED'));
  raw.once('close', leave);
  if (raw.destroyed) leave();
  try {
    return await work(left.signal);
  } finally {
    raw.off('close', leave);
  }
}
