/** Uploads that break off, and servers that die under them: nothing of it stays on the disk or in a quota. */
import { stat, utimes } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { beginUpload, type UnfinishedUpload } from '../clients/multipart.ts';
import { newOwner, type Owner } from '../clients/owner.ts';
import { DeleteImages } from '../documents/images.ts';
import { UploadImage } from '../documents/uploads.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import { startStack, type Stack } from '../stack.ts';
import { logLines } from '../stack/log.ts';
import { describeOwnStack } from '../stack/own-stack.ts';
import { until } from '../until.ts';

describeOwnStack('an upload that does not come to its end', () => {
  let stack: Stack;
  let owner: Owner;
  beforeAll(async () => {
    // An upload is taken for dead at once, so that no spec has to wait for an hour to pass.
    stack = await startStack({ environment: { UPLOAD_GRACE_SECONDS: '0' } });
    owner = await newOwner(stack);
  });
  afterAll(() => stack.remove());

  const empty = (): Promise<true> =>
    until(async () => (await stack.blobs()).length === 0, { what: 'the disk to be empty', seconds: 45 });

  /** A good beginning, of which some has reached the disk: it is written in pieces of a megabyte. */
  async function halfAnUpload(): Promise<UnfinishedUpload> {
    const begin = Buffer.concat([await jpeg({ width: 1_600, height: 1_200 }), Buffer.alloc(3_000_000)]);
    const upload = await beginUpload(
      { ...owner, query: UploadImage.toString() },
      { begin, total: 5_000_000 },
    );
    await until(
      async () => {
        const sizes = await Promise.all(
          (await stack.blobs()).map((path) => stat(path).catch(() => ({ size: 0 }))),
        );
        return sizes.some(({ size }) => size > 0);
      },
      { what: 'the first bytes on the disk' },
    );
    return upload;
  }

  it('because its client left, leaves nothing', async () => {
    const { socket } = await halfAnUpload();
    socket.destroy();
    await empty();
    expect(await owner.usage()).toEqual({ bytes: 0, images: 0 });
  });

  it('because it was refused when all of it had arrived, leaves nothing', async () => {
    expect(await owner.refusal(fileOf(await jpeg()), { sha256: '0'.repeat(64) })).toEqual([
      'CHECKSUM_MISMATCH',
    ]);
    await empty();
    expect(await owner.usage()).toEqual({ bytes: 0, images: 0 });
  });

  it('because its server was killed, is swept when a worker next starts', async () => {
    const { socket } = await halfAnUpload();
    await stack.kill('server');
    await stack.serving();
    socket.destroy();
    const left = await stack.blobs();
    expect(left).toHaveLength(1);
    // A file that somebody may still be writing is left alone for an hour: this one was written two hours ago.
    const longAgo = new Date(Date.now() - 2 * 3_600_000);
    for (const path of left) await utimes(path, longAgo, longAgo);
    await stack.kill('worker');
    await empty();
    expect(await owner.usage()).toEqual({ bytes: 0, images: 0 });
  });

  it('because it was swept as dead while it slept is told UPLOAD_EXPIRED when it wakes', async () => {
    const upload = await halfAnUpload();
    const before = (await logLines(stack.logFile)).length;
    await stack.kill('worker');
    await until(
      async () => (await logLines(stack.logFile)).slice(before).some(({ expired }) => expired === 1),
      { what: 'the sweeper to expire it' },
    );
    upload.finish();
    await until(() => upload.answer().includes('UPLOAD_EXPIRED'), { what: 'the answer' });
    upload.socket.destroy();
    await empty();
    expect(await owner.usage()).toEqual({ bytes: 0, images: 0 });
  });

  it('keeps nobody from uploading afterwards, nor from taking all of it away again', async () => {
    const image = await owner.upload(fileOf(await jpeg({ width: 1_200, height: 900 })));
    expect((await owner.settled(image.id)).status).toBe('READY');
    // The original and nine variants, of which no two are the same picture.
    expect(await stack.blobs()).toHaveLength(10);
    expect(await owner.usage()).toEqual({ bytes: image.byteSize, images: 1 });
    await owner.ask(DeleteImages, { input: { ids: [image.id] } });
    await empty();
  });
});
