/** What a request may add to a resumable upload when something has happened since it looked at it. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { photo } from '../../media/fixtures/photo.ts';
import { newUuid } from '../../platform/ids.ts';
import { alice, type Harness, openHarness, silent } from '../../test/harness.ts';
import { usageOf } from '../usage/quota.ts';
import { abortUpload } from './abort-upload.ts';
import { appendToUpload } from './append-upload.ts';
import { beginResumable } from './begin-resumable.ts';
import { completeUpload } from './complete-upload.ts';
import { findUpload } from './find-upload.ts';
import type { UploadEntity } from './upload.entity.ts';

let harness: Harness;
let bytes: Buffer;
beforeAll(async () => {
  harness = await openHarness();
  bytes = await photo({ width: 300, height: 200 });
});
afterAll(() => harness.close());

const begin = (): Promise<UploadEntity> =>
  beginResumable(harness, {
    viewer: alice,
    uploadId: newUuid(),
    byteSize: bytes.length,
    filename: 'a.jpg',
    tusMetadata: '',
  });

const now = async ({ id }: UploadEntity): Promise<UploadEntity> => {
  const upload = await findUpload(harness.database, id);
  if (!upload) throw new Error('there is no such upload');
  return upload;
};

async function* of(...chunks: Buffer[]): AsyncGenerator<Buffer> {
  yield* chunks;
}

async function* broken(chunk: Buffer): AsyncGenerator<Buffer> {
  yield chunk;
  throw new Error('the line broke');
}

const append = (upload: UploadEntity, body: AsyncIterable<Uint8Array>): Promise<number> =>
  appendToUpload(harness, { upload, body });

describe('bytes of a resumable upload', () => {
  it('count up to where their line broke', async () => {
    const upload = await begin();
    await expect(append(upload, broken(bytes.subarray(0, 700)))).rejects.toThrow('the line broke');
    expect(await now(upload)).toMatchObject({ receivedBytes: 700, status: 'RECEIVING' });
    expect(await append(await now(upload), of(bytes.subarray(700)))).toBe(bytes.length);
  });

  it('count once: who slept while another went on is told so', async () => {
    const upload = await begin();
    await append(upload, of(bytes.subarray(0, 700)));
    await expect(append(upload, of(bytes.subarray(0, 300)))).rejects.toMatchObject({
      code: 'UPLOAD_OFFSET_MISMATCH',
    });
    expect((await now(upload)).receivedBytes).toBe(700);
  });

  it('do not wake an upload that has ended meanwhile', async () => {
    const upload = await begin();
    await abortUpload(harness, { viewer: alice, uploadId: upload.id, way: 'resumable' });
    await expect(append(upload, of(bytes))).rejects.toMatchObject({ code: 'UPLOAD_ABORTED' });
    // The sweeper comes again, for bytes such as these, until nobody can send any more.
    expect(await now(upload)).toMatchObject({ status: 'ABORTED', heldOn: null, sweptAt: null });
  });

  it('make one image and one charge, however often and by however many the end is told', async () => {
    const before = await usageOf(harness.database, 'alice');
    const upload = await begin();
    await append(upload, of(bytes));
    const completion = {
      viewer: alice,
      uploadId: upload.id,
      way: 'resumable',
      requestId: 'a-request',
      logger: silent,
    } as const;
    const answers = await Promise.all(Array.from({ length: 6 }, () => completeUpload(harness, completion)));
    expect(new Set(answers.map(({ image }) => image.id)).size).toBe(1);
    const after = await usageOf(harness.database, 'alice');
    expect([after.images - before.images, after.bytes - before.bytes]).toEqual([1, bytes.length]);
  });

  it('that are not all there make none', async () => {
    const upload = await begin();
    await append(upload, of(bytes.subarray(0, -1)));
    await expect(
      completeUpload(harness, {
        viewer: alice,
        uploadId: upload.id,
        way: 'resumable',
        requestId: 'a-request',
        logger: silent,
      }),
    ).rejects.toMatchObject({ code: 'UPLOAD_INCOMPLETE' });
    expect((await now(upload)).status).toBe('RECEIVING');
  });
});
