/** Keys: what each scope opens, shown once, ended within a second. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { download } from '../clients/download.ts';
import { authorization, graphqlClient } from '../clients/graphql.ts';
import { keyFor, newOwner, type Owner, ownerWith } from '../clients/owner.ts';
import { ApiKeys, CreateApiKey, RevokeApiKey, Usage } from '../documents/access.ts';
import { DeleteImages, ImagesPage, UpdateImage } from '../documents/images.ts';
import { UploadImage } from '../documents/uploads.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import type { ApiKeyScope } from '../generated/graphql.ts';
import { sharedDeployment } from '../stack/shared.ts';
import { until } from '../until.ts';

const deployment = sharedDeployment();
let owner: Owner;
let file: File;
beforeAll(async () => {
  owner = await newOwner(deployment);
  file = fileOf(await jpeg({ width: 100, height: 100 }));
});

const withScopes = async (...scopes: ApiKeyScope[]): Promise<Owner> =>
  ownerWith(deployment, {
    ownerId: owner.ownerId,
    apiKey: await keyFor(deployment, { ownerId: owner.ownerId, scopes }),
  });

describe('a key', () => {
  it('is shown once, and afterwards only by its first characters', async () => {
    const { createApiKey } = await owner.ask(CreateApiKey, { input: { name: 'camera', scopes: ['UPLOAD'] } });
    expect(createApiKey).toMatchObject({
      apiKey: {
        name: 'camera',
        ownerId: owner.ownerId,
        scopes: ['UPLOAD'],
        expiresAt: null,
        revokedAt: null,
      },
      userErrors: [],
    });
    expect(createApiKey.secret).toMatch(/^dk_[\w-]{43}$/);
    expect(createApiKey.secret?.startsWith(createApiKey.apiKey?.prefix ?? 'none')).toBe(true);
    const listed = await owner.ask(ApiKeys, {});
    expect(JSON.stringify(listed)).not.toContain(createApiKey.secret);
    expect(listed.viewer.apiKeys.edges.map(({ node }) => node.name)).toContain('camera');
  });

  it('is refused everywhere within about a second of being revoked', async () => {
    const { createApiKey } = await owner.ask(CreateApiKey, { input: { name: 'lost', scopes: ['READ'] } });
    const lost = ownerWith(deployment, { ownerId: owner.ownerId, apiKey: createApiKey.secret ?? '' });
    expect((await lost.send(ImagesPage, {})).status).toBe(200);
    const { revokeApiKey } = await owner.ask(RevokeApiKey, { input: { id: createApiKey.apiKey?.id ?? '' } });
    expect(revokeApiKey.apiKey?.revokedAt).not.toBeNull();
    const revokedAt = Date.now();
    await until(async () => (await lost.send(ImagesPage, {})).status === 401, { what: 'the end of the key' });
    expect(Date.now() - revokedAt).toBeLessThan(5_000);
    const again = await owner.ask(RevokeApiKey, { input: { id: createApiKey.apiKey?.id ?? '' } });
    expect(again.revokeApiKey).toMatchObject({
      apiKey: { revokedAt: revokeApiKey.apiKey?.revokedAt },
      userErrors: [],
    });
  });

  it('with a lifetime ends by itself', async () => {
    const apiKey = await keyFor(deployment, { ownerId: owner.ownerId, scopes: ['READ'], expiresIn: 2 });
    const passing = ownerWith(deployment, { ownerId: owner.ownerId, apiKey });
    expect((await passing.send(ImagesPage, {})).status).toBe(200);
    await until(async () => (await passing.send(ImagesPage, {})).status === 401, {
      what: 'the key to expire',
    });
  });

  it.each([
    ['a key that nobody made', 'Bearer dk_0000000000000000000000000000000000000000000'],
    ['an empty one', 'Bearer '],
    ['another scheme', 'Basic dXNlcjpwYXNz'],
    ['a token of another kind', 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.'],
    ['ten thousand characters', `Bearer ${'a'.repeat(10_000)}`],
  ])('that is %s is refused with 401 UNAUTHENTICATED on every door', async (_what, header) => {
    const stranger = graphqlClient({ url: deployment.url });
    const { status, errors } = await stranger.send(ImagesPage, {}, { authorization: header });
    expect({ status, code: errors[0]?.extensions?.code }).toEqual({ status: 401, code: 'UNAUTHENTICATED' });
    const route = await download(`${deployment.url}/images/img_00000000000000000000000000`, {
      headers: { authorization: header },
    });
    expect({ status: route.status, code: route.problem().code }).toEqual({
      status: 401,
      code: 'UNAUTHENTICATED',
    });
    expect(route.headers.get('www-authenticate')).toBe('Bearer');
    for (const path of ['/graphql?query={__typename}', '/graphql/stream', '/']) {
      const answer = await download(`${deployment.url}${path}`, {
        headers: { authorization: header, 'apollo-require-preflight': 'true' },
      });
      expect([path, answer.status, answer.headers.get('www-authenticate')]).toEqual([path, 401, 'Bearer']);
    }
  });

  it('is needed for everything that is somebody’s', async () => {
    const stranger = graphqlClient({ url: deployment.url });
    const answers = await Promise.all([
      stranger.send(ImagesPage, {}),
      stranger.send(Usage, {}),
      stranger.send(UploadImage, { input: { file } }),
      stranger.send(DeleteImages, { input: { ids: ['img_00000000000000000000000000'] } }),
      stranger.send(CreateApiKey, { input: { name: 'x', scopes: ['READ'] } }),
      stranger.send(RevokeApiKey, { input: { id: 'key_00000000000000000000000000' } }),
      stranger.send(UpdateImage, { input: { id: 'img_00000000000000000000000000' } }),
    ]);
    for (const { errors } of answers) expect(errors[0]?.extensions?.code).toBe('UNAUTHENTICATED');
  });
});

describe('a scope', () => {
  it('READ opens reading and nothing else', async () => {
    const reader = await withScopes('READ');
    const { id } = await owner.upload(file);
    expect((await reader.ask(ImagesPage, {})).images.nodes.map((node) => node.id)).toContain(id);
    const refused = await Promise.all([
      reader.send(UploadImage, { input: { file } }),
      reader.send(UpdateImage, { input: { id, title: 'x' } }),
      reader.send(DeleteImages, { input: { ids: [id] } }),
      reader.send(CreateApiKey, { input: { name: 'x', scopes: ['READ'] } }),
      reader.send(ApiKeys, {}),
    ]);
    for (const { errors } of refused) expect(errors[0]?.extensions?.code).toBe('FORBIDDEN');
  });

  it('UPLOAD adds images that it cannot see', async () => {
    const camera = await withScopes('UPLOAD');
    const { uploadImage } = await camera.ask(UploadImage, { input: { file } });
    const id = uploadImage.image?.id ?? '';
    expect(await camera.image(id)).toBeNull();
    expect(await owner.image(id)).not.toBeNull();
    expect((await camera.send(ImagesPage, {})).errors[0]?.extensions?.code).toBe('FORBIDDEN');
    const route = await download(`${deployment.url}/images/${id}/metadata`, {
      headers: authorization(camera.apiKey),
    });
    expect(route.status).toBe(404);
  });

  it('cannot be handed out by who lacks it, nor to somebody else', async () => {
    const manager = await withScopes('MANAGE');
    for (const input of [
      { name: 'x', scopes: ['READ'] as const },
      { name: 'x', scopes: ['ADMIN'] as const },
      { name: 'x', scopes: ['MANAGE'] as const, ownerId: 'somebody-else' },
    ]) {
      const { errors } = await manager.send(CreateApiKey, { input });
      expect(errors[0]?.extensions?.code).toBe('FORBIDDEN');
    }
  });

  it('ADMIN sees and manages what is others’', async () => {
    const admin = graphqlClient(deployment);
    const { id } = await owner.upload(file);
    const { images } = await admin.ask(ImagesPage, { filter: { ownerId: owner.ownerId }, first: 1 });
    expect(images.nodes[0]?.id).toBe(id);
    const { updateImage } = await admin.ask(UpdateImage, { input: { id, title: 'Looked at' } });
    expect(updateImage.image?.title).toBe('Looked at');
    expect((await admin.ask(ApiKeys, { first: 1 })).viewer.roles).toEqual(['USER', 'ADMIN']);
    expect((await owner.ask(ApiKeys, { first: 1 })).viewer.roles).toEqual(['USER']);
  });

  it.each([
    ['no scope', { name: 'x', scopes: [] }],
    ['no name', { name: ' ', scopes: ['READ'] as const }],
    ['a name of 101 characters', { name: 'a'.repeat(101), scopes: ['READ'] as const }],
  ])('request with %s is refused with INVALID_INPUT', async (_what, input) => {
    const { createApiKey } = await owner.ask(CreateApiKey, { input });
    expect(createApiKey).toMatchObject({
      apiKey: null,
      secret: null,
      userErrors: [{ code: 'INVALID_INPUT' }],
    });
  });

  it('list is paged, the newest first', async () => {
    const first = await owner.ask(ApiKeys, { first: 1 });
    expect(first.viewer.apiKeys.pageInfo.hasNextPage).toBe(true);
    const second = await owner.ask(ApiKeys, {
      first: 100,
      after: first.viewer.apiKeys.pageInfo.endCursor ?? null,
    });
    const [newest] = first.viewer.apiKeys.edges;
    expect(second.viewer.apiKeys.edges.map(({ node }) => node.id)).not.toContain(newest?.node.id);
    expect((await owner.send(ApiKeys, { first: 101 })).errors[0]?.extensions?.code).toBe('PAGE_TOO_LARGE');
  });
});
