/** A `POST /upload` whose client leaves, stalls or is a stranger who goes on sending: nothing of it stays. */
import { stat } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { newOwner, type Owner } from '../clients/owner.ts';
import { beginBytes, type BegunUpload, sendBytes } from '../clients/rest.ts';
import { jpeg } from '../fixtures/pictures.ts';
import { startStack, type Stack } from '../stack.ts';
import { describeOwnStack } from '../stack/own-stack.ts';
import { until } from '../until.ts';

describeOwnStack('a REST upload that does not come to its end', () => {
  let stack: Stack;
  let owner: Owner;
  let begin: Buffer;
  beforeAll(async () => {
    stack = await startStack({ environment: { UPLOAD_IDLE_SECONDS: '2' } });
    owner = await newOwner(stack);
    begin = Buffer.concat([await jpeg({ width: 1_600, height: 1_200 }), Buffer.alloc(3_000_000)]);
  });
  afterAll(() => stack.remove());

  const nothingLeft = async () => {
    await until(async () => (await stack.blobs()).length === 0, {
      what: 'the disk to be empty',
      seconds: 30,
    });
    expect(await owner.usage()).toEqual({ bytes: 0, images: 0 });
  };

  async function halfAnUpload(headers = ''): Promise<BegunUpload> {
    const upload = await beginBytes(owner, { begin, total: 5_000_000, headers });
    await until(
      async () => {
        const paths = await stack.blobs();
        const sizes = await Promise.all(paths.map((path) => stat(path).catch(() => ({ size: 0 }))));
        return sizes.some(({ size }) => size > 0);
      },
      { what: 'the first bytes on the disk' },
    );
    return upload;
  }

  it('because its client left leaves nothing', async () => {
    (await halfAnUpload()).socket.destroy();
    await nothingLeft();
    expect(await stack.blobs()).toEqual([]);
  });

  it('because it stopped moving is told 408 REQUEST_TIMEOUT and leaves nothing', async () => {
    const { socket, answer } = await halfAnUpload();
    await until(() => answer().includes('REQUEST_TIMEOUT'), { what: 'the answer' });
    expect(answer()).toMatch(/^HTTP\/1.1 408 /);
    socket.destroy();
    await nothingLeft();
  });

  it('gives its idempotency key back', async () => {
    const { socket } = await halfAnUpload('Idempotency-Key: interrupted\r\n');
    socket.destroy();
    await nothingLeft();
    const headers = { 'idempotency-key': 'interrupted' };
    const { status, json } = await sendBytes(owner, await jpeg(), { headers });
    expect([status, json.code]).toEqual([201, undefined]);
  });

  it('because a stranger stalls behind a 401 does not hold its connection', async () => {
    const { socket, answer } = await beginBytes(
      { url: stack.url },
      { begin: Buffer.alloc(1_000), total: 1_000_000 },
    );
    await until(() => answer().includes('UNAUTHENTICATED'), { what: 'the answer' });
    await until(() => socket.closed, { what: 'the end of the connection', seconds: 15 });
    expect(answer()).toMatch(/^HTTP\/1.1 401 /);
  });
});
