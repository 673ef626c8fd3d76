/** `POST /upload` as curl and scripts use it: a form or the bytes alone, every refusal, and nothing that remains. */
import { createHash, randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { bytesOf, download } from '../clients/download.ts';
import { authorization } from '../clients/graphql.ts';
import { keyFor, newOwner, type Owner } from '../clients/owner.ts';
import { beginBytes, post, type RestUpload, sendBytes, sendForm } from '../clients/rest.ts';
import { ImagesPage } from '../documents/images.ts';
import { Profiles } from '../documents/uploads.ts';
import { manyFrames } from '../fixtures/animations.ts';
import { claimingPng } from '../fixtures/bombs.ts';
import { fileOf, jpeg, picture } from '../fixtures/pictures.ts';
import type { ProfilesQuery } from '../generated/graphql.ts';
import { sharedDeployment } from '../stack/shared.ts';
import { until } from '../until.ts';

type Profile = ProfilesQuery['profiles'][number];

const deployment = sharedDeployment();
const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

let owner: Owner;
let good: Buffer;
let profile: Profile;
beforeAll(async () => {
  [owner, good] = await Promise.all([newOwner(deployment), jpeg({ width: 160, height: 120 })]);
  const { profiles } = await owner.ask(Profiles, {});
  profile = profiles.find(({ name }) => name === 'default') as Profile;
});

describe('POST /upload', () => {
  it('takes the bytes alone and answers 201 with the image and its address', async () => {
    const { status, headers, json } = await sendBytes(owner, good, {
      query: [
        ['title', 'Tea & cake'],
        ['description', 'On a table'],
        ['tags', 'tea,cake'],
        ['tags', 'table'],
        ['namespace', 'kitchen'],
        ['filename', '../../etc/passwd\u0000\u202E.jpg'],
        ['sha256', digestOf(good)],
      ],
    });
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`${deployment.url}/images/${json.id}`);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(json).toMatchObject({
      id: expect.stringMatching(/^img_/),
      ownerId: owner.ownerId,
      profile: { name: 'default' },
      visibility: 'PRIVATE',
      title: 'Tea & cake',
      description: 'On a table',
      tags: ['tea', 'cake', 'table'],
      namespace: 'kitchen',
      filename: 'passwd.jpg',
      contentType: 'image/jpeg',
      byteSize: good.length,
      sha256: digestOf(good),
      width: 160,
      height: 120,
      failure: null,
    });
    expect(await owner.image(json.id)).toMatchObject({ id: json.id, filename: 'passwd.jpg' });
  });

  it('takes a form, with the name that the form gives', async () => {
    const { status, json } = await sendForm(owner, fileOf(good, 'Ein Büchlein.jpg'), {
      query: { visibility: 'PUBLIC' },
    });
    expect([status, json['filename'], json['visibility']]).toEqual([201, 'Ein Büchlein.jpg', 'PUBLIC']);
  });

  it('hands out URLs that work at once, signed, in the formats that they name', async () => {
    const { json } = await sendBytes(owner, good);
    expect(json.variants.map(({ name, format }) => `${name} ${format}`)).toContain('thumb WEBP');
    const thumb = json.variants.find(({ name, format }) => name === 'thumb' && format === 'WEBP');
    expect((await sharp(await bytesOf(thumb?.url)).metadata()).format).toBe('webp');
    expect(digestOf(await bytesOf(json.original?.url))).toBe(digestOf(good));
  });

  it('tells a key that may not READ no address of a private image', async () => {
    const apiKey = await keyFor(deployment, { ownerId: owner.ownerId, scopes: ['UPLOAD'] });
    const { status, json } = await sendBytes({ url: deployment.url, apiKey }, good);
    expect(status).toBe(201);
    expect(json.variants.filter(({ url }) => url !== null)).toEqual([]);
    expect(json.original).toBeNull();
  });

  it('finds out itself what the bytes are, whatever their header or name says', async () => {
    const webp = await picture({ width: 120, height: 120 }).webp().toBuffer();
    for (const type of ['image/jpeg', 'application/json', 'text/html', 'application/octet-stream']) {
      const { status, json } = await sendBytes(owner, webp, { headers: { 'content-type': type } });
      expect([type, status, json['contentType']]).toEqual([type, 201, 'image/webp']);
    }
  });
});

type Refused = readonly [bytes: Uint8Array, more?: RestUpload];

const refusals: readonly (readonly [number, string, string, () => Promise<Refused>])[] = [
  [422, 'FILE_EMPTY', 'no bytes', async () => [Buffer.alloc(0)]],
  [
    413,
    'FILE_TOO_LARGE',
    'one byte more than the profile allows',
    async () => [Buffer.concat([good, Buffer.alloc(profile.maxBytes + 1 - good.length)])],
  ],
  [415, 'UNSUPPORTED_MEDIA_TYPE', 'a page', async () => [Buffer.from('<!doctype html><script>1</script>')]],
  [
    415,
    'UNSUPPORTED_MEDIA_TYPE',
    'a drawing',
    async () => [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')],
  ],
  [422, 'IMAGE_CORRUPT', 'a JPEG that ends in its header', async () => [good.subarray(0, 120)]],
  [422, 'IMAGE_TOO_SMALL', 'a small one', async () => [await jpeg({ width: 99, height: 100 })]],
  [422, 'IMAGE_TOO_LARGE', 'a bomb', async () => [claimingPng({ width: 30_000, height: 30_000 })]],
  [422, 'TOO_MANY_FRAMES', 'an animation', async () => [manyFrames(2_000, { width: 120, height: 120 })]],
  [422, 'CHECKSUM_MISMATCH', 'another digest', async () => [good, { query: { sha256: 'a'.repeat(64) } }]],
  [400, 'UNKNOWN_PROFILE', 'no such profile', async () => [good, { query: { profile: 'nobody-made-it' } }]],
  [400, 'INVALID_INPUT', 'a long title', async () => [good, { query: { title: 'a'.repeat(201) } }]],
  [400, 'INVALID_INPUT', 'a namespace that is a path', async () => [good, { query: { namespace: '../x' } }]],
  [400, 'INVALID_INPUT', 'a digest that is none', async () => [good, { query: { sha256: 'xyz' } }]],
  [
    400,
    'INVALID_INPUT',
    'an idempotency key with a space',
    async () => [good, { headers: { 'idempotency-key': 'a b' } }],
  ],
  [400, 'BAD_REQUEST', 'a visibility of its own', async () => [good, { query: { visibility: 'SECRET' } }]],
  [400, 'BAD_REQUEST', 'a parameter that is misspelt', async () => [good, { query: { titel: 'x' } }]],
  [
    400,
    'BAD_REQUEST',
    'two titles',
    async () => [
      good,
      {
        query: [
          ['title', 'a'],
          ['title', 'b'],
        ],
      },
    ],
  ],
];

describe('POST /upload refuses', () => {
  let strict: Owner;
  beforeAll(async () => {
    strict = await newOwner(deployment);
  });

  it.each(refusals)('with %i %s %s, as bytes and as a form', async (status, code, _what, build) => {
    const [bytes, more = {}] = await build();
    const { 'content-type': _, ...headers } = more.headers ?? {};
    const answers = await Promise.all([
      sendBytes(strict, bytes, more),
      sendForm(strict, fileOf(bytes), { ...more, headers }),
    ]);
    for (const answer of answers) {
      expect([answer.status, answer.json.code]).toEqual([status, code]);
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      // A sentence for a person, with no brace that nobody filled in.
      expect(answer.json.detail).toMatch(/^[^{}]{10,}\.$/s);
    }
    expect(await strict.usage()).toEqual({ bytes: 0, images: 0 });
  });

  const part = (name: string, rest = '') =>
    `--x\r\nContent-Disposition: form-data; name="${name}"; filename="a.jpg"\r\n${rest}\r\n`;

  it.each([
    ['without a boundary', 400, 'BAD_MULTIPART', () => ['--x\r\n\r\n', 'multipart/form-data']],
    ['with nothing in it', 400, 'BAD_MULTIPART', () => ['', 'multipart/form-data; boundary=x']],
    ['without a file', 400, 'BAD_MULTIPART', () => ['--x--\r\n', 'multipart/form-data; boundary=x']],
    ['with the file under another name', 400, 'BAD_MULTIPART', () => [`${part('photo')}a\r\n--x--\r\n`]],
    [
      'with a field before the file',
      400,
      'BAD_MULTIPART',
      () => [`${part('title')}a\r\n${part('file')}b\r\n--x--\r\n`],
    ],
    [
      'with a part header that is none',
      400,
      'BAD_MULTIPART',
      () => ['--x\r\n\0\0:\r\n\r\nvalue\r\n--x--\r\n'],
    ],
    [
      'with a part header of 100 KB',
      400,
      'BAD_MULTIPART',
      () => [`${part('a'.repeat(100_000))}v\r\n--x--\r\n`],
    ],
  ] as const)('a form %s with %i %s', async (_what, status, code, build) => {
    const [body, type = 'multipart/form-data; boundary=x'] = build() as [string, string?];
    const answer = await post(strict, body, { headers: { 'content-type': type } });
    expect([answer.status, answer.json.code]).toEqual([status, code]);
  });

  it.each([
    ['that is cut after the file', 400, 'BAD_MULTIPART', () => [Buffer.from(part('file')), good]],
    [
      'with a second file',
      413,
      'TOO_MANY_FILES',
      () => [
        Buffer.from(part('file')),
        good,
        Buffer.from(`\r\n${part('file')}`),
        good,
        Buffer.from('\r\n--x--\r\n'),
      ],
    ],
    [
      'with a field after the file',
      400,
      'BAD_MULTIPART',
      () => [Buffer.from(part('file')), good, Buffer.from(`\r\n${part('title')}a\r\n--x--\r\n`)],
    ],
  ] as const)(
    'a good file in a form %s with %i %s, and keeps nothing of it',
    async (_what, status, code, build) => {
      const body = Buffer.concat(build()) as Uint8Array<ArrayBuffer>;
      const answer = await post(strict, new Blob([body]), {
        headers: { 'content-type': 'multipart/form-data; boundary=x' },
      });
      expect([answer.status, answer.json.code]).toEqual([status, code]);
      expect(await strict.usage()).toEqual({ bytes: 0, images: 0 });
    },
  );

  it('a stranger with 401 before the body is read', async () => {
    for (const target of [{ url: deployment.url }, { url: deployment.url, apiKey: 'dk_wrong' }]) {
      const { socket, answer } = await beginBytes(target, { begin: Buffer.alloc(0), total: 1_000_000 });
      // Not one byte of the body has been sent.
      await until(() => answer().includes('UNAUTHENTICATED'), { what: 'the answer' });
      expect(answer()).toMatch(/^HTTP\/1.1 401 /);
      expect(answer().toLowerCase()).toContain('www-authenticate: bearer');
      socket.destroy();
    }
    expect((await sendForm({ url: deployment.url }, fileOf(good))).status).toBe(401);
  });

  it('a key without UPLOAD with 403 before the body is read', async () => {
    const apiKey = await keyFor(deployment, { ownerId: strict.ownerId, scopes: ['READ'] });
    const { socket, answer } = await beginBytes(
      { url: deployment.url, apiKey },
      { begin: Buffer.alloc(0), total: 1_000_000 },
    );
    await until(() => answer().includes('FORBIDDEN'), { what: 'the answer' });
    expect(answer()).toMatch(/^HTTP\/1.1 403 /);
    socket.destroy();
  });

  it('a body that is announced too large before it is read', async () => {
    const { socket, answer } = await beginBytes(strict, { begin: good, total: profile.maxBytes + 1 });
    await until(() => answer().includes('FILE_TOO_LARGE'), { what: 'the answer' });
    expect(answer()).toMatch(/^HTTP\/1.1 413 /);
    socket.destroy();
  });

  it('and leaves nothing in the list', async () => {
    const { images } = await strict.ask(ImagesPage, {});
    expect(images.edges).toEqual([]);
  });
});

describe('the GraphQL upload of a stranger', () => {
  it('is refused with 401 before the body is read, in the shape of GraphQL', async () => {
    const response = await fetch(`${deployment.url}/graphql`, {
      method: 'POST',
      headers: { 'apollo-require-preflight': 'true', 'content-type': 'multipart/form-data; boundary=x' },
      // No form at all: whoever read it would say so.
      body: 'nothing of the kind',
    });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });
});

describe('an idempotency key', () => {
  const keyed = () => ({ headers: { 'idempotency-key': randomUUID() } });

  it('makes twenty requests at once one image', async () => {
    const [hasty, more] = [await newOwner(deployment), keyed()];
    const answers = await Promise.all(Array.from({ length: 20 }, () => sendBytes(hasty, good, more)));
    expect(new Set(answers.map(({ status, json }) => `${status} ${json.id}`)).size).toBe(1);
    expect(await hasty.usage()).toEqual({ bytes: good.length, images: 1 });
  });

  it('is the same by REST and by GraphQL', async () => {
    const idempotencyKey = randomUUID();
    const { id } = await owner.upload(fileOf(good, 'photo.jpg'), { idempotencyKey, tags: ['a'] });
    const { json } = await sendForm(owner, fileOf(good, 'photo.jpg'), {
      query: { tags: 'a' },
      headers: { 'idempotency-key': idempotencyKey },
    });
    expect(json.id).toBe(id);
  });

  it('is refused with 422 IDEMPOTENCY_KEY_REUSED for other words or other bytes', async () => {
    const more = keyed();
    expect((await sendBytes(owner, good, more)).status).toBe(201);
    const answers = [
      await sendBytes(owner, good, { ...more, query: { title: 'Another' } }),
      await sendBytes(owner, await jpeg({ width: 120, height: 160 }), more),
    ];
    for (const { status, json } of answers)
      expect([status, json.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
  });
});

describe('an image that was uploaded', () => {
  const asked = (target: Owner, path: string, init: RequestInit = {}) =>
    download(`${deployment.url}${path}`, {
      ...init,
      headers: { ...authorization(target.apiKey), ...(init.headers as Record<string, string>) },
    });
  const signing = (body: unknown): RequestInit => ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

  it('is deleted with DELETE /images/:id by its owner, once', async () => {
    const remover = await newOwner(deployment);
    const { json } = await sendBytes(remover, good);
    const path = `/images/${json.id}`;
    const strangers = await asked(owner, path, { method: 'DELETE' });
    expect([strangers.status, strangers.problem().code]).toEqual([404, 'NOT_FOUND']);
    expect((await download(`${deployment.url}${path}`, { method: 'DELETE' })).status).toBe(401);
    expect((await asked(remover, path, { method: 'DELETE' })).status).toBe(204);
    expect((await asked(remover, path, { method: 'DELETE' })).status).toBe(404);
    expect(await remover.image(json.id)).toBeNull();
    expect(await remover.usage()).toEqual({ bytes: 0, images: 0 });
    expect((await asked(remover, '/images/upl_x', { method: 'DELETE' })).problem().code).toBe('INVALID_ID');
  });

  it('has URLs handed out at /images/:id/signed-url', async () => {
    const { json } = await sendBytes(owner, good);
    const path = `/images/${json.id}/signed-url`;
    const urlOf = async (body: unknown) => {
      const { status, bytes } = await asked(owner, path, signing(body));
      expect(status).toBe(200);
      return JSON.parse(bytes.toString()) as { url: string; expiresAt: string };
    };
    const variant = await urlOf({ transform: { preset: 'thumb', format: 'WEBP' }, expiresIn: 600 });
    expect((await sharp(await bytesOf(variant.url)).metadata()).format).toBe('webp');
    expect(Date.parse(variant.expiresAt)).toBeGreaterThan(Date.now() + 590_000);
    expect(digestOf(await bytesOf((await urlOf({ original: true })).url))).toBe(digestOf(good));
    const made = await urlOf({ transform: '100x50-gray-q50.png' });
    expect(made.url).toContain('100x50-q50-gray.png?');
    const { width, height } = await sharp(await bytesOf(made.url)).metadata();
    expect([width, height]).toEqual([100, 50]);

    for (const [body, status, code] of [
      [{}, 400, 'INVALID_INPUT'],
      [{ original: true, transform: { preset: 'thumb', format: 'WEBP' } }, 400, 'INVALID_INPUT'],
      [{ original: true, expiresIn: 700_000 }, 400, 'INVALID_INPUT'],
      [{ original: true, expires: 5 }, 400, 'BAD_REQUEST'],
      [{ transform: { preset: 'nobody-made-it', format: 'WEBP' } }, 400, 'INVALID_TRANSFORM'],
      [{ transform: { preset: 'nobody', format: 'WEBP' } }, 400, 'INVALID_TRANSFORM'],
      [{ transform: 'w100-round.webp' }, 400, 'INVALID_TRANSFORM'],
      [{ transform: 'w100-qauto.heic' }, 400, 'INVALID_TRANSFORM'],
      [{ original: true, scope: 'IMAGE' }, 400, 'INVALID_INPUT'],
    ] as const) {
      const answer = await asked(owner, path, signing(body));
      expect([body, answer.status, answer.problem().code]).toEqual([body, status, code]);
    }
    const another = await newOwner(deployment);
    expect((await asked(another, path, signing({ original: true }))).status).toBe(404);
  });
});
