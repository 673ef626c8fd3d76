/** Imports for tests: sources on the loopback, what somebody asks for, and what one job does. */
import type { RequestListener } from 'node:http';
import { findUpload } from '../domain/uploads/find-upload.ts';
import { importImage, type ImportRequest } from '../domain/uploads/import-image.ts';
import { receiveImport } from '../domain/uploads/receive-import.ts';
import type { UploadEntity } from '../domain/uploads/upload.entity.ts';
import { photo } from '../media/fixtures/photo.ts';
import { alice, type Harness, openHarness, silent } from './harness.ts';
import { type Loopback, serve } from './loopback.ts';

const profiles = `
profiles:
  default: { allowed_mimes: [image/jpeg], size_max_bytes: 200000, variants: [{ name: thumb, size: 40x40, formats: [webp] }] }
  retired: { allowed_mimes: [image/jpeg], size_max_bytes: 200000 }
`;

export interface Imports {
  readonly harness: Harness;
  readonly picture: Buffer;
  /** Of its bytes. */
  readonly half: number;
  /** The address of a source that answers so until `closeSites`. */
  site(handler: RequestListener): Promise<string>;
  closeSites(): Promise<void>;
  begin(url: string, more?: Partial<ImportRequest>): Promise<UploadEntity>;
  /** What one job does. */
  attempt(upload: { id: string }, with_?: Partial<Harness>, signal?: AbortSignal): Promise<void>;
  /** As it is now. */
  row(upload: { id: string }): Promise<UploadEntity>;
}

export async function openImports(): Promise<Imports> {
  const [harness, picture] = await Promise.all([
    openHarness({ profiles, quotas: { bytes: undefined, images: 100 } }),
    photo({ width: 160, height: 120 }),
  ]);
  const servers: Loopback[] = [];
  return {
    harness,
    picture,
    half: Math.floor(picture.length / 2),
    async site(handler) {
      const server = await serve(handler);
      servers.push(server);
      return `http://127.0.0.1:${server.port}`;
    },
    async closeSites() {
      for (const server of servers.splice(0)) await server.close();
    },
    begin: (url, more) => importImage(harness, { viewer: alice, url, requestId: 'a-request', ...more }),
    attempt: ({ id }, with_, signal = new AbortController().signal) =>
      receiveImport(
        { ...harness, ...with_ },
        { uploadId: id, requestId: 'a-request', signal, logger: silent },
      ),
    async row({ id }) {
      const upload = await findUpload(harness.database, id);
      if (!upload) throw new Error('the row is gone');
      return upload;
    },
  };
}
