import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import './contract/one-realm.ts';
import { type Loopback, serve } from './contract/loopback.ts';
import { s3Defaults } from './contract/s3-under-test.ts';
import { corsRule } from './s3-cors.ts';
import { S3Store } from './s3-store.ts';

/** A store with one CORS rule, whose answers a test may spoil. */
const right = {
  'access-control-allow-origin': 'https://shop.example',
  'access-control-allow-methods': 'GET, PUT',
  'access-control-allow-headers': 'Content-Type, If-None-Match',
} as const;
let preflight: { status: number; headers: Record<string, string> } = { status: 200, headers: right };
let exposed: Record<string, string> = { 'access-control-expose-headers': 'ETag' };
const seen: { method?: string | undefined; headers: Record<string, unknown> }[] = [];
let server: Loopback;

beforeAll(async () => {
  process.env['AWS_ACCESS_KEY_ID'] ??= 'any';
  process.env['AWS_SECRET_ACCESS_KEY'] ??= 'any';
  server = await serve(({ method, headers }) => {
    seen.push({ method, headers });
    return method === 'OPTIONS' ? preflight : { status: 403, headers: exposed };
  });
});
afterAll(() => server.stop());
afterEach(() => {
  preflight = { status: 200, headers: right };
  exposed = { 'access-control-expose-headers': 'ETag' };
  seen.length = 0;
});

const fault = (origin = 'https://shop.example'): Promise<string | undefined> =>
  new S3Store({
    ...s3Defaults,
    endpoint: server.url,
    bucket: 'blobs',
    prefix: '',
    scratchDirectory: '/unused',
  }).clientWrites.browserFault(origin);

describe('The CORS rule of a bucket', () => {
  test('is good when a page may send what is signed, and read the ETag.', async () => {
    expect(await fault()).toBeUndefined();
    expect(seen.map(({ method }) => method)).toEqual(['OPTIONS', 'PUT']);
    expect(seen[0]?.headers).toMatchObject({
      origin: 'https://shop.example',
      'access-control-request-method': 'PUT',
      'access-control-request-headers': 'content-type,if-none-match',
    });
  });

  test('is good when it allows everything.', async () => {
    const all = { 'access-control-allow-origin': '*', 'access-control-allow-methods': '*' };
    preflight = { status: 204, headers: { ...all, 'access-control-allow-headers': '*' } };
    exposed = { 'access-control-expose-headers': '*' };
    expect(await fault('https://another.example')).toBeUndefined();
  });

  test.each<[string, () => void, RegExp]>([
    ['there is none', () => (preflight = { status: 403, headers: {} }), /does not let pages .* with 403/],
    [
      'it names another origin',
      () => (preflight.headers = { ...right, 'access-control-allow-origin': 'https://x.y' }),
      /does not let pages of https:\/\/shop/,
    ],
    [
      'it lacks the method',
      () => (preflight.headers = { ...right, 'access-control-allow-methods': 'GET' }),
      /does not allow PUT/,
    ],
    [
      'it lacks a header',
      () => (preflight.headers = { ...right, 'access-control-allow-headers': 'content-type' }),
      /the header if-none-match/,
    ],
    ['it hides the ETag', () => (exposed = {}), /does not expose ETag/],
  ])('is bad when %s.', async (_, spoil, expected) => {
    spoil();
    expect(await fault()).toMatch(expected);
  });

  test('is told in the words of the AWS command line.', () => {
    expect(JSON.parse(corsRule(['https://shop.example']))).toMatchObject({
      CORSRules: [
        { AllowedOrigins: ['https://shop.example'], AllowedMethods: ['PUT'], ExposeHeaders: ['ETag'] },
      ],
    });
  });
});
