/** A server around the multipart reader alone: reads the operation, lets the test use its files, answers JSON. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { IncomingUpload } from '../server/multipart/awaited-upload.ts';
import { AwaitedUpload } from '../server/multipart/awaited-upload.ts';
import type { GraphQLOperation } from '../server/multipart/operation.ts';
import { type MultipartOptions, readMultipartRequest } from '../server/multipart/read-multipart-request.ts';
import { isAppError } from '../platform/errors.ts';
import { type Loopback, serve } from './loopback.ts';

export type Operate = (body: GraphQLOperation) => unknown;

export const limits: MultipartOptions = {
  maxFiles: 3,
  maxFieldBytes: 4096,
  maxFileBytes: 1 << 20,
  idleSeconds: 30,
  minBytesPerSecond: 1024,
};

/**
 * Answers 200 with what `operate` returns, or 400 with the code and the reason. Closing it waits until every
 * request is over, and fails when one of them left a file open.
 */
export async function multipartServer(
  operate: Operate = readAll,
  options: Partial<MultipartOptions> = {},
): Promise<Loopback> {
  const running = new Set<Promise<unknown>>();
  const loopback = await serve((request, response) => {
    const answer = (status: number, body: unknown) => {
      const json = JSON.stringify(body);
      response.writeHead(status, { 'content-length': Buffer.byteLength(json) }).end(json);
    };
    const operation = readMultipartRequest(request, { ...limits, ...options })
      .then(async ({ body, close }) => {
        try {
          return { data: await operate(body) };
        } finally {
          await close();
        }
      })
      .then((data) => answer(200, data))
      .catch((error: unknown) => answer(400, describe(error)));
    running.add(operation).add(new Promise((resolve) => request.socket.once('close', resolve)));
  });
  const close = async () => {
    await loopback.close();
    await Promise.all(running);
    const left = openSpools();
    if (left.length > 0) throw new Error(`left open: ${left.join()}`);
  };
  return { ...loopback, close };
}

/** Every upload among the variables, each once, in the order of the variables. */
export function uploadsOf(value: unknown): AwaitedUpload[] {
  if (value instanceof AwaitedUpload) return [value];
  if (typeof value !== 'object' || value === null) return [];
  return [...new Set(Object.values(value).flatMap(uploadsOf))];
}

/** What a resolver awaits. */
export function fileOf(upload: AwaitedUpload | undefined): Promise<IncomingUpload> {
  return upload?.promise as unknown as Promise<IncomingUpload>;
}

/** Reads all files one after the other, in the order of the variables. */
async function readAll({ variables }: GraphQLOperation): Promise<unknown[]> {
  const read: unknown[] = [];
  for (const upload of uploadsOf(variables)) {
    const { filename, mimetype, createReadStream } = await fileOf(upload);
    read.push({ filename, mimetype, text: await text(createReadStream()) });
  }
  return read;
}

/** The digest and size of a stream, without keeping it. */
export async function measure(stream: AsyncIterable<Buffer>): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    hash.update(chunk);
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** The code of an AppError with its reason, or that it was none. */
export function describe(error: unknown): { code: string; reason: unknown } {
  if (isAppError(error)) return { code: error.code, reason: error.detail['reason'] ?? error.detail['part'] };
  return { code: 'UNKNOWN', reason: String(error) };
}

/** Spools that this process holds open, by what they are called since they have no name any more. */
function openSpools(): string[] {
  const directory = '/proc/self/fd';
  if (!existsSync(directory)) return [];
  return readdirSync(directory).flatMap((fd) => {
    try {
      const target = readlinkSync(join(directory, fd));
      return target.includes('darkroom-upload-') ? [target] : [];
    } catch {
      return [];
    }
  });
}
