/** Resumable uploads whose server is killed: the client goes on with what was acknowledged, and loses nothing of it. */
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import sharp from 'sharp';
import { newOwner, type Owner, ownerWith } from '../clients/owner.ts';
import { beginBytes } from '../clients/rest.ts';
import { sha256, tusRequest, tusUpload } from '../clients/tus.ts';
import { startStack, type Stack } from '../stack.ts';
import { describeOwnStack } from '../stack/own-stack.ts';
import { type SecondServer, startSecondServer } from '../stack/second-server.ts';
import { until } from '../until.ts';

jest.setTimeout(150_000);

const environment = { SIGNING_KEYS: `k1:${'a-secret-of-two-servers-'.repeat(2)}` };

describeOwnStack('an upload over tus', () => {
  let stack: Stack;
  let second: SecondServer;
  let owner: Owner;
  let bytes: Buffer;
  beforeAll(async () => {
    stack = await startStack({ environment });
    second = await startSecondServer(stack, { environment });
    owner = await newOwner(stack);
    const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
    bytes = await sharp({ create: { width: 2500, height: 2500, channels: 3, background: '#000', noise } })
      .png({ compressionLevel: 1 })
      .toBuffer();
  });
  afterAll(async () => {
    await second.stop();
    await stack.remove();
  });

  it('goes on by itself when its server is killed in the middle, more than once', async () => {
    let accepted = 0;
    const upload = tusUpload({ url: stack.url, apiKey: owner.apiKey }, bytes, {
      chunkSize: 500_000,
      onChunkComplete: (_size, now) => (accepted = now),
    });
    for (const point of [2_000_000, 8_000_000]) {
      await until(() => accepted >= point, { what: `${point} bytes`, everyMs: 1 });
      await stack.kill('server');
      await stack.serving();
    }
    expect((await owner.image(await upload.done))?.sha256).toBe(sha256(bytes));
  });

  it('goes on at another server while the killed one holds its lock', async () => {
    const length = { 'upload-length': String(bytes.length) };
    const { headers } = await tusRequest(owner, `${stack.url}/files`, { method: 'POST', headers: length });
    const path = new URL(headers.get('location') ?? '').pathname;
    const hanging = await beginBytes(
      { url: stack.url, apiKey: owner.apiKey },
      {
        path,
        method: 'PATCH',
        type: 'application/offset+octet-stream',
        begin: bytes.subarray(0, 3_000_000),
        total: bytes.length,
        headers: 'Tus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\n',
      },
    );
    // What a killed server has acknowledged to nobody may be lost; that it wrote shows that it holds the lock.
    await until(async () => (await stack.blobs()).some((blob) => blob.endsWith('/data')), {
      what: 'the first bytes on the disk',
    });
    await stack.kill('server');
    hanging.socket.destroy();
    const there = ownerWith(second, owner);
    const id = await tusUpload({ url: second.url, apiKey: owner.apiKey }, bytes, {
      uploadUrl: second.url + path,
    }).done;
    expect((await there.image(id))?.sha256).toBe(sha256(bytes));
    await stack.serving();
  });
});
