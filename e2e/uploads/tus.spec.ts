/** Resumable uploads at `/files`, with the clients that people use: tus-js-client and Uppy. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { newOwner, type Owner } from '../clients/owner.ts';
import { authorization } from '../clients/graphql.ts';
import { sha256, type TusAnswer, tusRequest, tusUpload } from '../clients/tus.ts';
import { uppyUpload } from '../clients/uppy.mjs';
import { jpeg } from '../fixtures/pictures.ts';
import { sharedDeployment } from '../stack/shared.ts';
import { until } from '../until.ts';

const { url } = sharedDeployment();
/** Begins an upload; each one is at /files/:id then. */
const files = `${url}/files`;
const bodyType = { 'content-type': 'application/offset+octet-stream' };

let owner: Owner;
let target: { url: string; apiKey: string };
let small: Buffer;
let large: Buffer;
beforeAll(async () => {
  owner = await newOwner(sharedDeployment());
  target = { url, apiKey: owner.apiKey };
  small = await jpeg({ width: 400, height: 300 });
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  large = await sharp({ create: { width: 2000, height: 2000, channels: 3, background: '#000', noise } })
    .png({ compressionLevel: 1 })
    .toBuffer();
});

describe('tus-js-client', () => {
  it('uploads a file, which becomes an image like any other', async () => {
    const metadata = {
      filename: 'sea.jpg',
      filetype: 'image/jpeg',
      title: 'Sea',
      tags: 'a,b',
      visibility: 'PUBLIC',
    };
    const id = await tusUpload(target, small, { metadata }).done;
    expect(await owner.settled(id)).toMatchObject({
      status: 'READY',
      filename: 'sea.jpg',
      title: 'Sea',
      tags: ['a', 'b'],
      visibility: 'PUBLIC',
      sha256: sha256(small),
    });
  });

  it.each<[string, object]>([
    ['with its creation', { uploadDataDuringCreation: true }],
    ['in pieces', { chunkSize: 1_000_000 }],
    ['by POST alone', { overridePatchMethod: true, chunkSize: 1_000_000 }],
  ])('may send the bytes %s', async (_, options) => {
    const id = await tusUpload(target, large, options).done;
    expect((await owner.image(id))?.sha256).toBe(sha256(large));
  });

  it('goes on where it was stopped, with the address alone', async () => {
    let sent = 0;
    const begun = tusUpload(target, large, {
      chunkSize: 1_000_000,
      onChunkComplete: (_size, accepted) => (sent = accepted),
    });
    await until(() => sent >= 2_000_000, { what: 'two pieces' });
    await begun.abort();
    const { headers } = await tusRequest(target, begun.url, { method: 'HEAD' });
    expect(Number(headers.get('upload-offset'))).toBeGreaterThanOrEqual(2_000_000);
    const first: number[] = [];
    const id = await tusUpload(target, large, {
      uploadUrl: begun.url,
      onProgress: (bytes) => first.push(bytes),
    }).done;
    expect(first[0]).toBeGreaterThanOrEqual(2_000_000);
    expect((await owner.image(id))?.sha256).toBe(sha256(large));
  });

  it('that forgot where it was and begins again under its key has the same image', async () => {
    const headers = { ...authorization(owner.apiKey), 'Idempotency-Key': crypto.randomUUID() };
    const first = await tusUpload(target, large, { headers, chunkSize: 1_000_000 }).done;
    expect(await tusUpload(target, large, { headers, chunkSize: 1_000_000 }).done).toBe(first);
  });

  it('is told why a file is no image', async () => {
    await expect(tusUpload(target, Buffer.from('<script>alert(1)</script>')).done).rejects.toThrow(
      'UNSUPPORTED_MEDIA_TYPE',
    );
  });
});

describe('Uppy', () => {
  it('uploads files with what the page says of them', async () => {
    const { images, failed } = await uppyUpload({
      endpoint: files,
      headers: authorization(owner.apiKey),
      meta: { visibility: 'PUBLIC' },
      files: [
        { name: 'small.jpg', bytes: small },
        { name: 'large.jpg', bytes: large },
      ],
    });
    expect(failed).toEqual([]);
    const found = await Promise.all(images.map((id) => owner.image(id)));
    expect(new Set(found.map((image) => [image?.filename, image?.sha256, image?.visibility]))).toEqual(
      new Set([
        ['small.jpg', sha256(small), 'PUBLIC'],
        ['large.jpg', sha256(large), 'PUBLIC'],
      ]),
    );
  });
});

describe('a client of the protocol', () => {
  const begin = async (bytes: Uint8Array): Promise<string> => {
    const headers = { 'upload-length': String(bytes.length) };
    return String((await tusRequest(target, files, { method: 'POST', headers })).headers.get('location'));
  };
  const patch = (at: string, body: Uint8Array, headers: Record<string, string> = {}) =>
    tusRequest(target, at, {
      method: 'PATCH',
      body,
      headers: { ...bodyType, 'upload-offset': '0', ...headers },
    });
  const shown = ({ status, code }: TusAnswer): unknown[] => [status, code];

  it('is told what is wrong with its requests', async () => {
    const at = await begin(small);
    expect(
      shown(await tusRequest(target, files, { method: 'POST', headers: { 'upload-defer-length': '1' } })),
    ).toEqual([400, 'UPLOAD_LENGTH_REQUIRED']);
    expect(shown(await patch(at, small, { 'upload-offset': '7' }))).toEqual([409, 'UPLOAD_OFFSET_MISMATCH']);
    expect(shown(await patch(at, Buffer.concat([small, small])))).toEqual([413, 'UPLOAD_LENGTH_EXCEEDED']);
    expect(shown(await patch(at, small, { 'content-type': 'image/jpeg' }))).toEqual([
      415,
      'UPLOAD_CONTENT_TYPE',
    ]);
    expect(shown(await patch(at, small, { 'tus-resumable': '0.2.2' }))).toEqual([
      412,
      'TUS_VERSION_UNSUPPORTED',
    ]);
    const checksum = `sha1 ${Buffer.alloc(20).toString('base64')}`;
    expect(shown(await patch(at, small, { 'upload-checksum': checksum }))).toEqual([
      460,
      'UPLOAD_CHECKSUM_MISMATCH',
    ]);
    expect((await patch(at, small)).status).toBe(204);
  });

  it('sees no upload of somebody else, and none without a key', async () => {
    const at = await begin(small);
    const stranger = await newOwner(sharedDeployment());
    for (const method of ['HEAD', 'PATCH', 'DELETE']) {
      const request = { method, headers: { ...bodyType, 'upload-offset': '0' } };
      expect((await tusRequest(stranger, at, request)).status).toBe(404);
      expect((await tusRequest({}, at, request)).status).toBe(401);
    }
    expect((await tusRequest(target, at, { method: 'DELETE' })).status).toBe(204);
    expect((await tusRequest(target, at, { method: 'HEAD' })).status).toBe(410);
    expect(await owner.usage()).toMatchObject({ images: expect.any(Number) });
  });

  it('in a page of another origin is allowed to speak it', async () => {
    const origin = 'https://page.example';
    const headers = { origin, 'access-control-request-method': 'PATCH' };
    const answer = await tusRequest({}, `${files}/upl_x`, { method: 'OPTIONS', headers });
    expect([answer.status, answer.headers.get('tus-extension')]).toEqual([
      204,
      'creation,creation-with-upload,termination,expiration,checksum',
    ]);
  });
});
