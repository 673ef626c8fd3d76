/** What is refused of an upload over tus: before a byte, at the wrong moment, and when all of it has come. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { abortUpload } from '../../domain/uploads/abort-upload.ts';
import { completeUpload } from '../../domain/uploads/complete-upload.ts';
import { createUpload } from '../../domain/uploads/create-upload.ts';
import { signUploadParts } from '../../domain/uploads/sign-upload-parts.ts';
import { usageOf } from '../../domain/usage/quota.ts';
import { pngBomb } from '../../media/fixtures/bombs.ts';
import { photo } from '../../media/fixtures/photo.ts';
import { sql } from '../../platform/database/sql.ts';
import { fromGlobalId, toGlobalId } from '../../platform/ids.ts';
import { sha256 } from '../../test/direct-uploads.ts';
import { factsOf } from '../../test/facts.ts';
import { alice, type Harness, silent } from '../../test/harness.ts';
import {
  lockCount,
  metadataOf,
  offsetOf,
  openTusServers,
  shown,
  type TusAnswer,
  tusPictures,
  type TusServers,
} from '../../test/tus.ts';
import { until, within } from '../../test/until.ts';

let tus: TusServers;
let harness: Harness;
let small: Buffer;
let large: Buffer;
beforeAll(async () => {
  tus = await openTusServers();
  ({ harness } = tus);
  ({ small, large } = await tusPictures());
}, 30_000);
afterAll(() => tus.close());

const digest = (algorithm: string, bytes: Uint8Array): string =>
  createHash(algorithm).update(bytes).digest('base64');

const create = (headers: Record<string, string>, more: Parameters<TusServers['send']>[1] = {}) =>
  tus.send('/files', { ...more, headers });

describe('what is not an image', () => {
  it.each<[string, () => Promise<Buffer> | Buffer, string]>([
    ['text', () => Buffer.from('<script>alert(1)</script>'), '415 UNSUPPORTED_MEDIA_TYPE'],
    [
      'a damaged image',
      () => Buffer.concat([small.subarray(0, 300), Buffer.alloc(500)]),
      '422 IMAGE_CORRUPT',
    ],
    ['a decompression bomb', () => pngBomb({ width: 20_000, height: 20_000 }), '422 IMAGE_TOO_LARGE'],
  ])('such as %s is refused with its last byte, and leaves nothing', async (_, make, refusal) => {
    const bytes = await make();
    const before = await factsOf(harness);
    const at = await tus.begin(bytes.length, { filename: 'a.jpg', filetype: 'image/jpeg' });
    expect(shown(await tus.patch(at, 0, bytes))).toBe(refusal);
    expect(await factsOf(harness)).toEqual(before);
    expect(await harness.unfinishedParts()).toEqual([]);
    expect((await tus.rowOf(at)).failureCode).toBe(refusal.split(' ')[1]);
    expect((await tus.head(at)).status).toBe(410);
    expect(shown(await tus.patch(at, bytes.length, new Uint8Array()))).toBe('410 UPLOAD_FAILED');
  });

  it('is refused with its first bytes, while the others are still to come', async () => {
    const before = await factsOf(harness);
    const at = await tus.begin(20_000_000);
    const { request, answer } = await tus.hang(at, 0, { begin: Buffer.alloc(5_000, 'x'), total: 20_000_000 });
    expect((await within('the refusal', answer, 5_000)).statusCode).toBe(415);
    request.destroy();
    expect((await tus.rowOf(at)).failureCode).toBe('UNSUPPORTED_MEDIA_TYPE');
    expect(await factsOf(harness)).toEqual(before);
  });

  it('as whole as announced is told by its SHA-256', async () => {
    const at = await tus.begin(small.length, { sha256: sha256(large) });
    expect(shown(await tus.patch(at, 0, small))).toBe('422 CHECKSUM_MISMATCH');
  });

  it('is taken by what it is, whatever its name makes the browser say', async () => {
    const png = await photo({ width: 160, height: 120, format: 'png' });
    const at = await tus.begin(png.length, { filename: 'a.jpg', filetype: 'image/jpeg' });
    expect((await tus.imageOf(await tus.patch(at, 0, png))).contentType).toBe('image/png');
  });
});

describe('before a byte is taken', () => {
  it.each<[string, Record<string, string>, string]>([
    ['no length', {}, '400 UPLOAD_LENGTH_REQUIRED'],
    ['a length for later', { 'upload-defer-length': '1' }, '400 UPLOAD_LENGTH_REQUIRED'],
    ['a negative length', { 'upload-length': '-1' }, '400 INVALID_INPUT'],
    ['no number', { 'upload-length': '0x10' }, '400 INVALID_INPUT'],
    ['an empty file', { 'upload-length': '0' }, '422 FILE_EMPTY'],
    ['a huge file', { 'upload-length': '9'.repeat(40) }, '413 FILE_TOO_LARGE'],
    ['a byte too many', { 'upload-length': '30000001' }, '413 FILE_TOO_LARGE'],
    ['another version', { 'upload-length': '9', 'tus-resumable': '0.2.2' }, '412 TUS_VERSION_UNSUPPORTED'],
    ['parts to be joined', { 'upload-length': '9', 'upload-concat': 'partial' }, '400 INVALID_INPUT'],
    ['metadata in clear', { 'upload-length': '9', 'upload-metadata': 'filename a.jpg' }, '400 INVALID_INPUT'],
    ['names twice', { 'upload-length': '9', 'upload-metadata': 'a YQ==,a YQ==' }, '400 INVALID_INPUT'],
    ['a dangerous name', { 'upload-length': '9', 'upload-metadata': '__proto__ YQ==' }, '400 INVALID_INPUT'],
    [
      'no profile',
      { 'upload-length': '9', 'upload-metadata': metadataOf({ profile: 'x' }) },
      '400 UNKNOWN_PROFILE',
    ],
    [
      'a strange visibility',
      { 'upload-length': '9', 'upload-metadata': metadataOf({ visibility: 'x' }) },
      '400 INVALID_INPUT',
    ],
    [
      'a namespace of dots',
      { 'upload-length': '9', 'upload-metadata': metadataOf({ namespace: '../..' }) },
      '400 INVALID_INPUT',
    ],
    [
      'an output that is none',
      { 'upload-length': '9', 'upload-metadata': metadataOf({ outputs: 'x30.jpg,nonsense' }) },
      '400 INVALID_TRANSFORM',
    ],
    [
      'a long title',
      { 'upload-length': '9', 'upload-metadata': metadataOf({ title: 'x'.repeat(201) }) },
      '400 INVALID_INPUT',
    ],
    [
      'a video',
      { 'upload-length': '9', 'upload-metadata': metadataOf({ filetype: 'video/mp4' }) },
      '415 UNSUPPORTED_MEDIA_TYPE',
    ],
    ['a strange checksum', { 'upload-length': '9', 'upload-checksum': 'md5 YQ==' }, '400 INVALID_INPUT'],
  ])('%s is refused, and nothing is held', async (_, headers, refusal) => {
    const before = await factsOf(harness);
    expect(shown(await create(headers))).toBe(refusal);
    expect(await factsOf(harness)).toEqual(before);
  });

  it('names with NUL and marks of direction in them are cleaned', async () => {
    const at = await tus.begin(small.length, { filename: 'a\u0000\u202E/b.jpg', title: 'a\u0000b' });
    expect(await tus.imageOf(await tus.patch(at, 0, small))).toMatchObject({
      filename: 'b.jpg',
      title: 'ab',
    });
  });

  it('metadata larger than a header may be are refused by the server itself', async () => {
    expect(
      (await create({ 'upload-length': '9', 'upload-metadata': `a ${'A'.repeat(40_000)}` })).status,
    ).toBe(431);
  });

  it.each<[string, string | null, string]>([
    ['nobody', null, '401 UNAUTHENTICATED'],
    ['a wrong key', 'x', '401 UNAUTHENTICATED'],
    ['a key that may not upload', 'reader', '403 FORBIDDEN'],
  ])('%s is refused everywhere, without a byte being read', async (_, key, refusal) => {
    const at = await tus.begin(small.length);
    expect(shown(await create({ 'upload-length': '9' }, { key }))).toBe(refusal);
    expect(shown(await tus.patch(at, 0, small, { key }))).toBe(refusal);
    expect((await tus.head(at, { key })).status).toBe(Number(refusal.slice(0, 3)));
    expect(shown(await tus.send(at, { method: 'DELETE', key }))).toBe(refusal);
    expect(await tus.rowOf(at)).toMatchObject({ status: 'PENDING', receivedBytes: 0 });
  });

  it('somebody else’s upload does not exist, and its writer is not disturbed', async () => {
    const at = await tus.begin(large.length);
    const { request, answer } = await tus.hang(at, 0, {
      begin: large.subarray(0, 100_000),
      total: large.length,
    });
    await until('it is locked', async () => (await lockCount(harness)) === 1);
    const key = 'bob';
    expect((await tus.head(at, { key })).status).toBe(404);
    expect(shown(await tus.patch(at, 0, small, { key }))).toBe('404 NOT_FOUND');
    expect(shown(await tus.send(at, { method: 'DELETE', key }))).toBe('404 NOT_FOUND');
    request.end(large.subarray(100_000));
    expect((await answer).headers['darkroom-image-id']).toMatch(/^img_/);
  });

  it.each([
    '..',
    '%2e%2e%2fetc',
    'a%00b',
    'img_01h455vb4pex5vsknk084sn02q',
    'upl_01h455vb4pex5vsknk084sn02q',
  ])('the id %s is none', async (id) => {
    const answer = await tus.patch(`${tus.urls[0]}/files/${id}`, 0, small);
    expect(answer.status).toBe(404);
  });
});

describe('a quota', () => {
  const quota = (bytes: number | null) =>
    sql(
      harness.database,
      `INSERT INTO owner_quotas (owner_id, bytes) VALUES ('bob', $1)
       ON CONFLICT (owner_id) DO UPDATE SET bytes = excluded.bytes`,
      [bytes],
    );
  const asBob = (bytes: number) => create({ 'upload-length': String(bytes) }, { key: 'bob' });

  it('of nothing refuses every upload', async () => {
    await quota(0);
    expect(shown(await asBob(1))).toBe('429 QUOTA_EXCEEDED');
  });

  it('is held by what was announced, and by no more than fits of what comes at once', async () => {
    await quota(small.length * 3);
    const answers = await Promise.all(Array.from({ length: 8 }, () => asBob(small.length)));
    expect(answers.map(shown).toSorted()).toEqual([
      ...Array(3).fill('201'),
      ...Array(5).fill('429 QUOTA_EXCEEDED'),
    ]);
    const [first, second] = answers
      .flatMap(({ headers }) => headers.get('location') ?? [])
      .map((url) => url.split('/').at(-1) ?? '');
    await tus.patch(first ?? '', 0, small, { key: 'bob' });
    expect(await usageOf(harness.database, 'bob')).toMatchObject({ bytes: small.length * 3, images: 3 });
    await tus.send(second ?? '', { method: 'DELETE', key: 'bob' });
    expect(await usageOf(harness.database, 'bob')).toMatchObject({ bytes: small.length * 2, images: 2 });
  });
});

describe('the other ways in', () => {
  it('do not go on with an upload over tus', async () => {
    const at = await tus.begin(small.length);
    const which = { viewer: alice, uploadId: fromGlobalId('upload', at) };
    await expect(abortUpload(harness, which)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(signUploadParts(harness, which)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(
      completeUpload(harness, { ...which, requestId: 'a-request', logger: silent }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const input = { viewer: alice, filename: 'a.jpg', contentType: 'image/jpeg', byteSize: small.length };
    const { upload } = await createUpload(harness, input);
    expect((await tus.head(toGlobalId('upload', upload.id))).status).toBe(404);
    expect((await tus.send(toGlobalId('upload', upload.id), { method: 'DELETE' })).status).toBe(404);
  });
});

describe('the protocol', () => {
  it.each<[string, (at: string) => Promise<TusAnswer>, string]>([
    ['a wrong offset', (at) => tus.patch(at, 1, small.subarray(1)), '409 UPLOAD_OFFSET_MISMATCH'],
    ['no offset', (at) => tus.patch(at, 0, small, { headers: { 'upload-offset': '' } }), '400 INVALID_INPUT'],
    [
      'more than the length',
      (at) => tus.patch(at, 0, Buffer.concat([small, small])),
      '413 UPLOAD_LENGTH_EXCEEDED',
    ],
    [
      'another type',
      (at) => tus.patch(at, 0, small, { headers: { 'content-type': 'image/jpeg' } }),
      '415 UPLOAD_CONTENT_TYPE',
    ],
    [
      'another version',
      (at) => tus.patch(at, 0, small, { headers: { 'tus-resumable': '2.0.0' } }),
      '412 TUS_VERSION_UNSUPPORTED',
    ],
    [
      'a wrong checksum',
      (at) => tus.patch(at, 0, small, { headers: { 'upload-checksum': `sha1 ${digest('sha1', large)}` } }),
      '460 UPLOAD_CHECKSUM_MISMATCH',
    ],
  ])('refuses %s, and the upload stays as it is', async (_, send, refusal) => {
    const at = await tus.begin(small.length);
    const answer = await send(at);
    expect(shown(answer)).toBe(refusal);
    expect(answer.headers.get('tus-resumable')).toBe('1.0.0');
    expect(answer.headers.get('tus-version')).toBe('1.0.0');
    expect(offsetOf(await tus.head(at))).toBe(0);
    expect((await tus.patch(at, 0, small)).status).toBe(204);
  });

  it('takes bytes with a checksum, of the whole or of a piece', async () => {
    const at = await tus.begin(large.length);
    const middle = 4_000_000;
    for (const [offset, algorithm, piece] of [
      [0, 'sha1', large.subarray(0, middle)],
      [middle, 'sha256', large.subarray(middle)],
    ] as const) {
      const headers = { 'upload-checksum': `${algorithm} ${digest(algorithm, piece)}` };
      expect((await tus.patch(at, offset, piece, { headers })).status).toBe(204);
    }
    expect((await tus.imageOf(await tus.head(at))).sha256).toBe(sha256(large));
  });

  it('refuses more than the length also where no length of the request tells it', async () => {
    const at = await tus.begin(small.length);
    const response = await fetch(`${tus.urls[0]}/files/${at}`, {
      method: 'PATCH',
      headers: {
        authorization: 'Bearer alice',
        'tus-resumable': '1.0.0',
        'upload-offset': '0',
        'content-type': 'application/offset+octet-stream',
      },
      body: ReadableStream.from([new Uint8Array(small), new Uint8Array(1_000)]),
      duplex: 'half',
    });
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([
      413,
      'UPLOAD_LENGTH_EXCEEDED',
    ]);
    const offset = offsetOf(await tus.head(at));
    expect(offset).toBeLessThanOrEqual(small.length);
  });

  it('may be spoken through proxies that know GET and POST alone, and no further than that', async () => {
    const at = await tus.begin(small.length);
    const headers = {
      'x-http-method-override': 'PATCH',
      'upload-offset': '0',
      'content-type': 'application/offset+octet-stream',
    };
    expect(shown(await tus.send(at, { headers, body: small, key: 'bob' }))).toBe('404 NOT_FOUND');
    expect((await tus.send(at, { headers, body: small })).headers.get('darkroom-image-id')).toMatch(/^img_/);
    for (const method of ['GET', 'PUT', 'TRACE', 'x'])
      expect((await tus.send(at, { headers: { 'x-http-method-override': method } })).status).toBe(404);
    expect((await create({ 'x-http-method-override': 'DELETE', 'upload-length': '9' })).status).toBe(404);
  });

  it('tells everybody what it can', async () => {
    const { status, headers } = await tus.send('/files', { method: 'OPTIONS', key: null });
    expect(status).toBe(204);
    expect(Object.fromEntries(headers)).toMatchObject({
      'tus-resumable': '1.0.0',
      'tus-version': '1.0.0',
      'tus-extension': 'creation,creation-with-upload,termination,expiration,checksum',
      'tus-checksum-algorithm': 'sha1,sha256',
      'tus-max-size': '30000000',
    });
  });

  it('is allowed to the pages of other origins, with all its headers', async () => {
    const origin = { origin: 'https://page.example' };
    const asked = await tus.send('/files/x', {
      method: 'OPTIONS',
      key: null,
      headers: { ...origin, 'access-control-request-method': 'PATCH' },
    });
    expect(asked.status).toBe(204);
    expect(asked.headers.get('access-control-allow-methods')).toContain('PATCH');
    expect(asked.headers.get('access-control-allow-headers')).toMatch(
      /authorization.*upload-offset.*upload-metadata/,
    );
    const at = await tus.begin(small.length);
    const answer = await tus.patch(at, 0, small, { headers: origin });
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('access-control-expose-headers')).toMatch(
      /location.*upload-offset.*darkroom-image-id/,
    );
  });
});
