/** Direct uploads and imports under idempotency keys: what a request that is sent again is answered. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '../../platform/database/sql.ts';
import { AppError } from '../../platform/errors.ts';
import { type DirectUploads, multipart, openDirectUploads, single } from '../../test/direct-uploads.ts';
import { factsOf, jobsOf } from '../../test/facts.ts';
import { alice, bob, type Harness, viewerOf } from '../../test/harness.ts';
import { usageOf } from '../usage/quota.ts';
import { abortUpload } from './abort-upload.ts';
import { createUpload, type DirectUploadDependencies, type UploadWish } from './create-upload.ts';
import { findUpload } from './find-upload.ts';
import { importImage, type ImportRequest } from './import-image.ts';

let direct: DirectUploads;
let harness: Harness;
let small: Buffer;
beforeAll(async () => {
  direct = await openDirectUploads();
  ({ harness, small } = direct);
}, 30_000);
afterAll(() => direct.close());

const twenty = <T>(ask: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: 20 }, ask));

const uploadsOf = (owner: string): Promise<{ id: string; status: string }[]> =>
  sql(harness.database, 'SELECT id, status FROM uploads WHERE owner_id = $1 ORDER BY created_at', [owner]);

const change = (id: string, what: string): Promise<unknown> =>
  sql(harness.database, `UPDATE uploads SET ${what} WHERE id = $1`, [id]);

describe('createUpload with an idempotency key', () => {
  const once = (
    idempotencyKey: string,
    more: Partial<UploadWish> = {},
    dependencies: Partial<DirectUploadDependencies> = {},
  ) =>
    createUpload(
      { ...harness, ...dependencies },
      {
        viewer: alice,
        filename: 'photo.jpg',
        contentType: 'image/jpeg',
        byteSize: small.length,
        idempotencyKey,
        ...more,
      },
    );

  it.each(['SINGLE', 'MULTIPART'] as const)(
    'that is sent twenty times at once begins one upload, %s',
    async (strategy) => {
      const viewer = viewerOf(`hasty-${strategy}`);
      const answers = await twenty(() => once('twenty', { viewer, strategy }));
      expect(new Set(answers.map(({ upload }) => upload.id)).size).toBe(1);
      expect(await uploadsOf(viewer.subject ?? '')).toHaveLength(1);
      expect(await usageOf(harness.database, viewer.subject ?? '')).toMatchObject({
        images: 1,
        uploadsToday: 1,
      });
    },
  );

  it('answers requests that work, however often it was sent', async () => {
    const first = await once('signed');
    const again = await once('signed', { visibility: 'PRIVATE', namespace: null, strategy: 'AUTO' });
    expect(again.upload.id).toBe(first.upload.id);
    if (!again.target) throw new Error('nothing was signed');
    expect((await direct.put(single(again.target), small)).status).toBe(200);
    const { image } = await direct.complete(first.upload);
    expect(image.byteSize).toBe(small.length);
  });

  it('signs the parts of the same upload, beside those that have arrived', async () => {
    const wish = { filename: 'scan.png', contentType: 'image/png', byteSize: direct.large.length };
    const first = await once('parts', wish);
    if (!first.target) throw new Error('nothing was signed');
    await direct.sendParts(first.target, [1]);
    const again = await once('parts', wish);
    if (!again.target) throw new Error('nothing was signed');
    expect(multipart(again.target)).toMatchObject({ uploadId: first.upload.id, partCount: 3 });
    await direct.sendParts(again.target, [2, 3]);
    expect((await direct.complete(first.upload)).image.contentType).toBe('image/png');
  });

  it('tells of the image when everything was sent already, and signs nothing', async () => {
    const { upload, target } = await once('sent');
    if (!target) throw new Error('nothing was signed');
    await direct.put(single(target), small);
    const { image } = await direct.complete(upload);
    expect(await once('sent')).toMatchObject({
      upload: { id: upload.id, status: 'COMPLETED', imageId: image.id },
      target: undefined,
    });
  });

  it('says why the upload is over', async () => {
    const begin = async (key: string) => (await once(key)).upload.id;
    await abortUpload(harness, { viewer: alice, uploadId: await begin('aborted') });
    await expect(once('aborted')).rejects.toMatchObject({ code: 'UPLOAD_ABORTED' });
    await change(await begin('failed'), `status = 'FAILED', failure_code = 'IMAGE_CORRUPT'`);
    await expect(once('failed')).rejects.toMatchObject({ code: 'UPLOAD_FAILED' });
    await change(await begin('expired'), `status = 'EXPIRED'`);
    await expect(once('expired')).rejects.toMatchObject({ code: 'UPLOAD_EXPIRED' });
    await change(await begin('expiring'), `expires_at = now() - interval '1 second'`);
    await expect(once('expiring')).rejects.toMatchObject({ code: 'UPLOAD_EXPIRED' });
    await sql(harness.database, 'DELETE FROM uploads WHERE id = $1', [await begin('forgotten')]);
    await expect(once('forgotten')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it.each<[string, Partial<UploadWish>]>([
    ['size', { byteSize: 1 }],
    ['type', { contentType: 'image/png' }],
    ['name', { filename: 'other.jpg' }],
    ['digest', { sha256: '0'.repeat(64) }],
    ['strategy', { strategy: 'MULTIPART' }],
    ['title', { title: 'Other' }],
    ['visibility', { visibility: 'PUBLIC' }],
  ])('is refused with another %s, and nothing is begun', async (what, more) => {
    await once(`other-${what}`);
    const before = await factsOf(harness);
    await expect(once(`other-${what}`, more)).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    expect(await factsOf(harness)).toEqual(before);
  });

  it('is one of its owner: another may use the same text', async () => {
    const mine = await once('shared');
    const theirs = await once('shared', { viewer: bob });
    expect(theirs.upload).toMatchObject({ ownerId: 'bob' });
    expect(theirs.upload.id).not.toBe(mine.upload.id);
  });

  it('that was refused may be mended and sent again', async () => {
    await expect(once('mended', { byteSize: 0 })).rejects.toMatchObject({ code: 'FILE_EMPTY' });
    expect((await once('mended')).upload.status).toBe('PENDING');
  });

  it('leaves no upload that holds anything when the store cannot begin, and may be sent again', async () => {
    const viewer = viewerOf('unlucky');
    const begin = () => Promise.reject(new AppError('STORAGE_UNAVAILABLE'));
    const wish = { viewer, strategy: 'MULTIPART' } as const;
    const broken = { targets: { ...harness.targets, begin } };
    await expect(once('unlucky', wish, broken)).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    expect(await uploadsOf('unlucky')).toEqual([expect.objectContaining({ status: 'FAILED' })]);
    expect(await usageOf(harness.database, 'unlucky')).toMatchObject({ bytes: 0, images: 0 });
    expect((await once('unlucky', wish)).upload.status).toBe('PENDING');
  });

  it('that was taken for dead while the store was slow begins nothing', async () => {
    const viewer = viewerOf('slow');
    const wish = { viewer, strategy: 'MULTIPART' } as const;
    // While the store is asked the lease ends, and the next request takes the key over.
    const begin: DirectUploadDependencies['targets']['begin'] = async (upload) => {
      await sql(
        harness.database,
        `UPDATE idempotency_keys SET held_until = now() - interval '1 second' WHERE key = 'slow'`,
      );
      await once('slow', wish);
      return harness.targets.begin(upload);
    };
    const late = once('slow', wish, { targets: { ...harness.targets, begin } });
    await expect(late).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_IN_USE' });
    expect((await uploadsOf('slow')).map(({ status }) => status).toSorted()).toEqual(['FAILED', 'PENDING']);
    expect(await usageOf(harness.database, 'slow')).toMatchObject({ images: 1 });
  });
});

describe('importImage with an idempotency key', () => {
  const url = 'https://images.example/a.jpg';
  const once = (idempotencyKey: string, more: Partial<ImportRequest> = {}) =>
    importImage(harness, { viewer: alice, url, requestId: 'a-request', idempotencyKey, ...more });
  const jobsFor = async (id: string) =>
    (await jobsOf(harness)).filter(({ data }) => data['uploadId'] === id).length;

  it('that is sent twenty times at once is one upload and one job', async () => {
    const answers = await twenty(() => once('import-twenty'));
    const [id = '', ...others] = new Set(answers.map((upload) => upload.id));
    expect(others).toEqual([]);
    expect(await jobsFor(id)).toBe(1);
  });

  it('answers the upload as it is by then, also one that has failed', async () => {
    const { id } = await once('import-later', { requestId: 'one' });
    expect(await once('import-later', { requestId: 'two' })).toMatchObject({ id, status: 'PENDING' });
    await change(id, `status = 'FAILED', failure_code = 'SOURCE_NOT_FOUND'`);
    expect(await once('import-later')).toMatchObject({ id, failureCode: 'SOURCE_NOT_FOUND' });
    expect(await jobsFor(id)).toBe(1);
  });

  it.each<[string, Partial<ImportRequest>]>([
    ['source', { url: `${url}?size=big` }],
    ['tag', { tags: ['other'] }],
    ['visibility', { visibility: 'PUBLIC' }],
  ])('is refused with another %s', async (what, more) => {
    await once(`import-${what}`);
    const before = await factsOf(harness);
    await expect(once(`import-${what}`, more)).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    expect(await factsOf(harness)).toEqual(before);
  });

  it('is one of its owner and of its operation', async () => {
    const mine = await once('import-shared');
    const theirs = await once('import-shared', { viewer: bob });
    expect(theirs.id).not.toBe(mine.id);
    const wish = { viewer: alice, filename: 'a.jpg', contentType: 'image/jpeg', byteSize: 1 };
    await expect(createUpload(harness, { ...wish, idempotencyKey: 'import-shared' })).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
  });

  it('that was refused, or whose job could not be sent, may be sent again', async () => {
    await expect(once('import-mended', { url: 'http://10.0.0.1/' })).rejects.toMatchObject({
      code: 'SOURCE_NOT_ALLOWED',
    });
    const queue = { send: () => Promise.reject(new Error('no queue')) };
    const request = { viewer: alice, url, requestId: 'a-request', idempotencyKey: 'import-mended' };
    await expect(importImage({ ...harness, queue }, request)).rejects.toThrow('no queue');
    const { id } = await once('import-mended');
    expect(await findUpload(harness.database, id)).toMatchObject({ status: 'PENDING' });
  });
});
