/** Resumable uploads to a bucket, which takes parts of 5 MiB at least and keeps nothing smaller. */
import '../../storage/contract/one-realm.ts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findImage } from '../../domain/images/find-images.ts';
import { sweepUploads } from '../../domain/uploads/sweep-uploads.ts';
import { sql } from '../../platform/database/sql.ts';
import { fromGlobalId } from '../../platform/ids.ts';
import { openS3UnderTest, type S3UnderTest } from '../../storage/contract/s3-under-test.ts';
import { S3Store } from '../../storage/s3-store.ts';
import { sha256 } from '../../test/direct-uploads.ts';
import { offsetOf, openTusServers, tusPictures, type TusServers } from '../../test/tus.ts';
import { until } from '../../test/until.ts';

const partBytes = 5 * 1024 * 1024;

let s3: S3UnderTest;
let tus: TusServers;
let small: Buffer;
let large: Buffer;
beforeAll(async () => {
  s3 = await openS3UnderTest(process.env);
  tus = await openTusServers({ store: new S3Store(s3.options) });
  ({ small, large } = await tusPictures());
}, 60_000);
afterAll(async () => {
  await tus.close();
  await s3.stop();
});

/** Of uploads that are over: rests of parts, and multipart uploads. */
const leftovers = async (): Promise<readonly string[]> => [
  ...(await tus.harness.blobs()).filter((key) => key.includes('.rest-')),
  ...(await s3.leftovers()),
];

/** The bytes of the image that the upload has become, as they lie in the bucket. */
async function becomes(at: string, bytes: Uint8Array): Promise<void> {
  const id = (await tus.head(at)).headers.get('darkroom-image-id') ?? '';
  const image = await findImage(tus.harness.database, fromGlobalId('image', id));
  expect(image).toMatchObject({ sha256: sha256(bytes), byteSize: bytes.length });
  expect((await tus.harness.store.head((await tus.rowOf(at)).storageKey))?.byteSize).toBe(bytes.length);
  expect(await leftovers()).toEqual([]);
}

describe('an upload over tus to a bucket', () => {
  it('of one part comes at once or byte by byte', async () => {
    const at = await tus.begin(small.length);
    expect((await tus.patch(at, 0, small)).status).toBe(204);
    await becomes(at, small);
    const slowly = await tus.begin(small.length);
    for (const [from, to] of [
      [0, 1],
      [1, 2],
      [2, 2],
      [2, small.length],
    ] as const)
      expect(offsetOf(await tus.patch(slowly, from, small.subarray(from, to)))).toBe(to);
    await becomes(slowly, small);
  });

  it('of several parts is cut where the client likes, and no acknowledged byte is lost', async () => {
    const at = await tus.begin(large.length);
    const cuts = [
      0,
      1,
      3_000_000,
      partBytes,
      partBytes + 1,
      2 * partBytes - 1,
      2 * partBytes + 5,
      large.length,
    ];
    for (const [index, offset] of cuts.slice(0, -1).entries()) {
      const url = `${tus.urls[index % 2]}/files/${at}`;
      expect(offsetOf(await tus.head(url))).toBe(offset);
      const { status, headers } = await tus.patch(url, offset, large.subarray(offset, cuts[index + 1]));
      expect([status, headers.get('upload-offset')]).toEqual([204, String(cuts[index + 1])]);
      // Whatever does not fill a part lies in one blob, and in one alone.
      expect((await tus.rowOf(at)).restKeys.length).toBe(
        Number(Number(cuts[index + 1]) % partBytes !== 0 && index < 6),
      );
    }
    await becomes(at, large);
  });

  it('goes on after a crash between what was stored and what was written down of it', async () => {
    const at = await tus.begin(large.length);
    await tus.patch(at, 0, large.subarray(0, 1_000));
    const { id, storageKey } = await tus.rowOf(at);
    const lost = `${storageKey}.rest-lost`;
    await sql(
      tus.harness.database,
      'UPDATE uploads SET rest_keys = array_append(rest_keys, $2) WHERE id = $1',
      [id, lost],
    );
    await tus.harness.store.put(lost, Buffer.alloc(2_000), { contentType: 'application/octet-stream' });
    expect(offsetOf(await tus.head(at))).toBe(1_000);
    await tus.patch(at, 1_000, large.subarray(1_000, 4_000));
    expect(await tus.harness.store.head(lost)).toBeUndefined();
    await tus.patch(at, 4_000, large.subarray(4_000));
    await becomes(at, large);
  });

  it('tells of every part that is stored while its request goes on', async () => {
    const at = await tus.begin(large.length);
    const { request } = await tus.hang(at, 0, {
      begin: large.subarray(0, partBytes + 500_000),
      total: large.length,
    });
    await until('a part is stored', async () => (await tus.rowOf(at)).receivedBytes === partBytes);
    // What follows it is not lost either when the connection breaks.
    request.destroy();
    await until('the rest is stored', async () => (await tus.rowOf(at)).receivedBytes > partBytes);
    const offset = offsetOf(await tus.head(at));
    expect((await tus.patch(at, offset, large.subarray(offset))).status).toBe(204);
    await becomes(at, large);
  });

  it('throws away what has another checksum, parts as well as what fills none', async () => {
    const at = await tus.begin(large.length);
    await tus.patch(at, 0, large.subarray(0, 1_000));
    const wrong = { headers: { 'upload-checksum': `sha256 ${Buffer.alloc(32).toString('base64')}` } };
    for (const end of [2_000, 2 * partBytes + 1])
      expect(await tus.patch(at, 1_000, Buffer.alloc(end - 1_000), wrong)).toMatchObject({
        status: 460,
        code: 'UPLOAD_CHECKSUM_MISMATCH',
      });
    expect(offsetOf(await tus.head(at))).toBe(1_000);
    expect((await tus.patch(at, 1_000, large.subarray(1_000))).status).toBe(204);
    await becomes(at, large);
  });

  it('leaves nothing when it is given up, refused, or never ended', async () => {
    const aborted = await tus.begin(large.length);
    await tus.patch(aborted, 0, large.subarray(0, partBytes + 1));
    expect((await tus.send(aborted, { method: 'DELETE' })).status).toBe(204);
    const text = await tus.begin(3_000);
    expect((await tus.patch(text, 0, Buffer.alloc(3_000, 'x'))).code).toBe('UNSUPPORTED_MEDIA_TYPE');
    const left = await tus.begin(large.length);
    await tus.patch(left, 0, large.subarray(0, partBytes + 1));
    const before = (await tus.rowOf(left)).restKeys;
    expect(before).toHaveLength(1);
    await sql(
      tus.harness.database,
      `UPDATE uploads SET expires_at = now() - interval '1 second' WHERE id = $1`,
      [fromGlobalId('upload', left)],
    );
    await sweepUploads(tus.harness, { graceSeconds: 60, expireSeconds: 3_600 });
    expect((await tus.head(left)).status).toBe(410);
    expect(await leftovers()).toEqual([]);
  });
});
