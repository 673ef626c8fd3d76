import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import './contract/one-realm.ts';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { megabyte, megabytes, pattern } from './contract/bodies.ts';
import { type Answer, type Loopback, serve } from './contract/loopback.ts';
import { collect, type, waitUntil } from './contract/place.ts';
import { s3Defaults } from './contract/s3-under-test.ts';
import { S3Store } from './s3-store.ts';

/** What the stores at hand never answer, but S3 does: many pages, conflicts, and deletions that fail one by one. */
let answers: (request: IncomingMessage, body: string) => Answer | Promise<Answer>;
let seen: string[];
let server: Loopback;
let store: S3Store;

beforeAll(async () => {
  process.env['AWS_ACCESS_KEY_ID'] ??= 'any';
  process.env['AWS_SECRET_ACCESS_KEY'] ??= 'any';
  server = await serve((request, body) => {
    seen.push(`${request.method} ${request.url}`);
    return answers(request, String(body));
  });
  store = new S3Store({
    ...s3Defaults,
    endpoint: server.url,
    bucket: 'blobs',
    prefix: 'ours/',
    scratchDirectory: '/unused',
  });
});
beforeEach(() => {
  seen = [];
});
afterAll(() => server.stop());

const xml = (status: number, body: string): Answer => ({
  status,
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0" encoding="UTF-8"?>${body}`,
});
const refusal = (status: number, code: string) => xml(status, `<Error><Code>${code}</Code></Error>`);

/** Answers with each in turn, and with the last for ever. */
const inTurn = (...list: [Answer, ...Answer[]]): (() => Answer) => {
  let index = 0;
  return () => list[Math.min(index++, list.length - 1)] ?? list[0];
};

describe('A list of several pages', () => {
  const contents = (key: string) =>
    `<Contents><Key>ours/${key}</Key><Size>5</Size><LastModified>2026-01-02T03:04:05.678Z</LastModified></Contents>`;

  test('is followed to its end, and what is no key is passed over.', async () => {
    answers = inTurn(
      xml(
        200,
        `<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>next</NextContinuationToken>${contents('a/1')}${contents('a/')}${contents('.check-1')}</ListBucketResult>`,
      ),
      xml(200, `<ListBucketResult><IsTruncated>false</IsTruncated>${contents('a/2')}</ListBucketResult>`),
    );
    const lastModified = new Date('2026-01-02T03:04:05.678Z');
    expect(await collect(store.list('a'))).toEqual([
      { key: 'a/1', byteSize: 5, lastModified },
      { key: 'a/2', byteSize: 5, lastModified },
    ]);
    expect(seen).toHaveLength(2);
    expect(seen[0]).toContain('prefix=ours%2Fa');
    expect(seen[1]).toContain('continuation-token=next');
  });
});

describe('A deletion', () => {
  test('of many keys is sent in requests of a thousand.', async () => {
    const sizes: number[] = [];
    answers = (_, body) => {
      sizes.push(body.split('<Key>').length - 1);
      return xml(200, '<DeleteResult/>');
    };
    await store.delete(Array.from({ length: 2_001 }, (_, index) => `a/${index}`));
    expect(sizes).toEqual([1_000, 1_000, 1]);
  });

  test('that fails for one key is a failure, and names the key for the log.', async () => {
    answers = () =>
      xml(
        200,
        '<DeleteResult><Error><Key>ours/a</Key><Code>AccessDenied</Code><Message>No.</Message></Error></DeleteResult>',
      );
    await expect(store.delete(['a'])).rejects.toMatchObject({
      code: 'STORAGE_UNAVAILABLE',
      cause: { message: 'ours/a cannot be deleted: AccessDenied No.' },
    });
  });
});

describe('A write that meets another one (409)', () => {
  const conflict = refusal(409, 'ConditionalRequestConflict');
  const absent: Answer = { status: 404 };

  test('is tried again, and may still win.', async () => {
    const puts = inTurn(conflict, conflict, { status: 200 });
    answers = ({ method }) => (method === 'HEAD' ? absent : puts());
    expect(await store.put('a', pattern(10), type)).toMatchObject({ byteSize: 10 });
  });

  test('is tried again, and loses when the other one has won.', async () => {
    const puts = inTurn(conflict, refusal(412, 'PreconditionFailed'));
    const heads = inTurn(absent, { status: 200, headers: { 'x-amz-meta-darkroom-write': 'another' } });
    answers = ({ method }) => (method === 'HEAD' ? heads() : puts());
    await expect(store.put('a', pattern(10), type)).rejects.toMatchObject({ code: 'BLOB_EXISTS' });
  });

  test('loses to a blob that was not written by Darkroom, too.', async () => {
    answers = ({ method }) => (method === 'HEAD' ? { status: 200 } : conflict);
    await expect(store.put('a', pattern(10), type)).rejects.toMatchObject({ code: 'BLOB_EXISTS' });
  });

  test('is not tried for ever.', async () => {
    answers = ({ method }) => (method === 'HEAD' ? absent : conflict);
    await expect(store.put('a', pattern(10), type)).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    expect(seen.filter((line) => line.startsWith('PUT'))).toHaveLength(5);
  });
});

describe('An upload of several parts', () => {
  const partedAnswers =
    (completion: () => Answer, head: () => Answer) =>
    ({ method, url = '' }: IncomingMessage): Answer => {
      if (method === 'HEAD') return head();
      if (method === 'PUT') return { status: 200, headers: { etag: '"part"' } };
      if (method === 'DELETE') return { status: 204 };
      return url.includes('uploads')
        ? xml(200, '<InitiateMultipartUploadResult><UploadId>id</UploadId></InitiateMultipartUploadResult>')
        : completion();
    };
  const ended = () => seen.filter((line) => line.includes('uploadId=id') && !line.startsWith('PUT'));
  const others: Answer = { status: 200, headers: { 'x-amz-meta-darkroom-write': 'another' } };

  test('is completed only where nothing is, and thrown away when it loses.', async () => {
    const conditions: unknown[] = [];
    const refuse = partedAnswers(() => refusal(412, 'PreconditionFailed'), inTurn({ status: 404 }, others));
    answers = (request) => {
      if (request.url?.includes('uploadId=id') && request.method === 'POST') {
        conditions.push(request.headers['if-none-match']);
      }
      return refuse(request);
    };
    await expect(store.put('a', megabytes(9), type)).rejects.toMatchObject({ code: 'BLOB_EXISTS' });
    expect(conditions).toEqual(['*']);
    expect(ended().map((line) => line.split(' ')[0])).toEqual(['POST', 'DELETE']);
  });

  test('is not even completed when the key was taken meanwhile, for stores that would not look.', async () => {
    answers = partedAnswers(
      () => refusal(500, 'NotExpected'),
      () => others,
    );
    await expect(store.put('a', megabytes(9), type)).rejects.toMatchObject({ code: 'BLOB_EXISTS' });
    expect(ended().map((line) => line.split(' ')[0])).toEqual(['DELETE']);
  });

  test('may be answered in any order, with three parts under way, and is completed in order.', async () => {
    let completion = '';
    let arrived = 0;
    let pulled = 0;
    let pulledByThird = 0;
    const answered: string[] = [];
    const right = partedAnswers(
      () => xml(200, '<CompleteMultipartUploadResult/>'),
      () => ({ status: 404 }),
    );
    answers = async (request, body) => {
      if (request.method === 'POST' && body) completion = body;
      if (request.method !== 'PUT') return right(request);
      const part = /partNumber=(\d)/.exec(request.url ?? '')?.[1] ?? '';
      if (++arrived === 3) pulledByThird = pulled;
      // All of the first three must be under way at once, and the first is answered last.
      await waitUntil(() => arrived >= 3 && (part !== '1' || answered.includes('3')));
      answered.push(part);
      return right(request);
    };
    const source = Readable.from(
      (function* () {
        for (; pulled < 50; pulled++) yield Buffer.alloc(megabyte, pulled);
      })(),
      { highWaterMark: 1 },
    );
    await store.put('a', source, type);
    // Three parts of eight, and one chunk that showed that the third is not the last.
    expect(pulledByThird).toBeLessThan(3 * 8 + 3);
    const numbers = [...completion.matchAll(/<PartNumber>(\d+)</g)].map(([, number]) => Number(number));
    expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });
});

describe('A bucket that is missing', () => {
  test('is not taken for a missing blob.', async () => {
    answers = () => refusal(404, 'NoSuchBucket');
    await expect(store.open('a')).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    await expect(collect(store.list(''))).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
  });
});

describe('Leftovers', () => {
  const upload = (id: string, when: string) =>
    `<Upload><Key>ours/a</Key><UploadId>${id}</UploadId><Initiated>${when}</Initiated></Upload>`;
  const noProbes = xml(200, '<ListBucketResult/>');

  test('are the old uploads of every page, whoever else may just have ended one.', async () => {
    const pages = inTurn(
      xml(
        200,
        `<ListMultipartUploadsResult><IsTruncated>true</IsTruncated><NextKeyMarker>k</NextKeyMarker><NextUploadIdMarker>m</NextUploadIdMarker>${upload('old1', '2026-01-01T00:00:00Z')}${upload('young', '2026-01-03T00:00:00Z')}</ListMultipartUploadsResult>`,
      ),
      xml(
        200,
        `<ListMultipartUploadsResult><IsTruncated>false</IsTruncated>${upload('old2', '2026-01-01T00:00:00Z')}</ListMultipartUploadsResult>`,
      ),
    );
    answers = ({ method, url = '' }) => {
      if (method === 'DELETE') return url.includes('old1') ? refusal(404, 'NoSuchUpload') : { status: 204 };
      return url.includes('uploads') ? pages() : noProbes;
    };
    expect(await store.removeLeftovers(new Date('2026-01-02'))).toBe(2);
    const aborted = seen.filter((line) => line.startsWith('DELETE'));
    expect(aborted.map((line) => /uploadId=(\w+)/.exec(line)?.[1])).toEqual(['old1', 'old2']);
    expect(seen.find((line) => line.includes('key-marker=k'))).toContain('upload-id-marker=m');
  });

  test('are the old probes of crashed checks, too.', async () => {
    const probe = (name: string, when: string) =>
      `<Contents><Key>ours/.check-${name}</Key><LastModified>${when}</LastModified></Contents>`;
    answers = ({ url = '' }) =>
      url.includes('uploads')
        ? xml(200, '<ListMultipartUploadsResult/>')
        : xml(
            200,
            `<ListBucketResult>${probe('old', '2026-01-01T00:00:00Z')}${probe('young', '2026-01-03T00:00:00Z')}</ListBucketResult>`,
          );
    expect(await store.removeLeftovers(new Date('2026-01-02'))).toBe(1);
    expect(seen.filter((line) => line.startsWith('DELETE'))).toEqual([
      'DELETE /blobs/ours/.check-old?x-id=DeleteObject',
    ]);
  });

  test('cannot be found where uploads cannot be listed, which is no failure.', async () => {
    answers = ({ url = '' }) => (url.includes('uploads') ? refusal(501, 'NotImplemented') : noProbes);
    expect(await store.removeLeftovers(new Date())).toBe(0);
  });
});
