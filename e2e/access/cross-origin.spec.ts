/** What a web page on another origin can and cannot make a visitor's browser do. */
import { describe, expect, it } from '@jest/globals';
import { authorization } from '../clients/graphql.ts';
import { newOwner } from '../clients/owner.ts';
import { UploadImage } from '../documents/uploads.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import { sharedDeployment } from '../stack/shared.ts';

const { url, apiKey } = sharedDeployment();
const query = JSON.stringify({ query: '{ profiles { name } }' });

const post = (headers: Record<string, string>, body: string | FormData = query) =>
  fetch(`${url}/graphql`, { method: 'POST', headers: { ...authorization(apiKey), ...headers }, body });

const codeOf = async (response: Response): Promise<unknown> =>
  ((await response.json()) as { errors?: { extensions?: { code?: string } }[] }).errors?.[0]?.extensions
    ?.code;

describe('a request that any page could send', () => {
  it.each(['text/plain', 'application/x-www-form-urlencoded', 'text/plain; charset=utf-8'])(
    'with the type %s is refused with 400 CSRF_REFUSED',
    async (type) => {
      const response = await post({ 'content-type': type });
      expect([response.status, await codeOf(response)]).toEqual([400, 'CSRF_REFUSED']);
    },
  );

  it('with a file is refused before a byte of it is read, and nothing is stored', async () => {
    const owner = await newOwner({ url, apiKey });
    const form = new FormData();
    form.append(
      'operations',
      JSON.stringify({ query: UploadImage.toString(), variables: { input: { file: null } } }),
    );
    form.append('map', '{"0":["variables.input.file"]}');
    form.append('0', fileOf(await jpeg()));
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: authorization(owner.apiKey),
      body: form,
    });
    expect([response.status, await codeOf(response)]).toEqual([400, 'CSRF_REFUSED']);
    expect(await owner.usage()).toEqual({ bytes: 0, images: 0 });
  });

  it('as a GET is refused', async () => {
    const response = await fetch(`${url}/graphql?query=${encodeURIComponent('{ profiles { name } }')}`, {
      headers: authorization(apiKey),
    });
    expect(response.status).toBe(400);
  });

  it.each(['apollo-require-preflight', 'x-apollo-operation-name'])(
    'passes with the header %s',
    async (name) => {
      const form = new FormData();
      form.append('operations', query);
      form.append('map', '{}');
      expect((await post({ [name]: 'yes' }, form)).status).toBe(200);
    },
  );
});

describe('a page on another origin', () => {
  it('is not let in unless the deployment names it', async () => {
    const response = await fetch(`${url}/graphql`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://evil.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });
    expect(response.headers.get('access-control-allow-origin')).not.toBe('https://evil.example');
    const answered = await post({ 'content-type': 'application/json', origin: 'https://evil.example' });
    expect(answered.headers.get('access-control-allow-origin')).not.toBe('https://evil.example');
    expect(answered.headers.get('access-control-allow-credentials')).toBeNull();
  });
});

describe('a request that cannot be understood', () => {
  it.each([
    ['no JSON', 'application/json', '{'],
    ['no query', 'application/json', '{}'],
    ['a type that nobody reads', 'application/xml', '<query/>'],
    ['no GraphQL', 'application/json', '{"query":"{"}'],
    ['a field that does not exist', 'application/json', '{"query":"{ nothing }"}'],
    ['a batch', 'application/json', `[${query},${query}]`],
    ['five thousand tokens', 'application/json', JSON.stringify({ query: `{ ${'a '.repeat(5_000)} }` })],
  ])('for %s is refused with a status of 400 to 415', async (_what, type, body) => {
    const { status } = await post({ 'content-type': type }, body);
    expect([400, 415]).toContain(status);
  });

  it('for a body of two megabytes is refused with 413 REQUEST_TOO_LARGE', async () => {
    const response = await post(
      { 'content-type': 'application/json' },
      JSON.stringify({ query: '#'.repeat(2_000_000) }),
    );
    expect([response.status, await codeOf(response)]).toEqual([413, 'REQUEST_TOO_LARGE']);
  });

  it('is answered in the type that the client prefers', async () => {
    const response = await post({
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
    });
    expect(response.headers.get('content-type')).toContain('application/graphql-response+json');
  });
});
