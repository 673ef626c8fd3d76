/** The OpenAPI document is valid and whole, and its page loads nothing from elsewhere. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { sharedDeployment } from '../stack/shared.ts';

const { url } = sharedDeployment();

interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly responses: Readonly<Record<string, unknown>>;
  readonly requestBody?: { readonly content: Readonly<Record<string, unknown>> };
}

describe('/openapi.json', () => {
  let document: { paths: Record<string, Record<string, Operation> & { servers?: unknown }> };
  beforeAll(async () => {
    document = (await (await fetch(`${url}/openapi.json`)).json()) as typeof document;
  });

  it('is valid', async () => {
    expect(await new Validator().validate(document)).toMatchObject({ valid: true });
  });

  it('describes every REST route, those of the admin port on their own server', () => {
    const found = Object.entries(document.paths).flatMap(([path, item]) =>
      ['get', 'head', 'post', 'put', 'patch', 'delete']
        .filter((method) => method in item)
        .map((method) => `${method} ${path}`),
    );
    expect(found.toSorted()).toEqual([
      'delete /files/{id}',
      'delete /images/{id}',
      'get /debug/cpu-profile',
      'get /debug/heap-snapshot',
      'get /debug/log-level',
      'get /i/{id}/{file}',
      'get /images/{id}',
      'get /images/{id}/metadata',
      'get /metrics',
      'get /probe/live',
      'get /probe/ready',
      'get /s/{token}',
      'get /s/{token}/{file}',
      'get /uploads/{id}',
      'head /files/{id}',
      'patch /files/{id}',
      'post /files',
      'post /images/{id}/purge',
      'post /images/{id}/share',
      'post /images/{id}/signed-url',
      'post /upload',
      'put /debug/log-level',
      'put /uploads/{id}',
      'put /uploads/{id}/parts/{number}',
    ]);
    for (const [path, { servers }] of Object.entries(document.paths))
      expect({ path, isOfAdminPort: servers !== undefined }).toEqual({
        path,
        isOfAdminPort: /^\/(probe|metrics|debug)/.test(path),
      });
  });

  it('says of each what it does and what it answers, refusals by their codes', () => {
    const { post } = document.paths['/upload'] ?? {};
    expect(Object.keys(post?.requestBody?.content ?? {})).toEqual(
      expect.arrayContaining(['multipart/form-data', 'image/*']),
    );
    expect(JSON.stringify(post?.responses['422'])).toContain('IDEMPOTENCY_KEY_REUSED');
    for (const { servers: _, ...operations } of Object.values(document.paths))
      for (const operation of Object.values(operations))
        expect(operation).toMatchObject({ operationId: expect.any(String), summary: expect.any(String) });
  });
});

describe('the page beside it', () => {
  it('has all that it needs on this server, and is allowed nothing else', async () => {
    const page = await fetch(`${url}/openapi/`);
    expect(page.status).toBe(200);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/https?:|'unsafe-eval'|script-src[^;]*'unsafe-inline'/);
    const html = await page.text();
    const sources = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source = '']) => source);
    expect(sources.length).toBeGreaterThan(3);
    // A script in the page itself would not run.
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>/);
    for (const source of sources) {
      const target = new URL(source, page.url);
      expect(target.origin).toBe(new URL(url).origin);
      const answer = await fetch(target);
      // Read to its end: a server that is to stop waits for who does not.
      await answer.arrayBuffer();
      expect([source, answer.status]).toEqual([source, 200]);
    }
  });
});
