/** Uploads that run when a server is told to stop, of clients that do not come to an end. */
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import sharp from 'sharp';
import { newOwner, type Owner, ownerWith } from '../clients/owner.ts';
import { beginBytes, type BegunUpload } from '../clients/rest.ts';
import { sha256, tusRequest, tusUpload } from '../clients/tus.ts';
import { startStack, type Stack } from '../stack.ts';
import { describeOwnStack } from '../stack/own-stack.ts';
import { until } from '../until.ts';

jest.setTimeout(150_000);

describeOwnStack('a server that is told to stop', () => {
  let stack: Stack;
  let owner: Owner;
  let bytes: Buffer;
  beforeAll(async () => {
    stack = await startStack({ environment: { SHUTDOWN_SECONDS: '4' } });
    owner = await newOwner(stack);
    const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
    bytes = await sharp({ create: { width: 2000, height: 2000, channels: 3, background: '#000', noise } })
      .png({ compressionLevel: 1 })
      .toBuffer();
  });
  afterAll(() => stack.remove());

  const begin = (
    path: string,
    more: { method: string; type: string; headers?: string },
  ): Promise<BegunUpload> =>
    beginBytes(owner, { path, begin: bytes.subarray(0, 3_000_000), total: bytes.length, ...more });

  it('leaves nothing of an upload that it cut off, and loses nothing of one that can go on', async () => {
    const length = { 'upload-length': String(bytes.length) };
    const { headers } = await tusRequest(owner, `${stack.url}/files`, { method: 'POST', headers: length });
    const path = new URL(headers.get('location') ?? '').pathname;
    await begin(path, {
      method: 'PATCH',
      type: 'application/offset+octet-stream',
      headers: 'Tus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\n',
    });
    await begin('/upload', { method: 'POST', type: 'image/png' });
    await until(async () => (await stack.blobs()).length === 2, { what: 'the bytes of both on the disk' });

    expect(await stack.end()).toBe(0);
    expect((await stack.blobs()).map((blob) => blob.split('/').at(-1))).toEqual(['data']);

    stack = await startStack({ folder: stack.folder });
    owner = ownerWith(stack, owner);
    // Of the resumable one alone.
    expect(await owner.usage()).toEqual({ bytes: bytes.length, images: 1 });
    const { headers: found } = await tusRequest(owner, stack.url + path, { method: 'HEAD' });
    expect(Number(found.get('upload-offset'))).toBeGreaterThan(0);
    const target = { url: stack.url, apiKey: owner.apiKey };
    const id = await tusUpload(target, bytes, { uploadUrl: stack.url + path }).done;
    expect((await owner.image(id))?.sha256).toBe(sha256(bytes));
  });
});
