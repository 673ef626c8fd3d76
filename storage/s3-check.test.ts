import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { IncomingMessage } from 'node:http';
import './contract/one-realm.ts';
import { type Answer, type Loopback, serve } from './contract/loopback.ts';
import { s3Defaults } from './contract/s3-under-test.ts';
import { S3Store } from './s3-store.ts';

/** Just enough of a store to answer a check, and to be wrong in one way at a time. */
class PoorStore {
  readonly objects = new Map<string, Buffer>();
  readonly seen: string[] = [];
  wrong: (request: IncomingMessage, path: string) => Answer | undefined = () => undefined;

  answer(request: IncomingMessage, body: Buffer): Answer {
    const path = new URL(request.url ?? '', 'http://store').pathname;
    this.seen.push(request.method ?? '');
    return this.wrong(request, path) ?? this.#right(request, path, body);
  }

  #right({ method, headers }: IncomingMessage, path: string, body: Buffer): Answer {
    const there = this.objects.get(path);
    if (method === 'PUT' && there && headers['if-none-match']) return refusal(412, 'PreconditionFailed');
    if (method === 'PUT') this.objects.set(path, body);
    if (method === 'DELETE') this.objects.delete(path);
    if (method === 'GET' && path === '/blobs/') return { status: 200, body: '<ListBucketResult/>' };
    return { status: 200, ...(method === 'GET' && there && { body: there }) };
  }
}

const refusal = (status: number, code: string): Answer => ({
  status,
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0"?><Error><Code>${code}</Code><Message>No.</Message></Error>`,
});

const poor = new PoorStore();
let server: Loopback;

beforeAll(async () => {
  process.env['AWS_ACCESS_KEY_ID'] ??= 'any';
  process.env['AWS_SECRET_ACCESS_KEY'] ??= 'any';
  server = await serve((request, body) => poor.answer(request, body));
});
afterAll(() => server.stop());
afterEach(() => {
  poor.wrong = () => undefined;
  poor.seen.length = 0;
  poor.objects.clear();
});

const storeAt = (endpoint: string) =>
  new S3Store({
    ...s3Defaults,
    endpoint,
    bucket: 'blobs',
    prefix: '',
    scratchDirectory: '/unused',
    timeouts: { connectMs: 500, idleMs: 500 },
  });

const adviceOf = async (store: S3Store): Promise<string> => {
  const error = await store.check().then(
    () => undefined,
    (fault: { code: string; cause: Error }) => fault,
  );
  return `${error?.code}: ${error?.cause.message}`;
};

describe('The check of a bucket', () => {
  test('leaves nothing, and costs no write once it has passed.', async () => {
    const store = storeAt(server.url);
    await store.check();
    expect(poor.seen).toEqual(['GET', 'PUT', 'GET', 'PUT', 'DELETE']);
    expect(poor.objects.size).toBe(0);
    await store.check();
    expect(poor.seen.slice(5)).toEqual(['GET']);
  });

  test.each([
    ['GET', 404, 'NoSuchBucket', /bucket does not exist: create it or correct S3_BUCKET/],
    ['GET', 403, 'AccessDenied', /access is denied: allow these credentials s3:ListBucket/],
    ['PUT', 403, 'AccessDenied', /access is denied: .*s3:PutObject/],
    ['DELETE', 403, 'AccessDenied', /access is denied: .*s3:DeleteObject/],
    ['GET', 403, 'InvalidAccessKeyId', /correct AWS_ACCESS_KEY_ID/],
    ['GET', 403, 'SignatureDoesNotMatch', /correct AWS_SECRET_ACCESS_KEY/],
    ['GET', 301, 'PermanentRedirect', /another region: correct S3_REGION/],
    ['GET', 403, 'RequestTimeTooSkewed', /clock of this machine is wrong/],
    ['PUT', 501, 'NotImplemented', /lacks conditional writes/],
    ['GET', 418, 'Teapot', /Teapot: No\./],
  ])('says what to do when %s is answered with %s %s.', async (method, status, code, advice) => {
    poor.wrong = (request) => (request.method === method ? refusal(status, code) : undefined);
    const said = await adviceOf(storeAt(server.url));
    expect(said).toMatch(/^STORAGE_UNAVAILABLE: Blobs cannot be stored in the bucket blobs at http/);
    expect(said).toMatch(advice);
  });

  test('refuses a store that ignores If-None-Match, and removes the probe.', async () => {
    poor.wrong = (request) => {
      delete request.headers['if-none-match'];
      return undefined;
    };
    expect(await adviceOf(storeAt(server.url))).toMatch(/ignores If-None-Match/);
    expect(poor.objects.size).toBe(0);
  });

  test('refuses a store that keeps the framing of an upload as its content.', async () => {
    poor.wrong = (request, path) =>
      request.method === 'GET' && path !== '/blobs/'
        ? { status: 200, body: '8\r\ndarkroom\r\n0\r\n' }
        : undefined;
    expect(await adviceOf(storeAt(server.url))).toMatch(/Set S3_CHECKSUMS=required/);
  });

  test('says that nothing listens where the endpoint points.', async () => {
    const gone = await serve(() => ({ status: 200 }));
    await gone.stop();
    expect(await adviceOf(storeAt(gone.url))).toMatch(/nothing listens there: correct S3_ENDPOINT/);
  });
});
