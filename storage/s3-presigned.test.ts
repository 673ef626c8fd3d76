import { afterAll, describe, expect, test } from '@jest/globals';
import './contract/one-realm.ts';
import { randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import type { PresignedPut } from './client-writes.ts';
import { pattern } from './contract/bodies.ts';
import { openS3UnderTest } from './contract/s3-under-test.ts';
import { S3Store } from './s3-store.ts';

const s3 = await openS3UnderTest(process.env);
const store = new S3Store(s3.options);
const writes = store.clientWrites;
afterAll(() => s3.stop());

const partBytes = 5 * 1024 * 1024;
const body = { byteSize: 1_000, contentType: 'image/jpeg', expiresIn: 60 };
const newKey = (): string => `presigned/${randomUUID()}`;

const send = ({ url, headers }: PresignedPut, bytes: Uint8Array, more: Record<string, string> = {}) =>
  fetch(url, { method: 'PUT', headers: { ...headers, ...more }, body: new Uint8Array(bytes) });

const stored = async (key: string): Promise<Buffer> => buffer((await store.open(key)).body);

async function sendPart(key: string, multipartId: string, part: { number: number; bytes: Uint8Array }) {
  const request = await writes.signPart(key, {
    multipartId,
    partNumber: part.number,
    byteSize: part.bytes.length,
    expiresIn: 60,
  });
  const answer = await send(request, part.bytes);
  return { partNumber: part.number, etag: answer.headers.get('etag') ?? '', status: answer.status };
}

describe('A client that writes to the bucket itself', () => {
  test('sends a whole body with one signed request, once.', async () => {
    const key = newKey();
    const request = await writes.signWhole(key, body);
    expect((await send(request, pattern(1_000))).status).toBe(200);
    expect((await send(request, new Uint8Array(1_000))).status).toBe(412);
    expect(await stored(key)).toEqual(Buffer.from(pattern(1_000)));
    await store.delete([key]);
  });

  test.each<[string, Record<string, string>, number]>([
    ['another type', { 'content-type': 'text/html' }, 1_000],
    ['another size', {}, 999],
    ['the condition changed', { 'if-none-match': '"x"' }, 1_000],
  ])('is refused with %s.', async (_, headers, length) => {
    const key = newKey();
    const { url, headers: signed } = await writes.signWhole(key, body);
    const { 'content-length': _length, ...rest } = signed;
    const answer = await send({ url, headers: rest }, pattern(length), headers);
    expect(answer.status).toBe(403);
    expect(await store.head(key)).toBeUndefined();
  });

  test('sends parts, which become one blob when they are completed, and again when that is repeated.', async () => {
    const key = newKey();
    const id = await writes.begin(key, 'image/tiff');
    const bytes = [pattern(partBytes), pattern(partBytes), pattern(10)];
    const parts = await Promise.all(
      bytes.map((each, index) => sendPart(key, id, { number: index + 1, bytes: each })),
    );
    expect(parts.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await store.head(key)).toBeUndefined();
    await writes.complete(key, id, parts);
    await writes.complete(key, id, parts);
    expect((await stored(key)).equals(Buffer.concat(bytes))).toBe(true);
    await store.delete([key]);
  });

  test('is told what has arrived, where the store can tell.', async () => {
    const key = newKey();
    const id = await writes.begin(key, 'image/tiff');
    const { etag } = await sendPart(key, id, { number: 2, bytes: pattern(partBytes) });
    const told = await writes.storedParts(key, id);
    expect([undefined, [{ partNumber: 2, etag, byteSize: partBytes }]]).toContainEqual(told);
    await writes.abort(key, id);
  });

  test('cannot complete with parts that are not there.', async () => {
    const key = newKey();
    const id = await writes.begin(key, 'image/tiff');
    await sendPart(key, id, { number: 1, bytes: pattern(10) });
    const parts = [{ partNumber: 1, etag: '"0123456789abcdef0123456789abcdef"' }];
    await expect(writes.complete(key, id, parts)).rejects.toMatchObject({ code: 'UPLOAD_INCOMPLETE' });
    expect(await store.head(key)).toBeUndefined();
    await writes.abort(key, id);
  });

  test('may have its parts sent from here, again as well, and not once the upload is over.', async () => {
    const key = newKey();
    const multipartId = await writes.begin(key, 'image/tiff');
    const bytes = [pattern(partBytes), pattern(10)];
    await writes.writePart(key, { multipartId, partNumber: 1, data: new Uint8Array(partBytes) });
    const parts = [];
    for (const [index, data] of bytes.entries())
      parts.push(await writes.writePart(key, { multipartId, partNumber: index + 1, data }));
    expect(await writes.storedParts(key, multipartId)).toEqual(
      s3.lacks.includes('listing uploads') ? undefined : parts,
    );
    await writes.complete(key, multipartId, parts);
    expect((await stored(key)).equals(Buffer.concat(bytes))).toBe(true);
    await expect(
      writes.writePart(key, { multipartId, partNumber: 3, data: pattern(10) }),
    ).rejects.toMatchObject({ code: 'UPLOAD_EXPIRED' });
    await store.delete([key]);
  });

  test('leaves nothing when it is aborted, however often, and sends nothing more.', async () => {
    const key = newKey();
    const id = await writes.begin(key, 'image/tiff');
    await sendPart(key, id, { number: 1, bytes: pattern(partBytes) });
    await writes.abort(key, id);
    await writes.abort(key, id);
    expect((await sendPart(key, id, { number: 2, bytes: pattern(10) })).status).toBe(404);
    await expect(writes.complete(key, id, [])).rejects.toMatchObject({
      code: expect.stringMatching(/^UPLOAD_/),
    });
    expect(await s3.leftovers()).toEqual([]);
  });
});
