/** Direct uploads to the disk, as far as bytes are sent. */
import { once } from 'node:events';
import { createHash } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { abortUpload } from '../../domain/uploads/abort-upload.ts';
import { findUpload } from '../../domain/uploads/find-upload.ts';
import { signUploadParts } from '../../domain/uploads/sign-upload-parts.ts';
import type { SignedRequest } from '../../domain/uploads/upload-targets.ts';
import { usageOf } from '../../domain/usage/quota.ts';
import {
  codeOf,
  type DirectUploads,
  headersOf,
  multipart,
  openDirectUploads,
  partSize,
  sha256,
  single,
} from '../../test/direct-uploads.ts';
import { factsOf } from '../../test/facts.ts';
import { alice, type Harness } from '../../test/harness.ts';
import { exchange } from '../../test/loopback.ts';
import { until } from '../../test/until.ts';

let direct: DirectUploads;
let harness: Harness;
let small: Buffer;
let large: Buffer;
beforeAll(async () => {
  direct = await openDirectUploads();
  ({ harness, small, large } = direct);
}, 30_000);
afterAll(() => direct.close());

describe('a small file', () => {
  it('is sent in one request and becomes an image when it is completed', async () => {
    const { upload, target } = await direct.begin({ title: 'Sea', tags: ['a'], visibility: 'PUBLIC' });
    expect(upload).toMatchObject({ status: 'PENDING', byteSize: small.length });
    expect((await direct.put(single(target), small)).status).toBe(200);
    const { image, upload: after } = await direct.complete(upload);
    expect(image).toMatchObject({
      title: 'Sea',
      tags: ['a'],
      visibility: 'PUBLIC',
      status: 'PROCESSING',
      width: 160,
      sha256: sha256(small),
    });
    expect(after).toMatchObject({ status: 'COMPLETED', imageId: image.id, receivedBytes: small.length });
  });

  it('is completed once, however often and by however many that is asked for', async () => {
    const before = await usageOf(harness.database, 'alice');
    const { upload, target } = await direct.begin();
    await direct.put(single(target), small);
    const answers = await Promise.all(Array.from({ length: 8 }, () => direct.complete(upload)));
    expect(new Set(answers.map(({ image }) => image.id)).size).toBe(1);
    expect((await direct.complete(upload)).image.id).toBe(answers[0]?.image.id);
    const after = await usageOf(harness.database, 'alice');
    expect([after.images - before.images, after.bytes - before.bytes]).toEqual([1, small.length]);
  });

  it('is not overwritten by a second request, before or after it is an image', async () => {
    const { upload, target } = await direct.begin();
    await direct.put(single(target), small);
    const other = Buffer.from(small).fill(0);
    expect(await codeOf(await direct.put(single(target), other))).toBe('412 BLOB_EXISTS');
    const { image } = await direct.complete(upload);
    expect(await codeOf(await direct.put(single(target), other))).toBe('409 UPLOAD_SEALED');
    expect(image.sha256).toBe(sha256(small));
  });

  it('cannot be completed before it has arrived, which ends nothing', async () => {
    const { upload, target } = await direct.begin();
    await expect(direct.complete(upload)).rejects.toMatchObject({ code: 'UPLOAD_INCOMPLETE' });
    await direct.put(single(target), small);
    expect((await direct.complete(upload)).image.status).toBe('PROCESSING');
  });
});

describe('a large file', () => {
  it('is sent in parts, in any order and several at a time', async () => {
    const { upload, target } = await direct.beginLarge();
    const { parts, partSize: size, partCount } = multipart(target);
    expect([size, partCount]).toEqual([partSize, 3]);
    const sent = await Promise.all(
      parts.toReversed().map(async ({ partNumber, request }) => {
        const answer = await direct.put(request, direct.bytesOfPart(partNumber));
        return { partNumber, etag: answer.headers.get('etag') ?? '' };
      }),
    );
    expect((await findUpload(harness.database, upload.id))?.receivedBytes).toBe(large.length);
    const { image } = await direct.complete(upload, { parts: sent });
    expect(image).toMatchObject({ contentType: 'image/png', sha256: sha256(large), byteSize: large.length });
  });

  it('is completed once although eight ask for it at the same moment', async () => {
    const { upload, target } = await direct.beginLarge();
    await direct.sendParts(target);
    const answers = await Promise.all(Array.from({ length: 8 }, () => direct.complete(upload)));
    expect(new Set(answers.map(({ image }) => image.id)).size).toBe(1);
    expect(answers[0]?.image.sha256).toBe(sha256(large));
  });

  it('goes on after a crash: what is stored is told, and the rest is signed', async () => {
    const { upload, target } = await direct.beginLarge();
    await direct.sendParts(target, [1, 3]);
    await expect(direct.complete(upload)).rejects.toMatchObject({ code: 'UPLOAD_INCOMPLETE' });
    const { stored, parts } = await signUploadParts(harness, { viewer: alice, uploadId: upload.id });
    expect(stored.map(({ partNumber, byteSize }) => [partNumber, byteSize])).toEqual([
      [1, partSize],
      [3, large.length - 2 * partSize],
    ]);
    expect(parts.map(({ partNumber }) => partNumber)).toEqual([2]);
    const [missing] = parts;
    if (missing) await direct.put(missing.request, direct.bytesOfPart(2));
    expect((await direct.complete(upload)).image.sha256).toBe(sha256(large));
  });

  it('takes a part again, and takes none any more once it is an image', async () => {
    const { upload, target } = await direct.beginLarge();
    const [first] = multipart(target).parts;
    if (!first) throw new Error('no part');
    await direct.put(first.request, Buffer.alloc(partSize));
    await direct.sendParts(target);
    const { image } = await direct.complete(upload);
    expect(image.sha256).toBe(sha256(large));
    expect(await codeOf(await direct.put(first.request, Buffer.alloc(partSize)))).toBe('409 UPLOAD_SEALED');
    const { body } = await harness.store.open(image.storageKey);
    const hash = createHash('sha256');
    for await (const chunk of body) hash.update(chunk as Buffer);
    expect(hash.digest('hex')).toBe(sha256(large));
  });

  it('is refused with the wrong ETags, and completed with the right ones', async () => {
    const { upload, target } = await direct.beginLarge();
    await direct.sendParts(target);
    const parts = [1, 2, 3].map((partNumber) => ({ partNumber, etag: '"00000000-1"' }));
    await expect(direct.complete(upload, { parts })).rejects.toMatchObject({ code: 'UPLOAD_INCOMPLETE' });
    expect((await direct.complete(upload)).image.status).toBe('PROCESSING');
  });

  it('leaves nothing when it is aborted, and takes nothing any more', async () => {
    const before = await factsOf(harness);
    const { upload, target } = await direct.beginLarge();
    await direct.sendParts(target, [1]);
    expect(await abortUpload(harness, { viewer: alice, uploadId: upload.id })).toMatchObject({
      status: 'ABORTED',
    });
    expect((await abortUpload(harness, { viewer: alice, uploadId: upload.id })).status).toBe('ABORTED');
    const [, second] = multipart(target).parts;
    if (!second) throw new Error('no part');
    expect(await codeOf(await direct.put(second.request, direct.bytesOfPart(2)))).toBe('409 UPLOAD_SEALED');
    await expect(direct.complete(upload)).rejects.toMatchObject({ code: 'UPLOAD_ABORTED' });
    expect((await factsOf(harness)).blobs).toEqual(before.blobs);
    expect(await harness.unfinishedParts()).toEqual([]);
  });
});

describe('a signed request', () => {
  it.each<[string, (request: SignedRequest) => Promise<Response>, string]>([
    [
      'another size',
      (request) => direct.put(request, small.subarray(1), { 'content-length': String(small.length - 1) }),
      '403 UPLOAD_HEADERS_MISMATCH',
    ],
    [
      'another type',
      (request) => direct.put(request, small, { 'content-type': 'image/png' }),
      '403 UPLOAD_HEADERS_MISMATCH',
    ],
    [
      'no condition',
      (request) => direct.put(request, small, { 'if-none-match': '"x"' }),
      '403 UPLOAD_HEADERS_MISMATCH',
    ],
    [
      'a changed size in the address',
      (request) => direct.put({ ...request, url: request.url.replace(/size=\d+/, 'size=1') }, small),
      '403 SIGNATURE_INVALID',
    ],
    [
      'a part number in its path',
      (request) => direct.put({ ...request, url: request.url.replace('?', '/parts/1?') }, small),
      '403 SIGNATURE_INVALID',
    ],
    [
      'no signature',
      (request) => direct.put({ ...request, url: request.url.replace(/&sig=.*/, '') }, small),
      '403 SIGNATURE_INVALID',
    ],
  ])('with %s is refused, and nothing is stored', async (_, send, expected) => {
    const before = await harness.blobs();
    const { upload, target } = await direct.begin();
    expect(await codeOf(await send(single(target)))).toBe(expected);
    expect(await harness.blobs()).toEqual(before);
    expect(await findUpload(harness.database, upload.id)).toMatchObject({ status: 'PENDING' });
  });

  it('of one upload does not serve for another', async () => {
    const [one, other] = [await direct.begin(), await direct.begin()];
    const stolen = single(one.target).url.replace(
      /upl_\w+/,
      /upl_\w+/.exec(single(other.target).url)?.[0] ?? '',
    );
    expect(await codeOf(await direct.put({ ...single(one.target), url: stolen }, small))).toBe(
      '403 SIGNATURE_INVALID',
    );
  });

  it('whose body is refused does not hold up the next request on its connection', async () => {
    const { upload, target } = await direct.beginLarge();
    await abortUpload(harness, { viewer: alice, uploadId: upload.id });
    const [part] = multipart(target).parts;
    const { pathname, search, port } = new URL(direct.local(part?.request.url ?? ''));
    const put = (connection: string): Buffer =>
      Buffer.concat([
        Buffer.from(
          `PUT ${pathname}${search} HTTP/1.1\r\nhost: x\r\nconnection: ${connection}\r\ncontent-length: ${partSize}\r\n\r\n`,
        ),
        direct.bytesOfPart(1),
      ]);
    const { status, body } = await exchange(Number(port), put('keep-alive'), put('close'));
    expect([status, body.toString().match(/HTTP\/1.1 409/g)]).toEqual([409, ['HTTP/1.1 409']]);
  });

  /** Sends the beginning of a request, and then nothing. */
  function stuck(request: SignedRequest, bytes: Buffer): Socket {
    const { pathname, search, port } = new URL(direct.local(request.url));
    const socket = connect(Number(port), '127.0.0.1');
    const headers = Object.entries(headersOf(request)).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`PUT ${pathname}${search} HTTP/1.1\r\nhost: x\r\n${headers.join('')}\r\n`);
    socket.write(bytes);
    return socket;
  }

  it('whose sender disappears leaves nothing, and can be sent again', async () => {
    const { upload, target } = await direct.begin();
    const socket = stuck(single(target), small.subarray(0, 500));
    await until('the bytes arrive', async () => (await harness.temporaryFiles()).length > 0);
    socket.destroy();
    await once(socket, 'close');
    await until('they are gone', async () => (await harness.temporaryFiles()).length === 0);
    await expect(direct.complete(upload)).rejects.toMatchObject({ code: 'UPLOAD_INCOMPLETE' });
    await direct.put(single(target), small);
    expect((await direct.complete(upload)).image.sha256).toBe(sha256(small));
  });

  const received = async ({ id }: { id: string }) => (await findUpload(harness.database, id))?.receivedBytes;

  it.each(['whole', 'part'])(
    'tells how much of a %s has come, and takes back what does not count',
    async (kind) => {
      const { upload, target } = kind === 'whole' ? await direct.begin() : await direct.beginLarge();
      const [request, bytes] =
        kind === 'whole'
          ? [single(target), small.subarray(0, 500)]
          : [multipart(target).parts[1]?.request, direct.bytesOfPart(2).subarray(0, 500)];
      if (!request) throw new Error('no request');
      const before = kind === 'whole' ? 0 : partSize;
      if (kind === 'part') await direct.sendParts(target, [1]);
      const socket = stuck(request, bytes);
      await until('it is told', async () => (await received(upload)) === before + 500);
      socket.destroy();
      await until('it is taken back', async () => (await received(upload)) === before);
      if (kind === 'whole') await direct.put(request, small);
      else await direct.sendParts(target);
      expect(await received(upload)).toBe(kind === 'whole' ? small.length : large.length);
    },
  );
});
