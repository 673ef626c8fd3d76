/** The same file by every way in, each answering the same: the image that it became, or the code of the refusal. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CompleteUpload, CreateUpload, ImportImage, UploadById, UploadImage } from '../documents/uploads.ts';
import { fileOf } from '../fixtures/pictures.ts';
import { until } from '../until.ts';
import type { Owner } from './owner.ts';
import { sendBytes, sendForm } from './rest.ts';
import { tusRequest } from './tus.ts';

export interface Outcome {
  readonly imageId?: string;
  readonly code?: string;
}

export interface Sent {
  readonly owner: Owner;
  readonly url: string;
  /** Where a worker may fetch from. */
  readonly site: Site;
  readonly bytes: Buffer;
  /** What the sender says that it is. */
  readonly type: string;
}

interface Site {
  readonly url: string;
  readonly files: Map<string, Buffer>;
}

/** A web site on the loopback address, for imports. */
export async function openSite(): Promise<Site & { close(): void }> {
  const files = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    const file = files.get(request.url ?? '');
    if (file) response.end(file);
    else response.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    files,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const outcome = (id: string | undefined, errors: readonly { readonly code: string }[]): Outcome => ({
  ...(id !== undefined && { imageId: id }),
  ...(errors[0] && { code: errors[0].code }),
});

async function byGraphql({ owner, bytes, type }: Sent): Promise<Outcome> {
  const input = { file: fileOf(bytes, 'photo.jpg', type) };
  const { image, userErrors } = (await owner.ask(UploadImage, { input })).uploadImage;
  return outcome(image?.id, userErrors);
}

async function byRest(
  send: Promise<{ status: number; json: { id: string; code?: string } }>,
): Promise<Outcome> {
  const { status, json } = await send;
  return status === 201 ? { imageId: json.id } : { code: json.code ?? String(status) };
}

async function directly({ owner, bytes, type }: Sent, strategy: 'SINGLE' | 'MULTIPART'): Promise<Outcome> {
  const input = { filename: 'photo.jpg', contentType: type, byteSize: bytes.length, strategy } as const;
  const { upload, target, userErrors } = (await owner.ask(CreateUpload, { input })).createUpload;
  if (!upload || !target) return outcome(undefined, userErrors);
  const requests = target.single
    ? [target.single]
    : (target.multipart?.parts ?? []).map((part) => part.request);
  const size = target.multipart?.partSize ?? bytes.length;
  for (const [index, { url, method, headers }] of requests.entries()) {
    const own = headers
      .filter(({ name }) => name !== 'content-length')
      .map(({ name, value }) => [name, value]);
    const body = new Uint8Array(bytes.subarray(index * size, (index + 1) * size));
    const answer = await fetch(url, {
      method,
      headers: Object.fromEntries(own) as Record<string, string>,
      body,
    });
    if (!answer.ok) return { code: ((await answer.json()) as { code: string }).code };
    await answer.arrayBuffer();
  }
  const done = (await owner.ask(CompleteUpload, { input: { uploadId: upload.id } })).completeUpload;
  return outcome(done.image?.id, done.userErrors);
}

async function byTus({ owner, url, bytes, type }: Sent): Promise<Outcome> {
  const said = [`filename ${btoa('photo.jpg')}`, `filetype ${btoa(type)}`].join(',');
  const created = await tusRequest(owner, `${url}/files`, {
    method: 'POST',
    headers: { 'upload-length': String(bytes.length), 'upload-metadata': said },
  });
  if (created.status !== 201) return { code: created.code ?? String(created.status) };
  const answer = await tusRequest(owner, created.headers.get('location') ?? '', {
    method: 'PATCH',
    headers: { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
    body: bytes,
  });
  const id = answer.headers.get('darkroom-image-id');
  return id === null ? { code: answer.code ?? String(answer.status) } : { imageId: id };
}

async function byImport({ owner, site, bytes }: Sent): Promise<Outcome> {
  const path = `/${site.files.size}.jpg`;
  site.files.set(path, bytes);
  const { upload, userErrors } = (await owner.ask(ImportImage, { input: { url: site.url + path } }))
    .importImage;
  if (!upload) return outcome(undefined, userErrors);
  const ended = await until(
    async () => {
      const found = (await owner.ask(UploadById, { id: upload.id })).upload;
      return found && ['COMPLETED', 'FAILED'].includes(found.status) ? found : undefined;
    },
    { what: `the end of the import of ${path}`, seconds: 60 },
  );
  return outcome(ended.image?.id, ended.failure ? [ended.failure] : []);
}

export const everyWayIn: Readonly<Record<string, (sent: Sent) => Promise<Outcome>>> = {
  uploadImage: byGraphql,
  'POST /upload, the bytes alone': ({ owner, url, bytes }) =>
    byRest(sendBytes({ url, apiKey: owner.apiKey }, bytes)),
  'POST /upload, a form': ({ owner, url, bytes, type }) =>
    byRest(sendForm({ url, apiKey: owner.apiKey }, fileOf(bytes, 'photo.jpg', type))),
  'createUpload, in one request': (sent) => directly(sent, 'SINGLE'),
  'createUpload, in parts': (sent) => directly(sent, 'MULTIPART'),
  tus: byTus,
  importImage: byImport,
};
