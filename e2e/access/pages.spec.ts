/** What pages for people may do in a browser, and answers that are not meant to be pages. */
import { describe, expect, it } from '@jest/globals';
import { sharedDeployment } from '../stack/shared.ts';

const { url } = sharedDeployment();

const directives = (policy: string | null): Record<string, string> =>
  Object.fromEntries(
    (policy ?? '').split(';').map((directive) => {
      const [name = '', ...sources] = directive.trim().split(/\s+/);
      return [name, sources.join(' ')];
    }),
  );

describe.each(['/', '/sign-in?token=none', '/openapi/'])('the page %s', (path) => {
  it('loads nothing from elsewhere, runs no script of its text, and is in no frame', async () => {
    const { headers } = await fetch(`${url}${path}`);
    const policy = directives(headers.get('content-security-policy'));
    expect(policy).toMatchObject({
      'default-src': "'none'",
      'base-uri': "'none'",
      'frame-ancestors': "'none'",
    });
    expect(policy['script-src'] ?? '').not.toMatch(/unsafe|http|\*/);
  });

  it('tells no other site where its visitor was, and leaves it no hold on its window', async () => {
    const { headers } = await fetch(`${url}${path}`);
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'strict-origin',
      'cross-origin-opener-policy': 'same-origin',
      'content-type': expect.stringContaining('text/html'),
    });
    expect(headers.has('strict-transport-security')).toBe(url.startsWith('https:'));
  });
});

describe('a page of the server’s own', () => {
  it.each(['/', '/sign-in?token=none'])(
    'at %s has no script, and only the style that its policy names',
    async (path) => {
      const response = await fetch(`${url}${path}`);
      const html = await response.text();
      expect(html).not.toMatch(/<script|\son\w+=|style="|javascript:/i);
      expect(directives(response.headers.get('content-security-policy'))['style-src']).toMatch(
        /^'sha256-[^' ]+'$/,
      );
      expect(response.headers.get('cache-control')).toBe('no-store');
    },
  );

  it('shows nothing of what its address says', async () => {
    const response = await fetch(`${url}/sign-in?token=${encodeURIComponent('"><script>alert(1)</script>')}`);
    expect(await response.text()).not.toContain('alert(1)');
  });

  it('is readable: a language, a title, one heading, and what is wrong is announced', async () => {
    const html = await (await fetch(`${url}/sign-in?token=none`)).text();
    expect(html).toMatch(/<html lang="en">[\s\S]*<title>\S[\s\S]*<main>[\s\S]*<h1>\S[\s\S]*role="alert"/);
  });
});

describe('the web app', () => {
  const page = { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } };
  const paths = ['/', '/library', '/library/img_1', '/upload', '/settings', '/settings/keys', '/graphql'];

  it.each(paths)('is a page for browsers at %s, asked for anew each time', async (path) => {
    const { status, headers } = await fetch(url + path, page);
    expect({ status, ...Object.fromEntries(headers) }).toMatchObject({
      status: 200,
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      vary: 'accept',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'strict-origin',
      'cross-origin-opener-policy': 'same-origin',
    });
  });

  it('runs the scripts of this server alone, and styles that one answer alone can name', async () => {
    const policyOf = async () => directives((await fetch(url, page)).headers.get('content-security-policy'));
    const [policy, next] = [await policyOf(), await policyOf()];
    expect(policy).toMatchObject({
      'default-src': "'none'",
      'script-src': "'self'",
      'base-uri': "'none'",
      'form-action': "'self'",
      'frame-ancestors': "'none'",
    });
    expect(policy['style-src']).toMatch(/^'self' 'nonce-[\w+/]{22}=='$/);
    expect(next['style-src']).not.toBe(policy['style-src']);
  });

  it('has GraphiQL at the address of the API, whose scripts are this server’s alone as well', async () => {
    const { headers } = await fetch(`${url}/graphql`, page);
    const policy = directives(headers.get('content-security-policy'));
    expect(policy).toMatchObject({
      'default-src': "'none'",
      'script-src': "'self'",
      'worker-src': "'self'",
      'style-src': "'self' 'unsafe-inline'",
      'base-uri': "'none'",
      'frame-ancestors': "'none'",
    });
    const asked = await fetch(`${url}/graphql?query={__typename}`, {
      headers: { 'apollo-require-preflight': 'true' },
    });
    expect(await asked.json()).toMatchObject({ data: { __typename: 'Query' } });
  });

  it('is made of files that are kept for good, and sent as small as the browser can take them', async () => {
    const html = await (await fetch(url, page)).text();
    const [script = ''] = /\/assets\/[\w-]+\.js/.exec(html) ?? [];
    for (const [accepted, coding] of [
      ['gzip, br', 'br'],
      ['gzip', 'gzip'],
      ['identity', null],
    ] as const) {
      const { status, headers } = await fetch(url + script, { headers: { 'accept-encoding': accepted } });
      expect([status, headers.get('content-encoding')]).toEqual([200, coding]);
      expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(headers.get('vary')).toBe('accept-encoding');
    }
  });

  it('answers what is no file of it like everything that is not there', async () => {
    // Nor what lies beside them: /assets/ and above.
    for (const path of ['/assets/none.js', '/assets/', '/assets/..%2findex.html', '/assets/%2e%2e/.stamp']) {
      const answer = await fetch(url + path, page);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        404,
        'application/problem+json; charset=utf-8',
      ]);
      expect(await answer.json()).toMatchObject({ code: 'NOT_FOUND' });
    }
  });

  it('is not there for who does not ask for HTML, and leaves others’ routes to them', async () => {
    const statusOf = async (path: string, accept: string) =>
      (await fetch(url + path, { headers: { accept } })).status;
    for (const accept of ['*/*', 'application/json', 'application/json, text/html', 'image/avif,*/*']) {
      for (const path of ['/library', '/settings/keys']) expect(await statusOf(path, accept)).toBe(404);
      expect(await statusOf('/upload', accept)).toBe(405);
    }
    // No page, whoever asks.
    for (const path of ['/images/img_1', '/nothing', '/library/a/b'])
      expect(await statusOf(path, page.headers.accept)).toBe(404);
  });
});

describe('an answer of the API', () => {
  it.each([
    ['GraphQL', '/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }],
    ['a refused upload', '/upload', { method: 'POST' }],
    ['tus', '/files', { method: 'OPTIONS' }],
    ['an upload that is not there', '/uploads/upl_1', {}],
  ])('of %s can do nothing in a browser', async (_what, path, init) => {
    const { headers } = await fetch(`${url}${path}`, init);
    expect(directives(headers.get('content-security-policy'))).toMatchObject({ 'default-src': "'none'" });
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('sets no cookie', async () => {
    for (const path of ['/', '/openapi.json', '/graphql', '/images/img_1'])
      expect((await fetch(`${url}${path}`)).headers.getSetCookie()).toEqual([]);
  });
});
