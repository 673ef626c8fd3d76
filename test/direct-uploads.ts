/** Direct uploads for tests: the use cases with the server's own door to the disk, over HTTP. */
import { createHash } from 'node:crypto';
import Fastify from 'fastify';
import { completeUpload, type Completed, type Completion } from '../domain/uploads/complete-upload.ts';
import { createUpload, type UploadTarget, type UploadWish } from '../domain/uploads/create-upload.ts';
import type { SignedRequest } from '../domain/uploads/upload-targets.ts';
import type { UploadEntity } from '../domain/uploads/upload.entity.ts';
import { photo } from '../media/fixtures/photo.ts';
import { problemSchema } from '../server/openapi/refusals.ts';
import { sendProblem } from '../platform/http/problem.ts';
import { directUploadRoutes } from '../server/routes/direct-uploads.ts';
import { alice, type Harness, openHarness, silent, testSigningKey } from './harness.ts';
import { anyGuesses } from './rates.ts';

const profiles = `
profiles:
  default:
    allowed_mimes: [image/jpeg, image/png, image/tiff]
    size_max_bytes: 30000000
    multipart_threshold_mb: 5
    part_size_mb: 5
    variants:
      - { name: thumb, size: 40x40, fit: cover, formats: [webp] }
`;

interface Begun {
  readonly upload: UploadEntity;
  readonly target: UploadTarget;
}

export interface DirectUploads {
  readonly harness: Harness;
  /** Fits into one request. */
  readonly small: Buffer;
  /** Three parts. */
  readonly large: Buffer;
  /** Where a request that was signed for this test really goes. */
  local(url: string): string;
  put(request: SignedRequest, body: Uint8Array, more?: Record<string, string>): Promise<Response>;
  begin(more?: Partial<UploadWish>): Promise<Begun>;
  beginLarge(more?: Partial<UploadWish>): Promise<Begun>;
  complete(upload: UploadEntity, more?: Partial<Completion>): Promise<Completed>;
  /** Sends these parts of the large file, or all. @throws when one is refused. */
  sendParts(target: UploadTarget, numbers?: readonly number[]): Promise<void>;
  bytesOfPart(partNumber: number): Buffer;
  close(): Promise<void>;
}

export const partSize = 5 * 1024 * 1024;

export async function openDirectUploads(): Promise<DirectUploads> {
  const harness = await openHarness({ profiles });
  const door = Fastify({ forceCloseConnections: true });
  door.addSchema(problemSchema);
  door.setErrorHandler(sendProblem);
  await door.register(async (scope) =>
    directUploadRoutes(scope, {
      ...harness,
      guesses: anyGuesses,
      signingKeys: [testSigningKey],
      access: { clockSkewSeconds: 0 },
      uploads: { idleSeconds: 30, minBytesPerSecond: 1 },
    }),
  );
  await door.listen({ host: '127.0.0.1', port: 0 });
  const small = await photo({ width: 160, height: 120 });
  const large = await photo({ width: 2200, height: 2000, format: 'png' });
  const local = (url: string): string => url.replace('http://darkroom.example', door.listeningOrigin);
  const put: DirectUploads['put'] = (request, body, more) =>
    fetch(local(request.url), {
      method: 'PUT',
      headers: { ...headersOf(request), ...more },
      body: new Uint8Array(body),
    });
  const begin: DirectUploads['begin'] = async (more) => {
    const { upload, target } = await createUpload(harness, {
      viewer: alice,
      filename: 'photo.jpg',
      contentType: 'image/jpeg',
      byteSize: small.length,
      ...more,
    });
    if (!target) throw new Error('it has been sent already');
    return { upload, target };
  };
  const bytesOfPart = (number: number): Buffer => large.subarray((number - 1) * partSize, number * partSize);
  return {
    harness,
    small,
    large,
    local,
    put,
    begin,
    beginLarge: (more) =>
      begin({ filename: 'scan.png', contentType: 'image/png', byteSize: large.length, ...more }),
    complete: (upload, more) =>
      completeUpload(harness, {
        viewer: alice,
        uploadId: upload.id,
        requestId: 'a-request',
        logger: silent,
        ...more,
      }),
    bytesOfPart,
    async sendParts(target, numbers) {
      for (const { partNumber, request } of multipart(target).parts) {
        if (numbers && !numbers.includes(partNumber)) continue;
        const { status } = await put(request, bytesOfPart(partNumber));
        if (status !== 200) throw new Error(`part ${partNumber} was answered ${status}`);
      }
    },
    async close() {
      await door.close();
      await harness.close();
    },
  };
}

export const headersOf = ({ headers }: SignedRequest): Record<string, string> =>
  Object.fromEntries(headers.map(({ name, value }) => [name, value]));

/** As `409 UPLOAD_SEALED`. */
export const codeOf = async (response: Response): Promise<string> =>
  `${response.status} ${((await response.json()) as { code: string }).code}`;

export const single = ({ single: request }: UploadTarget): SignedRequest => {
  if (!request) throw new Error('not sent whole');
  return request;
};

export const multipart = ({ multipart: target }: UploadTarget): NonNullable<UploadTarget['multipart']> => {
  if (!target) throw new Error('not sent in parts');
  return target;
};

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
