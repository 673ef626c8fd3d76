import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { animation, manyFrames } from '../../media/fixtures/animation.ts';
import { avifHeader, jpegBomb, pngBomb, tiffBomb, webpBomb } from '../../media/fixtures/bombs.ts';
import { photo } from '../../media/fixtures/photo.ts';
import { sql } from '../../platform/database/sql.ts';
import { AppError, type ErrorCode } from '../../platform/errors.ts';
import { type Facts, factsOf } from '../../test/facts.ts';
import { alice, type Harness, openHarness, viewerOf } from '../../test/harness.ts';
import { until } from '../../test/until.ts';
import { anonymous } from '../access/viewer.ts';
import { profileOf } from '../profiles/load-profiles.ts';
import { type IncomingUpload, receiveUpload } from './receive-upload.ts';

let harness: Harness;
let picture: Buffer;
beforeAll(async () => {
  [harness, picture] = await Promise.all([openHarness(), photo({ width: 160, height: 120 })]);
});
afterAll(() => harness.close());

interface Outcome {
  readonly code: unknown;
  /** What differs from before: nothing may. */
  readonly left: Partial<Facts>;
  readonly rows: readonly object[];
  /** Whether the sender was told to stop. */
  readonly ended: boolean;
}

/** Tries an upload that must fail, and says what became of it. */
async function refusal(body: Uint8Array | Readable, more?: Partial<IncomingUpload>): Promise<Outcome> {
  const before = await factsOf(harness);
  const rowsBefore = await uploadRows();
  const stream = body instanceof Readable ? body : Readable.from([body]);
  const error: unknown = await harness.upload(stream, more).then(
    () => new Error('it was accepted'),
    (reason: unknown) => reason,
  );
  const after = await factsOf(harness);
  return {
    code: (error as Partial<AppError>).code ?? error,
    left: differences(before, after),
    rows: (await uploadRows()).slice(rowsBefore.length),
    ended: stream.destroyed,
  };
}

const differences = (before: Facts, after: Facts): Partial<Facts> =>
  Object.fromEntries(
    Object.entries(after).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name as keyof Facts]),
    ),
  );

const withoutTrace = (code: ErrorCode) => ({ code, left: {}, rows: [], ended: true });

/** It got as far as a row, which keeps the reason. */
const withReason = (code: ErrorCode) => ({
  ...withoutTrace(code),
  rows: [{ status: 'FAILED', code, message: expect.any(String), image: null, swept: true, owner: 'alice' }],
});

const uploadRows = (): Promise<object[]> =>
  sql(
    harness.database,
    `SELECT status, failure_code AS code, failure_message AS message, image_id AS image,
            swept_at IS NOT NULL AS swept, owner_id AS owner FROM uploads ORDER BY created_at, id`,
  );

/** A picture of exactly so many bytes: what follows the end of a JPEG is not part of it. */
const padded = (bytes: number): Buffer => Buffer.concat([picture, Buffer.alloc(bytes - picture.length)]);

const maxBytes = 200_000;

describe('what is no picture is refused before anything is stored:', () => {
  it.each<[string, Buffer]>([
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['an SVG behind an XML prolog', Buffer.from('<?xml version="1.0"?><!-- x --><svg width="200"/>')],
    ['HTML', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a HEIC', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')],
    ['a ZIP', Buffer.from('PK\x03\x04\x14\0\0\0\0\0', 'latin1')],
    ['a PDF', Buffer.from('%PDF-1.7\n')],
    ['an MP4', Buffer.from('\0\0\0\x18ftypisom\0\0\x02\0isomiso2', 'latin1')],
    ['text', Buffer.from('just some words')],
    ['a single byte', Buffer.from([0xff])],
  ])('%s', async (_, body) => {
    expect(await refusal(body)).toEqual(withoutTrace('UNSUPPORTED_MEDIA_TYPE'));
  });

  it('an empty file', async () => {
    expect(await refusal(Readable.from([]))).toEqual(withoutTrace('FILE_EMPTY'));
  });

  it('empty chunks and nothing else', async () => {
    const chunks = Readable.from([Buffer.alloc(0), Buffer.alloc(0)], { objectMode: true });
    expect(await refusal(chunks)).toEqual(withoutTrace('FILE_EMPTY'));
  });

  it('a picture of a kind that the profile does not allow', async () => {
    const body = await photo({ width: 160, height: 120, format: 'png' });
    expect(await refusal(body, { profile: 'photos' })).toEqual(withoutTrace('UNSUPPORTED_MEDIA_TYPE'));
  });
});

describe('a picture beyond a limit leaves its reason and nothing else:', () => {
  const size = (width: number, height: number) => ({ width, height });

  it.each<[string, ErrorCode, () => Buffer | Promise<Buffer>]>([
    ['one pixel too narrow', 'IMAGE_TOO_SMALL', () => photo(size(99, 100))],
    ['one pixel too low', 'IMAGE_TOO_SMALL', () => photo(size(100, 99))],
    ['a PNG with a row too many', 'IMAGE_TOO_LARGE', () => pngBomb(size(1_000, 1_001))],
    ['a JPEG with a row too many', 'IMAGE_TOO_LARGE', () => jpegBomb(size(1_000, 1_001))],
    ['a WebP with a row too many', 'IMAGE_TOO_LARGE', () => webpBomb(size(1_000, 1_001))],
    ['a TIFF with a row too many', 'IMAGE_TOO_LARGE', () => tiffBomb(size(1_000, 1_001))],
    ['an AVIF beyond its own, smaller budget', 'IMAGE_TOO_LARGE', () => avifHeader(size(500, 501))],
    ['a frame too many', 'TOO_MANY_FRAMES', () => manyFrames({ ...size(100, 100), frames: 11 })],
    [
      'too many pixels over all frames',
      'TOO_MANY_FRAMES',
      () => manyFrames({ ...size(400, 400), frames: 7 }),
    ],
    ['one byte too many', 'FILE_TOO_LARGE', () => padded(maxBytes + 1)],
    ['a header without a picture', 'IMAGE_CORRUPT', () => Buffer.from('\xff\xd8\xff\xe0nothing', 'latin1')],
  ])('%s', async (_, code, build) => {
    expect(await refusal(await build())).toEqual(withReason(code));
  });

  it.each<[string, () => Buffer | Promise<Buffer>]>([
    ['the smallest size', () => photo(size(100, 100))],
    ['the most pixels', () => pngBomb(size(1_000, 1_000))],
    ['the most pixels of an AVIF', () => avifHeader(size(500, 500))],
    ['the most frames', () => manyFrames({ ...size(100, 100), frames: 10 })],
    ['the most pixels over all frames', () => animation('webp', { ...size(250, 400), colors: tenColors })],
    ['the most bytes', () => padded(maxBytes)],
  ])('and at the limit it is accepted: %s', async (_, build) => {
    await expect(harness.upload(await build())).resolves.toBeDefined();
  });

  const tenColors = Array.from({ length: 10 }, (_, index) => `#${index}${index}0000`);

  it('a file that is too large is read no further than the limit', async () => {
    let sent = 0;
    const endless = Readable.from(
      (function* flow() {
        yield picture;
        for (;;) {
          sent += 65_536;
          yield Buffer.alloc(65_536);
        }
      })(),
    );
    expect(await refusal(endless)).toEqual(withReason('FILE_TOO_LARGE'));
    expect(sent).toBeLessThan(maxBytes + 4 * 65_536);
  });
});

describe('a request that cannot be granted is refused before a byte is stored:', () => {
  const long = (length: number): string => 'x'.repeat(length);

  it.each<[string, ErrorCode, Partial<IncomingUpload>]>([
    ['without a key', 'UNAUTHENTICATED', { viewer: anonymous }],
    ['with a key that may only read', 'FORBIDDEN', { viewer: viewerOf('alice', 'READ') }],
    ['with a key that may only manage', 'FORBIDDEN', { viewer: viewerOf('alice', 'MANAGE') }],
    ['for an unknown profile', 'UNKNOWN_PROFILE', { profile: 'avatar' }],
    ['for a profile called like a method', 'UNKNOWN_PROFILE', { profile: 'constructor' }],
    ['with a title that is too long', 'INVALID_INPUT', { title: long(201) }],
    ['with a description that is too long', 'INVALID_INPUT', { description: long(5_001) }],
    [
      'with too many tags',
      'INVALID_INPUT',
      { tags: Array.from({ length: 51 }, (_, index) => `tag ${index}`) },
    ],
    ['with a tag that is too long', 'INVALID_INPUT', { tags: [long(65)] }],
    ['with a namespace of other characters', 'INVALID_INPUT', { namespace: 'A B' }],
    ['with a namespace that is too long', 'INVALID_INPUT', { namespace: long(65) }],
    ['with a digest that is none', 'INVALID_INPUT', { sha256: 'abc' }],
  ])('%s', async (_, code, more) => {
    expect(await refusal(picture, more)).toEqual(withoutTrace(code));
  });

  it('but not for the most that is allowed', async () => {
    const tags = Array.from({ length: 50 }, (_, index) => `${index}`.padEnd(64, 'x'));
    const most = { title: long(200), description: long(5_000), tags, namespace: long(64) };
    expect((await harness.upload(picture, most)).image).toMatchObject(most);
  });
});

describe('an upload that goes wrong on its way', () => {
  it('with other bytes than the client meant is refused', async () => {
    expect(await refusal(picture, { sha256: '0'.repeat(64) })).toEqual(withReason('CHECKSUM_MISMATCH'));
  });

  it.each([
    { bytes: 1, expected: withoutTrace },
    { bytes: 5_000, expected: withReason },
  ])('leaves nothing when the client goes away after $bytes bytes', async ({ bytes, expected }) => {
    const large = padded(50_000);
    const body = Readable.from(
      (function* flow() {
        yield large.subarray(0, bytes);
        throw new AppError('CLIENT_DISCONNECTED');
      })(),
    );
    expect(await refusal(body)).toEqual(expected('CLIENT_DISCONNECTED'));
  });

  it('leaves nothing when the connection breaks without a word', async () => {
    const body = new Readable({ read() {} });
    body.push(padded(10_000));
    const { length } = await uploadRows();
    const outcome = refusal(body);
    await until('the upload has a row', async () => (await uploadRows()).length > length);
    body.destroy();
    expect(await outcome).toMatchObject({
      code: 'ERR_STREAM_PREMATURE_CLOSE',
      left: {},
      rows: [
        { status: 'FAILED', code: 'INTERNAL', message: expect.stringContaining('a-request'), swept: true },
      ],
    });
  });

  it('is not charged where the quota of images is used up', async () => {
    const viewer = viewerOf('full-of-images');
    const quotas = { images: 1, bytes: undefined };
    await uploadWith(quotas, viewer.subject);
    const before = await factsOf(harness);
    await expect(uploadWith(quotas, viewer.subject)).rejects.toMatchObject({
      code: 'QUOTA_EXCEEDED',
      message: expect.stringContaining('1 images'),
    });
    expect(await factsOf(harness)).toEqual(before);
  });

  it('is accepted up to the last byte of the quota and not beyond', async () => {
    const quotas = { images: undefined, bytes: 2 * picture.length };
    await uploadWith(quotas, 'full-of-bytes');
    await uploadWith(quotas, 'full-of-bytes');
    const before = await factsOf(harness);
    await expect(uploadWith(quotas, 'full-of-bytes')).rejects.toMatchObject({
      code: 'QUOTA_EXCEEDED',
      message: expect.stringContaining(`${quotas.bytes} bytes`),
    });
    expect(await factsOf(harness)).toEqual(before);
  });

  it('ends at the first byte that cannot fit, also as the first of its owner', async () => {
    let sent = 0;
    const endless = Readable.from(
      (function* flow() {
        yield picture;
        for (; sent < 5_000_000; sent += 65_536) yield Buffer.alloc(65_536);
      })(),
    );
    const quotas = { images: undefined, bytes: picture.length + 1 };
    const profiles = Object.assign(new Map(harness.profiles), { namespaces: harness.profiles.namespaces });
    const roomy = { ...profileOf(profiles, {}), maxBytes: 10_000_000 };
    profiles.set('default', roomy);
    await expect(
      receiveUpload(
        { ...harness, quotas, profiles },
        {
          way: 'graphql',
          viewer: viewerOf('poor'),
          body: endless,
          filename: 'photo.jpg',
          requestId: 'a-request',
          logger: harness.logger,
        },
      ),
    ).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED' });
    expect(sent).toBeLessThan(1_000_000);
  });

  const uploadWith = (quotas: Harness['quotas'], subject: string | null) =>
    receiveUpload(
      { ...harness, quotas },
      {
        way: 'graphql',
        viewer: { ...alice, subject },
        body: Readable.from([picture]),
        filename: 'photo.jpg',
        requestId: 'a-request',
        logger: harness.logger,
      },
    );
});
