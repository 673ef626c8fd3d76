/** Each provider's interface as its documentation has it, spoken by a server on loopback. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Loopback, serve } from '../../test/loopback.ts';
import { loadConfig } from '../config/load.ts';
import { isAppError } from '../errors.ts';
import type { CachedUrl, Cdn } from './cdn.ts';
import { createCdn } from './create-cdn.ts';

interface Asked {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

let asked: Asked[];
/** The last one answers all that follow. */
let answers: Answer[];
let api: Loopback;
let url: string;
beforeEach(async () => {
  asked = [];
  answers = [{ status: 200 }];
  api = await serve((request, response) => void answer(request, response));
  url = `http://127.0.0.1:${api.port}`;
});
afterEach(() => api.close());

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method, url: path, headers } = request;
  asked.push({ method, path, headers, body: (await buffer(request)).toString() });
  const given = answers.length > 1 ? answers.shift() : answers[0];
  response.writeHead(given?.status ?? 500, given?.headers).end(given?.body);
}

const token = 'a-token-that-nobody-may-see';
const tags = ['img_a', 'img_a-original'];
const signal = new AbortController().signal;

const environments = {
  cloudflare: { CLOUDFLARE_ZONE_ID: 'zone1', CLOUDFLARE_API_TOKEN: token },
  fastly: { FASTLY_SERVICE_ID: 'service1', FASTLY_API_TOKEN: token },
  cloudfront: { CLOUDFRONT_DISTRIBUTION_ID: 'EDFDVBD632BHDS5' },
} as const;

/** Whatever entries the provider takes. */
interface AnyCdn {
  purge(entries: readonly unknown[], signal: AbortSignal): Promise<void>;
}

async function purge(provider: string, entries: readonly (string | CachedUrl)[], more = {}): Promise<void> {
  const own = environments[provider as keyof typeof environments];
  const config = loadConfig({ CDN_PROVIDER: provider, CDN_API_URL: url, ...own, ...more });
  const cdn = await createCdn(config.cdn);
  if (!cdn) throw new Error('There is none.');
  await (cdn as Pick<Cdn, 'by'> & AnyCdn).purge(entries, signal);
}

/** Everything that a log could show of the failure. */
async function failureOf(purging: Promise<void>): Promise<{ code: string; message: string; all: string }> {
  const error: unknown = await purging.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isAppError(error)) throw error ?? new Error('It did not fail.');
  const cause = error.cause instanceof Error ? `${error.cause.message} ${error.cause.stack}` : '';
  return {
    code: error.code,
    message: error.message,
    all: `${error.stack} ${cause} ${JSON.stringify(error)}`,
  };
}

describe('Cloudflare', () => {
  beforeEach(() => {
    answers = [{ status: 200, body: '{"success":true,"errors":[],"messages":[],"result":{"id":"zone1"}}' }];
  });

  it('is told the tags', async () => {
    await purge('cloudflare', tags);
    expect(asked).toEqual([
      expect.objectContaining({
        method: 'POST',
        path: '/zones/zone1/purge_cache',
        body: JSON.stringify({ tags }),
      }),
    ]);
    expect(asked[0]?.headers).toMatchObject({
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
    });
  });

  it('is not believed for its status alone', async () => {
    for (const body of ['{"success":false,"errors":[{"code":1012,"message":"Invalid zone"}]}', '<html>']) {
      answers = [{ status: 200, body }];
      expect((await failureOf(purge('cloudflare', tags))).code).toBe('PURGE_FAILED');
    }
  });

  it('is waited for as long as it asks when it limits the rate', async () => {
    answers = [{ status: 429, headers: { 'retry-after': '1' }, body: '{"success":false}' }, ...answers];
    const startedAt = performance.now();
    await purge('cloudflare', tags);
    expect(asked).toHaveLength(2);
    expect(performance.now() - startedAt).toBeGreaterThan(900);
  });

  it('is left to the next attempt when it asks for more patience than a job has', async () => {
    answers = [{ status: 429, headers: { 'retry-after': '3600' }, body: '{"success":false}' }];
    const { message } = await failureOf(purge('cloudflare', tags));
    expect(message).toContain('it answered 429');
    expect(asked).toHaveLength(1);
  });

  it('is not asked for ever when it always asks for patience', async () => {
    answers = [{ status: 429, headers: { 'retry-after': '0' } }];
    expect((await failureOf(purge('cloudflare', tags))).code).toBe('PURGE_FAILED');
    expect(asked).toHaveLength(4);
  });
});

describe('Fastly', () => {
  it('is told the keys, for good and not softly', async () => {
    answers = [{ status: 200, body: '{"img_a":"1-2","img_a-original":"1-3"}' }];
    await purge('fastly', tags);
    expect(asked).toEqual([
      expect.objectContaining({
        method: 'POST',
        path: '/service/service1/purge',
        body: JSON.stringify({ surrogate_keys: tags }),
      }),
    ]);
    expect(asked[0]?.headers).toMatchObject({ 'fastly-key': token, 'content-type': 'application/json' });
    expect(asked[0]?.headers).not.toHaveProperty('fastly-soft-purge');
  });

  it('is waited for until the moment that it names', async () => {
    const until = new Date(Date.now() + 1_500).toUTCString();
    answers = [{ status: 503, headers: { 'retry-after': until } }, { status: 200 }];
    await purge('fastly', tags);
    expect(asked).toHaveLength(2);
  });
});

describe.each(['cloudflare', 'fastly'])('a token for %s', (provider) => {
  it('is not shown when it is refused, even where the answer repeats it', async () => {
    answers = [{ status: 403, body: `the token ${token} is not valid` }];
    const { message, all } = await failureOf(purge(provider, tags));
    expect(message).toContain('it answered 403');
    expect(all).toContain('is not valid');
    expect(all).not.toContain(token);
  });
});

describe('CloudFront', () => {
  const credentials = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' };
  const before = { ...process.env };
  beforeEach(() => void Object.assign(process.env, credentials));
  afterEach(() => {
    for (const name of Object.keys(credentials)) {
      const value = before[name];
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });

  const paths = ['/i/img_a/*', '/images/img_a*'];
  const created =
    '<Invalidation xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"><Id>I1</Id><Status>InProgress</Status></Invalidation>';
  const refusal = (code: string): string =>
    `<ErrorResponse xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"><Error><Type>Sender</Type><Code>${code}</Code><Message>No.</Message></Error><RequestId>1</RequestId></ErrorResponse>`;

  it('is asked to invalidate the paths, signed', async () => {
    answers = [{ status: 201, body: created }];
    await purge('cloudfront', paths);
    expect(asked).toEqual([
      expect.objectContaining({
        method: 'POST',
        path: '/2020-05-31/distribution/EDFDVBD632BHDS5/invalidation',
      }),
    ]);
    const { body, headers } = asked[0] as Asked;
    expect(body).toContain(
      '<Paths><Quantity>2</Quantity><Items><Path>/i/img_a/*</Path><Path>/images/img_a*</Path></Items></Paths>',
    );
    expect(body).toMatch(/<CallerReference>[^<]{10,}<\/CallerReference>/);
    expect(headers.authorization).toMatch(/^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\//);
  });

  it('is told the paths as its clients see them', async () => {
    answers = [{ status: 201, body: created }];
    await purge('cloudfront', paths, { CDN_URL: 'https://cdn.example/media' });
    expect(asked[0]?.body).toContain('<Path>/media/i/img_a/*</Path>');
  });

  it('is asked again when it throttles', async () => {
    answers = [
      { status: 400, headers: { 'retry-after': '0' }, body: refusal('Throttling') },
      { status: 201, body: created },
    ];
    await purge('cloudfront', paths);
    expect(asked).toHaveLength(2);
    // The same invalidation, were the first one made after all.
    expect(asked[1]?.body).toBe(asked[0]?.body);
  });

  it('is left to the next attempt when too many invalidations are in progress', async () => {
    answers = [{ status: 400, body: refusal('TooManyInvalidationsInProgress') }];
    const { code, message } = await failureOf(purge('cloudfront', paths));
    expect({ code, message }).toEqual({
      code: 'PURGE_FAILED',
      message: expect.stringContaining('it answered TooManyInvalidationsInProgress'),
    });
  });
});

describe('caches that are told by HTTP', () => {
  const byUrl = () => ({ CDN_PURGE_URLS: url });

  it('are told each URL with PURGE, and as whom to look', async () => {
    answers = [{ status: 404 }, { status: 200 }];
    await purge(
      'purge',
      [{ path: '/i/img_a/w1.webp' }, { path: '/i/img_a/w1.auto', accept: 'image/webp' }],
      byUrl(),
    );
    expect(asked.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
      'PURGE /i/img_a/w1.auto',
      'PURGE /i/img_a/w1.webp',
    ]);
    expect(asked.find(({ path }) => path?.endsWith('auto'))?.headers.accept).toBe('image/webp');
  });

  it('are told the tags, all caches', async () => {
    const other = `${url}/other`;
    await purge('purge', tags, { CDN_PURGE_URLS: `${url},${other}/`, CDN_PURGE_BY: 'tag' });
    expect(asked.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(['PURGE /', 'PURGE /other/']);
    expect(asked.map(({ headers }) => headers['surrogate-key'])).toEqual([tags.join(' '), tags.join(' ')]);
  });

  it.each([[405], [403], [302]])('have failed when they answer %i', async (status) => {
    answers = [{ status, headers: { location: `${url}/elsewhere` } }];
    const { message } = await failureOf(purge('purge', [{ path: '/i/img_a/w1.webp' }], byUrl()));
    expect(message).toContain(`it answered ${status}`);
    expect(asked).toHaveLength(1);
  });

  it('have failed when one of them is away', async () => {
    const gone = await serve(() => undefined);
    await gone.close();
    const bases = `${url},http://127.0.0.1:${gone.port}`;
    const { message } = await failureOf(purge('purge', tags, { CDN_PURGE_URLS: bases, CDN_PURGE_BY: 'tag' }));
    expect(message).toContain('it does not answer');
  });

  it('are left alone when the job is cut off', async () => {
    answers = [{ status: 429, headers: { 'retry-after': '20' } }];
    const cdn = await createCdn(loadConfig({ CDN_PROVIDER: 'purge', CDN_PURGE_URLS: url }).cdn);
    if (cdn?.by !== 'url') throw new Error('It is another one.');
    const cut = new AbortController();
    const purging = cdn.purge([{ path: '/i/img_a/w1.webp' }], cut.signal);
    setTimeout(() => cut.abort(new Error('cut off')), 100);
    await expect(purging).rejects.toMatchObject({ name: 'AbortError' });
    expect(asked).toHaveLength(1);
  });
});

it('is none when none is configured', async () => {
  expect(await createCdn(loadConfig({}).cdn)).toBeUndefined();
});
