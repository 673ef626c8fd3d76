/** Uploads that go straight to the storage, as a browser does it: begin, send, complete. */
import { createHash, randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { newOwner, type Owner } from '../clients/owner.ts';
import {
  AbortUpload,
  CompleteUpload,
  CreateUpload,
  SignUploadParts,
  ViewerUploads,
} from '../documents/uploads.ts';
import { jpeg } from '../fixtures/pictures.ts';
import type { ViewerUploadsQueryVariables } from '../generated/graphql.ts';
import { sharedDeployment } from '../stack/shared.ts';

interface Request {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

/** A browser sends content-length by itself, and lets nobody else set it. */
function send({ method, url, headers }: Request, body: Buffer): Promise<Response> {
  const own = headers.filter(({ name }) => name !== 'content-length');
  return fetch(url, {
    method,
    body: new Uint8Array(body),
    headers: Object.fromEntries(own.map(({ name, value }) => [name, value])),
  });
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

const codeOf = async (response: Response): Promise<unknown> =>
  response.status === 200 ? 200 : [response.status, ((await response.json()) as { code: string }).code];

let owner: Owner;
let small: Buffer;
let large: Buffer;
beforeAll(async () => {
  owner = await newOwner(sharedDeployment());
  small = await jpeg({ width: 400, height: 300 });
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  large = await sharp({ create: { width: 2500, height: 2500, channels: 3, background: '#000', noise } })
    .tiff({ compression: 'none' })
    .toBuffer();
});

async function begin(bytes: Buffer, more: Record<string, unknown> = {}) {
  const input = { filename: 'a.jpg', contentType: 'image/jpeg', byteSize: bytes.length, ...more };
  const { upload, target, userErrors } = (await owner.ask(CreateUpload, { input })).createUpload;
  if (!upload || !target) throw new Error(JSON.stringify(userErrors));
  return { upload, target };
}

const complete = async (uploadId: string, more: Record<string, unknown> = {}) =>
  (await owner.ask(CompleteUpload, { input: { uploadId, ...more } })).completeUpload;

const codesOf = ({ userErrors }: { userErrors: readonly { code: string }[] }): string[] =>
  userErrors.map(({ code }) => code);

describe('a direct upload of a small file', () => {
  it('is one request, and the image is made like any other', async () => {
    const { upload, target } = await begin(small, { title: 'Direct' });
    expect(upload).toMatchObject({ status: 'PENDING' });
    expect((await send(target.single as Request, small)).status).toBe(200);
    const { image } = await complete(upload.id, { sha256: sha256(small) });
    expect(image).toMatchObject({ status: 'PROCESSING', title: 'Direct', sha256: sha256(small) });
    expect(await owner.settled(image?.id ?? '')).toMatchObject({ status: 'READY', progress: 1 });
    expect((await complete(upload.id)).image?.id).toBe(image?.id);
  });

  it('is neither overwritten nor sent again later', async () => {
    const { upload, target } = await begin(small);
    await send(target.single as Request, small);
    expect(await codeOf(await send(target.single as Request, small))).toEqual([412, 'BLOB_EXISTS']);
    await complete(upload.id);
    expect(await codeOf(await send(target.single as Request, small))).toEqual([409, 'UPLOAD_SEALED']);
  });

  it('is begun once under an idempotency key, and answered again with requests that work', async () => {
    const idempotencyKey = randomUUID();
    const begun = await Promise.all(Array.from({ length: 20 }, () => begin(small, { idempotencyKey })));
    expect(new Set(begun.map(({ upload }) => upload.id)).size).toBe(1);
    const { upload, target } = await begin(small, { idempotencyKey });
    expect((await send(target.single as Request, small)).status).toBe(200);
    expect((await complete(upload.id)).image).toMatchObject({ sha256: sha256(small) });

    const input = { filename: 'a.jpg', contentType: 'image/jpeg', byteSize: small.length, idempotencyKey };
    expect((await owner.ask(CreateUpload, { input })).createUpload).toMatchObject({
      upload: { id: upload.id, status: 'COMPLETED' },
      target: null,
    });
    const other = (await owner.ask(CreateUpload, { input: { ...input, title: 'Other' } })).createUpload;
    expect(codesOf(other)).toEqual(['IDEMPOTENCY_KEY_REUSED']);
    const { upload: theirs } = (await (await newOwner(sharedDeployment())).ask(CreateUpload, { input }))
      .createUpload;
    expect(theirs?.id).not.toBe(upload.id);
  });

  it('with another size or type than it was signed for is refused', async () => {
    const { target } = await begin(small);
    const single = target.single as Request;
    expect(await codeOf(await send(single, small.subarray(1)))).toEqual([403, 'UPLOAD_HEADERS_MISMATCH']);
    const other = { ...single, headers: [{ name: 'content-type', value: 'text/html' }] };
    expect(await codeOf(await send(other, small))).toEqual([403, 'UPLOAD_HEADERS_MISMATCH']);
  });

  it('that is no image is refused when it is completed, and stays refused', async () => {
    const text = Buffer.from('<script>alert(1)</script>');
    const { upload, target } = await begin(text);
    await send(target.single as Request, text);
    expect(codesOf(await complete(upload.id))).toEqual(['UNSUPPORTED_MEDIA_TYPE']);
    expect(codesOf(await complete(upload.id))).toEqual(['UPLOAD_FAILED']);
  });

  it('that holds another format than announced is refused', async () => {
    const png = await sharp(small).png().toBuffer();
    const { upload, target } = await begin(png);
    await send(target.single as Request, png);
    expect(codesOf(await complete(upload.id))).toEqual(['MIME_MISMATCH']);
  });
});

describe('a direct upload of a large file', () => {
  const tiff = { filename: 'scan.tif', contentType: 'image/tiff', strategy: 'MULTIPART' };

  it('is interrupted, and goes on with what is missing', async () => {
    const { upload, target } = await begin(large, tiff);
    const { parts = [], partSize = 0, partCount } = target.multipart ?? {};
    expect(partCount).toBe(Math.ceil(large.length / partSize));
    const [first] = parts;
    const bytesOf = (number: number): Buffer => large.subarray((number - 1) * partSize, number * partSize);
    const answer = await send(first?.request as Request, bytesOf(1));
    expect(codesOf(await complete(upload.id))).toEqual(['UPLOAD_INCOMPLETE']);

    // Another browser, hours later, knows the id alone.
    const resumed = (await owner.ask(SignUploadParts, { input: { uploadId: upload.id } })).signUploadParts;
    expect(resumed.stored).toEqual([{ partNumber: 1, etag: answer.headers.get('etag'), byteSize: partSize }]);
    for (const { partNumber, request } of resumed.parts ?? [])
      expect((await send(request, bytesOf(partNumber))).status).toBe(200);
    const { image } = await complete(upload.id);
    expect(image?.sha256).toBe(sha256(large));
    expect((await owner.settled(image?.id ?? '')).status).toBe('READY');
  });

  it('can be given up', async () => {
    const { upload } = await begin(large, tiff);
    const abort = async () =>
      (await owner.ask(AbortUpload, { input: { uploadId: upload.id } })).abortUpload.upload;
    expect(await abort()).toMatchObject({ status: 'ABORTED' });
    expect(await abort()).toMatchObject({ status: 'ABORTED' });
    expect(codesOf(await complete(upload.id))).toEqual(['UPLOAD_ABORTED']);
  });

  it('of somebody else does not exist', async () => {
    const { upload } = await begin(large, tiff);
    const stranger = await newOwner(sharedDeployment());
    const input = { uploadId: upload.id };
    expect(codesOf((await stranger.ask(SignUploadParts, { input })).signUploadParts)).toEqual(['NOT_FOUND']);
    expect(codesOf((await stranger.ask(CompleteUpload, { input })).completeUpload)).toEqual(['NOT_FOUND']);
    expect(codesOf((await stranger.ask(AbortUpload, { input })).abortUpload)).toEqual(['NOT_FOUND']);
  });
});

describe('the list of uploads', () => {
  it('has the viewer’s own, the newest first, page by page and by their states', async () => {
    const lister = await newOwner(sharedDeployment());
    const input = { filename: 'a.jpg', contentType: 'image/jpeg', byteSize: small.length };
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1)
      ids.unshift((await lister.ask(CreateUpload, { input })).createUpload.upload?.id ?? '');
    await lister.ask(AbortUpload, { input: { uploadId: ids[2] ?? '' } });
    const list = async (more: ViewerUploadsQueryVariables) =>
      (await lister.ask(ViewerUploads, more)).viewer.uploads;

    const first = await list({ first: 3 });
    await lister.ask(CreateUpload, { input });
    const second = await list({ first: 3, after: first.pageInfo.endCursor });
    expect([...first.edges, ...second.edges].map(({ node }) => node.id)).toEqual(ids);
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
    expect((await list({ status: ['ABORTED', 'FAILED'] })).edges).toMatchObject([
      { node: { id: ids[2], status: 'ABORTED', image: null } },
    ]);
    const { viewer } = await (await newOwner(sharedDeployment())).ask(ViewerUploads, {});
    expect(viewer.uploads.edges).toEqual([]);
  });
});

describe('the door to the disk', () => {
  it.each(['/uploads/upl_01h455vb4pex5vsknk084sn02q', '/uploads/upl_01h455vb4pex5vsknk084sn02q/parts/1'])(
    'at %s opens by a signature alone, not by a key',
    async (path) => {
      const headers = { authorization: `Bearer ${owner.apiKey}`, 'content-type': 'image/jpeg' };
      const answer = await fetch(owner.url + path, { method: 'PUT', headers, body: new Uint8Array(small) });
      expect(await codeOf(answer)).toEqual([403, 'SIGNATURE_INVALID']);
    },
  );
});
