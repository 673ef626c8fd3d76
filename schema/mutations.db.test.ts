import type { ReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Upload } from 'graphql-upload-minimal';
import { photo } from '../media/fixtures/photo.ts';
import { newUuid, toGlobalId } from '../platform/ids.ts';
import { type Graphql, openGraphql } from '../test/graphql.ts';
import { admin, alice, type Harness, openHarness } from '../test/harness.ts';
import { sabotaged } from '../test/sabotage.ts';
import { seedImage } from '../test/seed.ts';
import { usageOf } from '../domain/usage/quota.ts';

let harness: Harness;
let graphql: Graphql;
let picture: Buffer;
beforeAll(async () => {
  [harness, picture] = await Promise.all([
    openHarness({ quotas: { images: 1_000, bytes: undefined } }),
    photo({ width: 160, height: 120 }),
  ]);
  graphql = await openGraphql(harness);
});
afterAll(() => harness.close());

function file(body: Uint8Array | Readable = picture, filename = 'photo.jpg'): Upload {
  const upload = new Upload();
  const stream = body instanceof Readable ? body : Readable.from([body]);
  upload.promise = Promise.resolve({
    filename,
    fieldName: '0',
    mimetype: 'text/html',
    encoding: '7bit',
    createReadStream: () => stream as unknown as ReadStream,
  });
  return upload;
}

describe('uploadImage', () => {
  const mutation = `mutation ($input: UploadImageInput!) { uploadImage(input: $input) {
    image { status progress filename contentType title tags visibility namespace variants { status url } }
    upload { status receivedBytes image { filename } failure { code } }
    userErrors { code message field } } }`;

  it('answers with the image that was made, believing the bytes and not the client', async () => {
    const input = {
      file: file(),
      title: 'A title',
      tags: ['a'],
      visibility: 'PUBLIC',
      namespace: 'diary',
      profile: 'photos',
    };
    const { data, codes } = await graphql.run(mutation, { input });
    expect(codes).toEqual([]);
    expect(data.uploadImage).toEqual({
      image: {
        status: 'PROCESSING',
        progress: 0,
        filename: 'photo.jpg',
        contentType: 'image/jpeg',
        title: 'A title',
        tags: ['a'],
        visibility: 'PUBLIC',
        namespace: 'diary',
        variants: [{ status: 'PENDING', url: null }],
      },
      upload: {
        status: 'COMPLETED',
        receivedBytes: picture.length,
        image: { filename: 'photo.jpg' },
        failure: null,
      },
      userErrors: [],
    });
  });

  it.each<[string, () => object, string, string[] | null]>([
    ['an empty file', () => ({ file: file(Readable.from([])) }), 'FILE_EMPTY', null],
    ['no picture', () => ({ file: file(Buffer.from('hello')) }), 'UNSUPPORTED_MEDIA_TYPE', null],
    ['an unknown profile', () => ({ file: file(), profile: 'avatar' }), 'UNKNOWN_PROFILE', null],
    [
      'a title that is too long',
      () => ({ file: file(), title: 'x'.repeat(201) }),
      'INVALID_INPUT',
      ['input', 'title'],
    ],
  ])('says what is wrong with %s beside the payload', async (_, input, code, field) => {
    const { data, codes } = await graphql.run(mutation, { input: input() });
    expect(codes).toEqual([]);
    expect(data.uploadImage).toEqual({
      image: null,
      upload: null,
      userErrors: [{ code, message: expect.stringMatching(/\.$/), field }],
    });
  });

  it('takes several files in one operation, and one that is refused leaves the others alone', async () => {
    const several = `mutation ($a: Upload!, $b: Upload!, $c: Upload!) {
      a: uploadImage(input: { file: $a }) { image { filename } userErrors { code } }
      b: uploadImage(input: { file: $b }) { image { filename } userErrors { code } }
      c: uploadImage(input: { file: $c }) { image { filename } userErrors { code } } }`;
    const { data } = await graphql.run(several, {
      a: file(picture, 'a.jpg'),
      b: file(Buffer.from('none'), 'b.jpg'),
      c: file(picture, 'c.jpg'),
    });
    expect(data).toEqual({
      a: { image: { filename: 'a.jpg' }, userErrors: [] },
      b: { image: null, userErrors: [{ code: 'UNSUPPORTED_MEDIA_TYPE' }] },
      c: { image: { filename: 'c.jpg' }, userErrors: [] },
    });
  });

  it('says that the quota is used up as an expected failure', async () => {
    const poor = await openGraphql(harness, { quotas: { images: 0, bytes: undefined } });
    const { data, codes } = await poor.run(mutation, { input: { file: file() } });
    expect(codes).toEqual([]);
    expect(data.uploadImage.userErrors).toEqual([
      { code: 'QUOTA_EXCEEDED', message: expect.stringContaining('images'), field: null },
    ]);
  });

  it('keeps a fault of the service apart from the faults of the input, and tells nothing of it', async () => {
    const { data, codes } = await sabotaged(harness.database, { table: 'events', on: 'INSERT' }, () =>
      graphql.run(mutation, { input: { file: file() } }),
    );
    expect(data).toBeNull();
    expect(codes).toHaveLength(1);
  });
});

describe('updateImage', () => {
  const mutation = `mutation ($input: UpdateImageInput!) { updateImage(input: $input) {
    image { title description tags visibility namespace focalPoint { x y } } userErrors { code field } } }`;

  it('leaves what is absent, clears what is null and sets the rest', async () => {
    const image = await seedImage(harness.database, { title: 'old', description: 'old', tags: ['old'] });
    const id = toGlobalId('image', image.id);
    const input = { id, title: null, tags: ['new'], focalPoint: { x: 0.5, y: 1 } };
    const { data } = await graphql.run(mutation, { input });
    expect(data.updateImage).toEqual({
      image: {
        title: null,
        description: 'old',
        tags: ['new'],
        visibility: 'PRIVATE',
        namespace: null,
        focalPoint: { x: 0.5, y: 1 },
      },
      userErrors: [],
    });
  });

  it.each<[string, object, string, string[] | null]>([
    ['a missing image', { id: toGlobalId('image', newUuid()) }, 'NOT_FOUND', null],
    ['an id of another kind', { id: toGlobalId('upload', newUuid()) }, 'INVALID_ID', null],
  ])('answers %s with a user error', async (_, input, code, field) => {
    const { data, codes } = await graphql.run(mutation, { input });
    expect(codes).toEqual([]);
    expect(data.updateImage).toEqual({ image: null, userErrors: [{ code, field }] });
  });

  it('names the field that is at fault', async () => {
    const image = await seedImage(harness.database);
    const input = { id: toGlobalId('image', image.id), focalPoint: { x: 2, y: 0 } };
    const { data } = await graphql.run(mutation, { input });
    expect(data.updateImage.userErrors).toEqual([{ code: 'INVALID_INPUT', field: ['input', 'focalPoint'] }]);
  });
});

describe('deleteImages', () => {
  const mutation = `mutation ($input: DeleteImagesInput!) { deleteImages(input: $input) { deletedIds userErrors { code field } } }`;

  it('answers with the ids that are gone, and gives their quota back', async () => {
    const image = await seedImage(harness.database);
    const before = await usageOf(harness.database, 'alice');
    const id = toGlobalId('image', image.id);
    const { data } = await graphql.run(mutation, { input: { ids: [id] } });
    expect(data.deleteImages).toEqual({ deletedIds: [id], userErrors: [] });
    expect((await usageOf(harness.database, 'alice')).images).toBe(before.images - 1);
    const { data: again } = await graphql.run(mutation, { input: { ids: [id] } });
    expect(again.deleteImages).toEqual({
      deletedIds: null,
      userErrors: [{ code: 'NOT_FOUND', field: null }],
    });
  });

  it('names its list where that is empty', async () => {
    const { data } = await graphql.run(mutation, { input: { ids: [] } });
    expect(data.deleteImages.userErrors).toEqual([{ code: 'INVALID_INPUT', field: ['input', 'ids'] }]);
  });
});

describe('the viewer', () => {
  it('is told its subject, roles, and usage against its quotas', async () => {
    const used = await usageOf(harness.database, 'alice');
    const query = `{ viewer { id roles usage { bytes { used limit } images { used limit } uploadsToday { used limit } } } }`;
    expect((await graphql.run(query)).data.viewer).toEqual({
      id: 'alice',
      roles: ['USER'],
      usage: {
        bytes: { used: used.bytes, limit: null },
        images: { used: used.images, limit: 1_000 },
        uploadsToday: { used: used.uploadsToday, limit: null },
      },
    });
    expect((await graphql.run(query, {}, admin)).data.viewer).toMatchObject({
      id: 'root',
      roles: ['USER', 'ADMIN'],
      usage: { bytes: { used: 0, limit: null } },
    });
  });

  it('makes a key, sees it in its list without the secret, and revokes it', async () => {
    const { data } = await graphql.run(
      `mutation { createApiKey(input: { name: "camera", scopes: [UPLOAD], expiresIn: 60 }) {
        secret apiKey { id name scopes prefix ownerId createdAt expiresAt revokedAt lastUsedAt } userErrors { code } } }`,
    );
    const { apiKey, secret, userErrors } = data.createApiKey;
    expect(userErrors).toEqual([]);
    expect(secret).toMatch(/^dk_/);
    expect(apiKey).toMatchObject({ name: 'camera', scopes: ['UPLOAD'], ownerId: 'alice', revokedAt: null });
    expect(secret.startsWith(apiKey.prefix)).toBe(true);

    const list = `{ viewer { apiKeys(first: 1) { edges { cursor node { id name } } pageInfo { hasNextPage } } } }`;
    const { data: listed } = await graphql.run(list);
    expect(listed.viewer.apiKeys.edges[0].node).toEqual({ id: apiKey.id, name: 'camera' });
    expect(JSON.stringify(listed)).not.toContain(secret.slice(8));

    const revoke = `mutation ($id: ID!) { revokeApiKey(input: { id: $id }) { apiKey { revokedAt } userErrors { code } } }`;
    const { data: revoked } = await graphql.run(revoke, { id: apiKey.id });
    expect(revoked.revokeApiKey).toEqual({
      apiKey: { revokedAt: expect.stringMatching(/Z$/) },
      userErrors: [],
    });
  });

  it('pages through its keys, and starts at the beginning with a null cursor', async () => {
    for (const name of ['1', '2', '3'])
      await graphql.run(`mutation { createApiKey(input: { name: "${name}", scopes: [READ] }) { secret } }`);
    const list = `query ($after: String) { viewer { apiKeys(first: 2, after: $after) {
      edges { node { name } } pageInfo { hasNextPage hasPreviousPage endCursor } } } }`;
    const first = (await graphql.run(list, { after: null })).data.viewer.apiKeys;
    expect(first.edges.map(({ node }: { node: { name: string } }) => node.name)).toEqual(['3', '2']);
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const second = (await graphql.run(list, { after: first.pageInfo.endCursor })).data.viewer.apiKeys;
    expect(second.edges[0].node.name).toBe('1');
    expect(second.pageInfo.hasPreviousPage).toBe(true);
  });

  it.each(['first: 0', 'first: 101', 'first: -1'])('does not page by %s', async (page) => {
    const { codes } = await graphql.run(`{ viewer { apiKeys(${page}) { edges { cursor } } } }`);
    expect(codes).toEqual(['PAGE_TOO_LARGE']);
  });

  it('is not told of a cursor that was not made by the list', async () => {
    const { codes } = await graphql.run(`{ viewer { apiKeys(after: "x") { edges { cursor } } } }`);
    expect(codes).toEqual(['INVALID_CURSOR']);
  });
});

describe('the profiles', () => {
  it('say beforehand what an upload will be refused for, and what will be made of it', async () => {
    const { data } = await graphql.run(
      `{ profiles { name kind allowedContentTypes maxBytes maxPixels minWidth minHeight
          variants { name width height fit formats required } } }`,
      {},
      alice,
    );
    expect(data.profiles.map(({ name }: { name: string }) => name)).toEqual([...harness.profiles.keys()]);
    expect(data.profiles[0]).toEqual({
      name: 'default',
      kind: 'IMAGE',
      allowedContentTypes: ['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif', 'image/tiff'],
      maxBytes: 200_000,
      maxPixels: 1_000_000,
      minWidth: 100,
      minHeight: 100,
      variants: [
        {
          name: 'thumb',
          width: 40,
          height: 40,
          fit: 'COVER',
          formats: ['WEBP', 'JPEG', 'AVIF'],
          required: true,
        },
        {
          name: 'medium',
          width: 80,
          height: 80,
          fit: 'INSIDE',
          formats: ['WEBP', 'JPEG', 'AVIF'],
          required: true,
        },
        {
          name: 'full',
          width: null,
          height: null,
          fit: 'INSIDE',
          formats: ['WEBP', 'JPEG', 'AVIF'],
          required: true,
        },
      ],
    });
  });
});
