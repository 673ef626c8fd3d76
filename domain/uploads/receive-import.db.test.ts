import type { RequestListener } from 'node:http';
import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '../../platform/database/sql.ts';
import { AppError, type ErrorCode } from '../../platform/errors.ts';
import { createOutbound } from '../../platform/outbound/outbound.ts';
import { factsOf, jobsOf } from '../../test/facts.ts';
import { alice, type Harness, viewerOf } from '../../test/harness.ts';
import { type Imports, openImports } from '../../test/imports.ts';
import { insertJob } from '../../test/insert-job.ts';
import { until } from '../../test/until.ts';
import { findImages } from '../images/find-images.ts';
import { usageOf } from '../usage/quota.ts';
import { giveUpImport } from './import-attempt.ts';
import { importImage, type ImportRequest } from './import-image.ts';

let imports: Imports;
let harness: Harness;
let picture: Buffer;
let half: number;
beforeAll(async () => {
  imports = await openImports();
  ({ harness, picture, half } = imports);
});
afterEach(() => imports.closeSites());
afterAll(() => harness.close());

const sendPicture: RequestListener = (_request, response) => response.end(picture);

const imagesOf = async (upload: { id: string }): Promise<string[]> =>
  (
    await sql<{ id: string }>(harness.database, 'SELECT id FROM images WHERE upload_id = $1', [upload.id])
  ).map(({ id }) => id);

const refused = (code: ErrorCode) => expect.objectContaining({ code });
const failed = (code: ErrorCode) => ({ status: 'FAILED', failureCode: code, imageId: null });

describe('asking for an import', () => {
  it('keeps what was said in a pending upload, with one job in the same transaction', async () => {
    const upload = await imports.begin('https://images.example/albums/tr%C3%A4ume.jpg?size=big', {
      title: ' Dream ',
      tags: ['blue', 'blue'],
      visibility: 'PUBLIC',
    });
    expect(await imports.row(upload)).toMatchObject({
      status: 'PENDING',
      ownerId: 'alice',
      filename: 'träume.jpg',
      sourceUrl: 'https://images.example/albums/tr%C3%A4ume.jpg?size=big',
      attributes: { visibility: 'PUBLIC', title: 'Dream', tags: ['blue'] },
    });
    expect((await jobsOf(harness)).filter(({ data }) => data.uploadId === upload.id)).toEqual([
      expect.objectContaining({
        name: 'import',
        group: 'alice',
        data: { uploadId: upload.id, requestId: 'a-request' },
      }),
    ]);
  });

  it('leaves neither row nor job when the job cannot be sent', async () => {
    const before = await sql(harness.database, 'SELECT id FROM uploads');
    const queue = { send: () => Promise.reject(new Error('no queue')) };
    const asked = importImage(
      { ...harness, queue },
      { viewer: alice, url: 'https://images.example/', requestId: 'a-request' },
    );
    await expect(asked).rejects.toThrow('no queue');
    expect(await sql(harness.database, 'SELECT id FROM uploads')).toHaveLength(before.length);
  });

  it.each<[ErrorCode, Partial<ImportRequest>]>([
    ['SOURCE_NOT_ALLOWED', { url: 'http://169.254.169.254/' }],
    ['SOURCE_NOT_ALLOWED', { url: 'file:///etc/passwd' }],
    ['UNKNOWN_PROFILE', { profile: 'nobody' }],
    ['INVALID_INPUT', { namespace: '../..' }],
    ['FORBIDDEN', { viewer: viewerOf('alice', 'READ') }],
  ])('is refused with %s at once, and leaves nothing (%o)', async (code, more) => {
    const before = [await sql(harness.database, 'SELECT id FROM uploads'), await factsOf(harness)];
    const asked = async () => imports.begin('https://images.example/', more);
    await expect(asked()).rejects.toEqual(refused(code));
    expect([await sql(harness.database, 'SELECT id FROM uploads'), await factsOf(harness)]).toEqual(before);
  });
});

describe('an import', () => {
  it('becomes an image like one that was sent, with what was said when it was asked for', async () => {
    const url = await imports.site(sendPicture);
    const upload = await imports.begin(`${url}/photo%20one.jpg`, {
      title: 'One',
      tags: ['a'],
      visibility: 'PUBLIC',
    });
    await imports.attempt(upload);
    const [image] = await findImages(harness.database, await imagesOf(upload));
    expect(image).toMatchObject({
      ownerId: 'alice',
      status: 'PROCESSING',
      filename: 'photo one.jpg',
      title: 'One',
      tags: ['a'],
      visibility: 'PUBLIC',
      byteSize: picture.length,
    });
    expect(await imports.row(upload)).toMatchObject({
      status: 'COMPLETED',
      imageId: image?.id,
      receivedBytes: picture.length,
      byteSize: picture.length,
      storageKey: image?.storageKey,
    });
    expect(await harness.blobs()).toContain(image?.storageKey);
  });

  it.each([
    ['attachment; filename="cat.jpg"', 'cat.jpg'],
    ['attachment; filename="../../etc/passwd"', 'passwd'],
    [`attachment; filename="plain.jpg"; filename*=UTF-8''tr%C3%A4ume.jpg`, 'träume.jpg'],
    ['nonsense; =', 'path.jpg'],
    ['inline', 'path.jpg'],
  ])('takes its name from the source where it names it (%s)', async (header, filename) => {
    const url = await imports.site((_request, response) =>
      response.setHeader('content-disposition', header).end('not an image'),
    );
    const upload = await imports.begin(`${url}/path.jpg`);
    await imports.attempt(upload);
    // What is refused by its content was described before: the name is there for the user who looks.
    expect(await imports.row(upload)).toMatchObject({ ...failed('UNSUPPORTED_MEDIA_TYPE'), filename });
  });

  it.each<[ErrorCode, string, RequestListener]>([
    ['SOURCE_NOT_FOUND', 'a missing file', (_request, response) => response.writeHead(404).end()],
    ['SOURCE_NOT_FOUND', 'a file that is gone', (_request, response) => response.writeHead(410).end()],
    ['SOURCE_REFUSED', 'a file for others', (_request, response) => response.writeHead(403).end()],
    ['SOURCE_REFUSED', 'a part of a file', (_request, response) => response.writeHead(206).end(picture)],
    [
      'SOURCE_NOT_ALLOWED',
      'a redirect into the network',
      (_request, response) => response.writeHead(302, { location: 'http://10.0.0.1/' }).end(),
    ],
    ['FILE_EMPTY', 'nothing', (_request, response) => response.end()],
    ['UNSUPPORTED_MEDIA_TYPE', 'a page', (_request, response) => response.end('<html></html>')],
    [
      'FILE_TOO_LARGE',
      'a length above the limit',
      (_request, response) => response.writeHead(200, { 'content-length': 200_001 }).write(picture),
    ],
    [
      'FILE_TOO_LARGE',
      'bytes above the limit',
      (_request, response) => {
        response.write(picture);
        response.end(Buffer.alloc(200_001 - picture.length));
      },
    ],
    ['IMAGE_CORRUPT', 'half an header', (_request, response) => response.end(picture.subarray(0, 60))],
  ])('ends with %s for %s, and leaves nothing stored or charged', async (code, _what, handler) => {
    const url = await imports.site(handler);
    const before = await factsOf(harness);
    const upload = await imports.begin(`${url}/photo.jpg`);
    await imports.attempt(upload);
    expect(await imports.row(upload)).toMatchObject(failed(code));
    expect(await factsOf(harness)).toEqual({ ...before, jobs: before.jobs + 1 });
  });

  it('is refused before anything is fetched when the quota is used up', async () => {
    await sql(harness.database, `INSERT INTO owner_usage (owner_id, images) VALUES ('full', 100)`);
    const before = await factsOf(harness);
    const viewer = viewerOf('full');
    await expect(imports.begin('https://images.example/', { viewer })).rejects.toMatchObject({
      code: 'QUOTA_EXCEEDED',
    });
    expect(await factsOf(harness)).toEqual(before);
  });

  it('ends with UNKNOWN_PROFILE when its profile was taken away meanwhile', async () => {
    const upload = await imports.begin('https://images.example/', { profile: 'retired' });
    const left = [...harness.profiles].filter(([name]) => name !== 'retired');
    const profiles = Object.assign(new Map(left), { namespaces: harness.profiles.namespaces });
    await imports.attempt(upload, { profiles });
    expect(await imports.row(upload)).toMatchObject(failed('UNKNOWN_PROFILE'));
  });
});

describe('an import that fails for a while', () => {
  it.each<[string, RequestListener]>([
    ['503', (_request, response) => response.writeHead(503).end()],
    ['429', (_request, response) => response.writeHead(429).end()],
    ['a reset', (request) => request.socket.resetAndDestroy()],
    [
      'half a file',
      (request, response) => {
        response.writeHead(200, { 'content-length': picture.length });
        response.write(picture.subarray(0, half), () => request.socket.destroy());
      },
    ],
  ])('waits as PENDING for another attempt after %s, with nothing stored', async (_what, handler) => {
    let answer = handler;
    const url = await imports.site((request, response) => answer(request, response));
    const upload = await imports.begin(`${url}/photo.jpg`);
    const before = await factsOf(harness);
    await expect(imports.attempt(upload)).rejects.toEqual(refused('SOURCE_UNREACHABLE'));
    expect(await imports.row(upload)).toMatchObject({
      status: 'PENDING',
      receivedBytes: 0,
      failureCode: null,
    });
    expect(await factsOf(harness)).toEqual(before);
    answer = sendPicture;
    await imports.attempt(upload);
    expect(await imagesOf(upload)).toHaveLength(1);
  });

  it('and for good is given up with the last reason', async () => {
    const upload = await imports.begin('https://images.example/');
    await giveUpImport(
      harness,
      upload.id,
      new AppError('SOURCE_UNREACHABLE', { reason: 'its source answered 503' }),
    );
    expect(await imports.row(upload)).toMatchObject(failed('SOURCE_UNREACHABLE'));
    await imports.attempt(upload);
    expect(await imports.row(upload)).toMatchObject(failed('SOURCE_UNREACHABLE'));
  });
});

describe('an import that is worked on twice', () => {
  it('is fetched once when it is done already', async () => {
    let asked = 0;
    const url = await imports.site((_request, response) => {
      asked += 1;
      response.end(picture);
    });
    const upload = await imports.begin(url);
    await imports.attempt(upload);
    await imports.attempt(upload);
    expect(asked).toBe(1);
    expect(await imagesOf(upload)).toHaveLength(1);
  });

  it('begins anew after a worker was killed in the middle, and leaves none of its bytes', async () => {
    const url = await imports.site(sendPicture);
    const upload = await imports.begin(url);
    const before = await harness.blobs();
    // What SIGKILL leaves between storing and committing.
    await sql(harness.database, `UPDATE uploads SET status = 'RECEIVING' WHERE id = $1`, [upload.id]);
    await harness.store.put(upload.storageKey, Readable.from([picture]), {
      contentType: 'image/jpeg',
    });
    await imports.attempt(upload);
    const { storageKey } = await imports.row(upload);
    expect(storageKey).not.toBe(upload.storageKey);
    expect(await harness.blobs()).toEqual([...before, storageKey].toSorted());
    expect(await imagesOf(upload)).toHaveLength(1);
  });

  it('has one image when a worker that was taken for dead comes back', async () => {
    let release = (): void => {};
    let asked = 0;
    const url = await imports.site((_request, response) => {
      asked += 1;
      if (asked > 1) return response.end(picture);
      response.write(picture.subarray(0, half));
      release = () => response.end(picture.subarray(half));
      return response;
    });
    const viewer = viewerOf('twice');
    const upload = await imports.begin(url, { viewer });
    const before = await harness.blobs();
    const zombie = imports.attempt(upload);
    await until('the first attempt receives', () => asked === 1);
    await imports.attempt(upload);
    release();
    await zombie;
    const { status, storageKey } = await imports.row(upload);
    expect(status).toBe('COMPLETED');
    expect(await imagesOf(upload)).toHaveLength(1);
    expect(await harness.blobs()).toEqual([...before, storageKey].toSorted());
    expect(await usageOf(harness.database, 'twice')).toMatchObject({ bytes: picture.length, images: 1 });
  });

  it('has one image when two workers race through it', async () => {
    const url = await imports.site(sendPicture);
    const viewer = viewerOf('race');
    const upload = await imports.begin(url, { viewer });
    await Promise.allSettled([imports.attempt(upload), imports.attempt(upload), imports.attempt(upload)]);
    expect((await imports.row(upload)).status).toBe('COMPLETED');
    expect(await imagesOf(upload)).toHaveLength(1);
    expect(await usageOf(harness.database, 'race')).toMatchObject({ bytes: picture.length, images: 1 });
  });

  it('is handed back when its worker is told to stop', async () => {
    const asked = Promise.withResolvers<void>();
    const url = await imports.site((_request, response) =>
      response.write(picture.subarray(0, half), () => asked.resolve()),
    );
    const upload = await imports.begin(url);
    const stop = new AbortController();
    const working = imports.attempt(upload, {}, stop.signal);
    await asked.promise;
    stop.abort();
    await expect(working).rejects.toEqual(refused('SOURCE_UNREACHABLE'));
    expect((await imports.row(upload)).status).toBe('PENDING');
  });
});

describe('a worker', () => {
  it('tries again after a source recovers, gives up at once what cannot pass, and survives garbage', async () => {
    let asked = 0;
    const url = await imports.site((request, response) => {
      if (request.url === '/missing') return response.writeHead(404).end();
      asked += 1;
      return asked === 1 ? response.writeHead(503).end() : response.end(picture);
    });
    const viewer = viewerOf('worker');
    const worker = await harness.startWorker();
    try {
      await insertJob(harness.database, 'import', { uploadId: "'; DROP TABLE uploads" });
      const [flaky, missing] = [
        await imports.begin(`${url}/flaky`, { viewer }),
        await imports.begin(`${url}/missing`, { viewer }),
      ];
      await until('the end of both', async () => {
        const states = [(await imports.row(flaky)).status, (await imports.row(missing)).status];
        return states.join() === 'COMPLETED,FAILED';
      });
      expect(await imports.row(missing)).toMatchObject(failed('SOURCE_NOT_FOUND'));
      expect(asked).toBe(2);
      expect((await usageOf(harness.database, 'worker')).images).toBe(1);
    } finally {
      await worker.stop();
    }
  });

  it('refuses what resolves into the network inside', async () => {
    const outbound = createOutbound({
      ...harness.config.outbound,
      lookup: async () => [{ address: '10.0.0.1', family: 4 }],
    });
    const upload = await imports.begin('http://inside.example/');
    await imports.attempt(upload, { outbound });
    expect(await imports.row(upload)).toMatchObject(failed('SOURCE_NOT_ALLOWED'));
  });
});
