/** Direct uploads: what is refused, and what becomes of those that nobody finishes. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { photo } from '../../media/fixtures/photo.ts';
import { sql } from '../../platform/database/sql.ts';
import { type DirectUploads, openDirectUploads, single } from '../../test/direct-uploads.ts';
import { factsOf } from '../../test/facts.ts';
import { bob, type Harness, viewerOf } from '../../test/harness.ts';
import { abortUpload } from './abort-upload.ts';
import type { UploadWish } from './create-upload.ts';
import { findUpload } from './find-upload.ts';
import { signUploadParts } from './sign-upload-parts.ts';
import { sweepUploads } from './sweep-uploads.ts';
import type { UploadEntity } from './upload.entity.ts';

let direct: DirectUploads;
let harness: Harness;
let small: Buffer;
beforeAll(async () => {
  direct = await openDirectUploads();
  ({ harness, small } = direct);
}, 30_000);
afterAll(() => direct.close());

const statusOf = async ({ id }: UploadEntity) => (await findUpload(harness.database, id))?.status;

describe('what was announced', () => {
  it.each<[string, Partial<UploadWish>, string]>([
    ['nothing', { byteSize: 0 }, 'FILE_EMPTY'],
    ['half a byte', { byteSize: 0.5 }, 'INVALID_INPUT'],
    ['a size below zero', { byteSize: -1 }, 'INVALID_INPUT'],
    ['more than allowed', { byteSize: 30_000_001 }, 'FILE_TOO_LARGE'],
    ['a type that is not accepted', { contentType: 'image/svg+xml' }, 'UNSUPPORTED_MEDIA_TYPE'],
    ['an unknown profile', { profile: 'nope' }, 'UNKNOWN_PROFILE'],
    ['a digest that is none', { sha256: 'abc' }, 'INVALID_INPUT'],
    ['too long a title', { title: 'x'.repeat(201) }, 'INVALID_INPUT'],
  ])('is refused before a byte is sent: %s', async (_, wish, code) => {
    await expect(direct.begin(wish)).rejects.toMatchObject({ code });
  });

  it.each<[string, () => Promise<Uint8Array> | Uint8Array, Partial<UploadWish>, string]>([
    ['text', () => Buffer.from('<html>'), {}, 'UNSUPPORTED_MEDIA_TYPE'],
    ['another format', () => photo({ width: 160, height: 120, format: 'png' }), {}, 'MIME_MISMATCH'],
    ['half a photo', () => small.subarray(0, 300), {}, 'IMAGE_CORRUPT'],
    ['a tiny photo', () => photo({ width: 40, height: 40 }), {}, 'IMAGE_TOO_SMALL'],
    ['another digest', () => small, { sha256: '0'.repeat(64) }, 'CHECKSUM_MISMATCH'],
  ])('is held against what comes: %s', async (_, make, wish, code) => {
    const before = await factsOf(harness);
    const bytes = await make();
    const { upload, target } = await direct.begin({ byteSize: bytes.length, ...wish });
    await direct.put(single(target), bytes);
    await expect(direct.complete(upload)).rejects.toMatchObject({ code });
    expect(await findUpload(harness.database, upload.id)).toMatchObject({
      status: 'FAILED',
      failureCode: code,
    });
    await expect(direct.complete(upload)).rejects.toMatchObject({ code: 'UPLOAD_FAILED' });
    const { blobs, charged } = await factsOf(harness);
    expect({ blobs, charged }).toEqual({ blobs: before.blobs, charged: before.charged });
  });
});

describe('a direct upload of somebody else', () => {
  it('does not exist', async () => {
    const { upload } = await direct.beginLarge();
    const asked = { viewer: bob, uploadId: upload.id };
    await expect(signUploadParts(harness, asked)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(direct.complete(upload, { viewer: bob })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(abortUpload(harness, asked)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const reader = viewerOf('alice', 'READ');
    await expect(abortUpload(harness, { ...asked, viewer: reader })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});

describe('a direct upload that nobody finishes', () => {
  const sweep = () => sweepUploads(harness, { graceSeconds: 0, expireSeconds: 3_600 });

  it('is left alone while it may still go on, and then expires with its parts', async () => {
    const { upload, target } = await direct.beginLarge();
    await direct.sendParts(target, [1]);
    await sweep();
    expect(await statusOf(upload)).toBe('RECEIVING');

    await sql(harness.database, `UPDATE uploads SET expires_at = now() - interval '1 second' WHERE id = $1`, [
      upload.id,
    ]);
    await sweep();
    expect(await statusOf(upload)).toBe('EXPIRED');
    expect(await harness.unfinishedParts()).toEqual([]);
    await expect(direct.complete(upload)).rejects.toMatchObject({ code: 'UPLOAD_EXPIRED' });
  });

  it('is swept again when its request was sent after it had failed', async () => {
    const before = await harness.blobs();
    const { upload, target } = await direct.begin({ byteSize: 6 });
    await direct.put(single(target), Buffer.from('<html>'));
    await expect(direct.complete(upload)).rejects.toMatchObject({ code: 'UNSUPPORTED_MEDIA_TYPE' });
    // As a bucket would take it, which knows nothing of our rows.
    await harness.store.put(upload.storageKey, Buffer.from('<html>'), { contentType: 'image/jpeg' });
    await sql(harness.database, `UPDATE uploads SET expires_at = now() - interval '1 second' WHERE id = $1`, [
      upload.id,
    ]);
    await sweep();
    expect(await harness.blobs()).toEqual(before);
  });
});
