/**
 * One request of tus: @tus/server speaks the protocol, our use cases do the work. It is given the request without its
 * body's faults: what came before a connection broke is kept, and the fault is told afterwards.
 */
import type { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Server } from '@tus/server';
import { completeUpload } from '../../domain/uploads/complete-upload.ts';
import type { Settle } from '../../domain/uploads/idempotency.ts';
import { ownUpload } from '../../domain/uploads/own-upload.ts';
import type { UploadLocks } from '../../domain/uploads/upload-locks.ts';
import { fromGlobalId, newUuid, toGlobalId } from '../../platform/ids.ts';
import type { Logger } from '../../platform/logging.ts';
import { readBody } from '../multipart/read-file-request.ts';
import { discardUnread, largestFile, requestLimits, type RestOptions } from '../routes/rest.ts';
import { UploadDataStore } from './data-store.ts';
import {
  answered,
  bodyType,
  checksumOf,
  forwardedHeaders,
  imageHeader,
  lengthOf,
  metadataOf,
  type TusMethod,
} from './headers.ts';
import { lockerOf } from './locker.ts';
import { faultOf, refused } from './protocol-faults.ts';

export interface TusOptions extends RestOptions {
  readonly locks: UploadLocks;
  readonly publicUrl: string;
}

/** How long a request may go on after somebody else wants its lock: for what has arrived, not for what may come. */
const drainMs = 500;

export interface Exchange {
  readonly method: TusMethod;
  /** The global id of the upload; a request that begins one has none yet. */
  readonly id?: string;
  /** Of the idempotency key of a request that begins one. */
  readonly settle?: Settle;
}

/** What Fastify gives a handler. */
export interface Conversation {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Answers a request whose sender is known. @throws AppError the refusal. */
export async function exchange(
  options: TusOptions,
  { method, id = toGlobalId('upload', newUuid()), settle }: Exchange,
  { request, reply }: Conversation,
): Promise<void> {
  const { app, locks } = options;
  const url = addressOf(options, id);
  const headers = forwardedHeaders(request);
  if (method === 'POST') headers['upload-length'] = String(lengthOf(request));
  const asked = {
    viewer: request.viewer,
    metadata: metadataOf(request),
    checksum: checksumOf(request),
    settle,
  };
  // Whoever it does not belong to may not disturb who writes, either.
  if (method !== 'POST') await uploadOf(options, request, id);
  let failure: unknown;
  const server = new Server({
    path: '/files',
    datastore: new UploadDataStore(app, asked),
    locker: lockerOf(locks),
    lockDrainTimeout: drainMs,
    namingFunction: () => id,
    getFileIdFromRequest: () => id,
    generateUrl: () => url,
    onUploadFinish: async () => ({ headers: { [imageHeader]: await imageOf(options, request, id) } }),
    onResponseError: (_request, error) => {
      failure = faultOf(error);
      return undefined;
    },
  });
  const body = bodyOf(request, options, method);
  try {
    const response = await server.handleWeb(
      new Request(url, { method, headers, ...(body && { body: body.stream, duplex: 'half' }) }),
    );
    if (failure === undefined && body?.failure) throw body.failure;
    if (failure !== undefined) throw failure;
    if (response.status >= 400) throw refused(await response.text());
    reply.code(response.status);
    for (const name of [...answered, imageHeader]) {
      const value = response.headers.get(name);
      if (value !== null) reply.header(name, value);
    }
    if (method === 'HEAD') await describe(options, id, { request, reply });
  } finally {
    body?.end();
    discardUnread(request, options);
  }
}

export const addressOf = ({ publicUrl }: TusOptions, id: string): string => `${publicUrl}/files/${id}`;

/** What the library does not say of an upload: its image, when it is one or can be made one now. */
export async function describe(
  options: TusOptions,
  id: string,
  { request, reply }: Conversation,
): Promise<void> {
  const upload = await uploadOf(options, request, id);
  if (upload.tusMetadata) reply.header('upload-metadata', upload.tusMetadata);
  if (upload.expiresAt) reply.header('upload-expires', upload.expiresAt.toUTCString());
  if (upload.receivedBytes === upload.byteSize)
    reply.header(imageHeader, await imageOf(options, request, id));
}

const uploadOf = ({ app }: TusOptions, { viewer }: FastifyRequest, id: string) =>
  ownUpload(app.database, { viewer, uploadId: fromGlobalId('upload', id), way: 'resumable' });

/** The image of an upload of which everything has arrived; repeatable. @throws AppError why it becomes none. */
async function imageOf({ app }: TusOptions, request: FastifyRequest, id: string): Promise<string> {
  const { image } = await completeUpload(app, {
    viewer: request.viewer,
    uploadId: fromGlobalId('upload', id),
    way: 'resumable',
    requestId: request.id,
    logger: request.log as Logger,
  });
  return toGlobalId('image', image.id);
}

/** The bytes that come, at the pace that is asked of them; undefined where none are taken. */
function bodyOf(request: FastifyRequest, options: TusOptions, method: TusMethod): UnbrokenBody | undefined {
  if (method !== 'PATCH' && (method !== 'POST' || request.headers['content-type'] !== bodyType))
    return undefined;
  const body = readBody(request.raw, requestLimits(options, largestFile(options.app)));
  request.isBodyRead = true;
  return new UnbrokenBody(body);
}

/** Ends where the body breaks, and remembers why. */
class UnbrokenBody {
  failure: unknown;
  readonly stream: ReadableStream<Uint8Array>;
  readonly #body: Readable;

  constructor(body: Readable) {
    this.#body = body;
    this.stream = ReadableStream.from(this.#chunks());
  }

  /** What still comes is thrown away, within limits. */
  end(): void {
    this.#body.destroy();
  }

  async *#chunks(): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of this.#body) yield chunk as Buffer;
    } catch (error) {
      this.failure = error;
    }
  }
}
