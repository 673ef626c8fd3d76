/** Servers that speak tus, for tests: over HTTP, on one database and one store, each as a process of its own would be. */
import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request as httpRequest } from 'node:http';
import cors from '@fastify/cors';
import Fastify, { type FastifyInstance } from 'fastify';
import { findImage } from '../domain/images/find-images.ts';
import type { ImageEntity } from '../domain/images/image.entity.ts';
import { findUpload } from '../domain/uploads/find-upload.ts';
import type { UploadEntity } from '../domain/uploads/upload.entity.ts';
import { createUploadLocks } from '../domain/uploads/upload-locks.ts';
import { photo } from '../media/fixtures/photo.ts';
import { nobodyAsks, type Viewer } from '../domain/access/viewer.ts';
import { sql } from '../platform/database/sql.ts';
import { AppError } from '../platform/errors.ts';
import { fromGlobalId } from '../platform/ids.ts';
import { requestId } from '../platform/http/request-id.ts';
import { imageSchema } from '../server/routes/image-json.ts';
import { problemSchema } from '../server/openapi/refusals.ts';
import { sendProblem } from '../platform/http/problem.ts';
import { tusRoutes } from '../server/tus/routes.ts';
import { anyGuesses, unlimited } from './rates.ts';
import { alice, bob, type Harness, type HarnessOptions, openHarness, silent, viewerOf } from './harness.ts';

const tusProfiles = `
profiles:
  default:
    allowed_mimes: [image/jpeg, image/png, image/tiff]
    size_max_bytes: 30000000
    max_pixels: 10000000
    variants:
      - { name: thumb, size: 40x40, fit: cover, formats: [webp] }
  photos:
    allowed_mimes: [image/jpeg]
    size_max_bytes: 1000000
    variants:
      - { name: thumb, size: 40x40, fit: cover, formats: [webp] }
`;

/** Who has which key. */
const viewers: Readonly<Record<string, Viewer>> = { alice, bob, reader: viewerOf('alice', 'READ') };

export interface TusAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Of a problem. */
  readonly code: string | undefined;
}

export interface Sent {
  readonly method?: string;
  readonly key?: string | null;
  readonly headers?: Record<string, string>;
  readonly body?: Uint8Array | undefined;
}

export interface TusServers {
  readonly harness: Harness;
  /** Two of them. */
  readonly urls: readonly [string, string];
  /** To `/files`, to an upload, or to the address itself. */
  send(target: string, sent?: Sent): Promise<TusAnswer>;
  /** Begins an upload and answers where. */
  begin(byteSize: number, metadata?: Record<string, string>): Promise<string>;
  patch(at: string, offset: number, body: Uint8Array, more?: Sent): Promise<TusAnswer>;
  head(at: string, more?: Sent): Promise<TusAnswer>;
  /** A PATCH of which only the beginning comes, over a connection that stays. */
  hang(at: string, offset: number, body: { begin: Uint8Array; total: number }): Promise<Hanging>;
  /** The row of an upload. */
  rowOf(at: string): Promise<UploadEntity>;
  /** The image that an answer names. */
  imageOf(answer: TusAnswer): Promise<ImageEntity>;
  close(): Promise<void>;
}

export interface Hanging {
  readonly request: ClientRequest;
  readonly answer: Promise<IncomingMessage>;
}

/** As `409 UPLOAD_SEALED`. */
export const shown = ({ status, code }: TusAnswer): string => `${status} ${code ?? ''}`.trim();

export const offsetOf = ({ headers }: TusAnswer): number =>
  Number(headers.get('upload-offset') ?? Number.NaN);

/** A small picture, and one of several times what is held in memory and of several parts of a bucket. */
export const tusPictures = async (): Promise<{ small: Buffer; large: Buffer }> => ({
  small: await photo({ width: 160, height: 120 }),
  large: await photo({ width: 2200, height: 2000, format: 'png' }),
});

async function imageIn({ database }: Harness, { headers }: TusAnswer): Promise<ImageEntity> {
  const image = await findImage(database, fromGlobalId('image', headers.get('darkroom-image-id') ?? ''));
  if (!image) throw new Error('there is no such image');
  return image;
}

async function rowAt({ database }: Harness, at: string): Promise<UploadEntity> {
  const upload = await findUpload(database, fromGlobalId('upload', at));
  if (!upload) throw new Error('there is no such upload');
  return upload;
}

export const lockCount = async ({ database }: Harness): Promise<number> =>
  (await sql(database, 'SELECT 1 FROM upload_locks')).length;

export const metadataOf = (said: Record<string, string>): string =>
  Object.entries(said)
    .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
    .join(',');

export async function openTusServers(
  options: HarnessOptions & { idleSeconds?: number; expireSeconds?: number } = {},
): Promise<TusServers> {
  const harness = await openHarness({ profiles: tusProfiles, ...options });
  const [first, second] = [await serve(harness, options), await serve(harness, options)];
  const urls = [first.url, second.url] as const;
  const addressOf = (target: string): string =>
    target.startsWith('http')
      ? target
      : `${first.url}${target.startsWith('/') ? target : `/files/${target}`}`;

  const send: TusServers['send'] = async (target, { method = 'POST', key = 'alice', headers, body } = {}) => {
    const response = await fetch(addressOf(target), {
      method,
      headers: {
        'tus-resumable': '1.0.0',
        ...(key !== null && { authorization: `Bearer ${key}` }),
        ...headers,
      },
      ...(body && { body: new Uint8Array(body) }),
    });
    const text = await response.text();
    const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json');
    const code = isProblem && text ? (JSON.parse(text) as { code: string }).code : undefined;
    return { status: response.status, headers: response.headers, code };
  };

  return {
    harness,
    urls,
    send,
    async begin(byteSize, metadata = { filename: 'photo.jpg' }) {
      const { status, headers, code } = await send('/files', {
        headers: { 'upload-length': String(byteSize), 'upload-metadata': metadataOf(metadata) },
      });
      if (status !== 201) throw new Error(`${status} ${code}`);
      return String(headers.get('location')).replace('http://darkroom.example/files/', '');
    },
    patch: (at, offset, body, more) =>
      send(at, {
        method: 'PATCH',
        body,
        ...more,
        headers: {
          'content-type': 'application/offset+octet-stream',
          'upload-offset': String(offset),
          ...more?.headers,
        },
      }),
    head: (at, more) => send(at, { method: 'HEAD', ...more }),
    async hang(at, offset, { begin, total }) {
      const request = httpRequest(addressOf(at), {
        method: 'PATCH',
        headers: {
          'tus-resumable': '1.0.0',
          authorization: 'Bearer alice',
          'content-type': 'application/offset+octet-stream',
          'upload-offset': String(offset),
          'content-length': String(total),
        },
      });
      request.on('error', () => {});
      const answer = once(request, 'response').then(([response]) => response as IncomingMessage);
      answer.catch(() => {});
      await new Promise<void>((resolve) => request.write(begin, () => resolve()));
      return { request, answer };
    },
    rowOf: (at) => rowAt(harness, at),
    imageOf: (answer) => imageIn(harness, answer),
    async close() {
      await first.close();
      await second.close();
      await harness.close();
    },
  };
}

async function serve(
  harness: Harness,
  { idleSeconds = 30, expireSeconds = 3_600 }: { idleSeconds?: number; expireSeconds?: number },
): Promise<{ url: string; close(): Promise<void> }> {
  const fastify: FastifyInstance = Fastify({ genReqId: requestId, forceCloseConnections: 'idle' });
  fastify.addSchema(problemSchema);
  fastify.addSchema(imageSchema);
  fastify.decorateRequest('viewer', null as never);
  fastify.setErrorHandler(sendProblem);
  const locks = createUploadLocks({ database: harness.database, logger: silent });
  const crossOrigin = {
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
    allowedHeaders: ['authorization', 'content-type'],
    exposedHeaders: ['x-request-id', 'location'],
  };
  await fastify.register(async (scope) => {
    await scope.register(cors, { origin: '*', ...crossOrigin });
    await scope.register((inner) =>
      tusRoutes(inner, {
        app: {
          ...harness,
          uploads: { expireSeconds },
          delivery: harness.config.delivery,
          urls: undefined as never,
          inspections: undefined as never,
          rates: unlimited,
          guesses: anyGuesses,
        },
        rates: unlimited,
        authenticate: async (authorization) => {
          const viewer = viewers[authorization?.replace('Bearer ', '') ?? ''];
          if (!viewer) throw new AppError('UNAUTHENTICATED', { reason: nobodyAsks });
          return viewer;
        },
        uploads: { ...harness.config.uploads, idleSeconds, minBytesPerSecond: 1 },
        publicUrl: 'http://darkroom.example',
        locks,
        cors: crossOrigin,
      }),
    );
  });
  await fastify.listen({ host: '127.0.0.1', port: 0 });
  return {
    url: fastify.listeningOrigin,
    async close() {
      await fastify.close();
      locks.close();
    },
  };
}
