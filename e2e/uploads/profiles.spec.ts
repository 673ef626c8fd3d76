/** A profiles file of the operator's own: where bytes are kept, what is made when, and who is refused. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { download } from '../clients/download.ts';
import { authorization } from '../clients/graphql.ts';
import { newOwner, type Owner } from '../clients/owner.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import { startStack, type Stack } from '../stack.ts';
import { describeOwnStack } from '../stack/own-stack.ts';

const profiles = `
profiles:
  default:
    allowed_mimes: [image/jpeg]
    size_max_bytes: 1000000
    storage_path: 'raw/{namespace}/{shard?}/{key_base}.{ext}'
    enable_sharding: false
    thumb_folder: thumbnails
    variants:
      - { name: thumb, size: 60x60, formats: [webp] }
      - { name: full, lazy: true, formats: [jpeg] }
  banner:
    allowed_mimes: [image/jpeg]
    size_max_bytes: 1000000
    sizes: ['64', '128']
    default_size: '128'
    convert_to: webp
  film:
    kind: video
    allowed_mimes: [video/mp4]
    size_max_bytes: 1000000
namespaces:
  ads: banner
  blog: {}
unknown_namespaces: refuse
`;

describeOwnStack('a deployment with profiles of its own', () => {
  let folder: string;
  let stack: Stack;
  let owner: Owner;
  let picture: File;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'darkroom-profiles-'));
    const path = join(folder, 'profiles.yaml');
    await writeFile(path, profiles);
    stack = await startStack({ environment: { PROFILES_PATH: path } });
    owner = await newOwner(stack);
    picture = fileOf(await jpeg({ width: 200, height: 150 }));
  });
  afterAll(async () => {
    await stack.remove();
    await rm(folder, { recursive: true, force: true });
  });

  const get = (path: string) => download(`${stack.url}${path}`, { headers: authorization(owner.apiKey) });

  const blobs = async () => (await stack.blobs()).map((path) => relative(stack.blobsDir, path));

  it('makes a lazy variant for the first request that asks for it', async () => {
    const { id } = await owner.upload(picture, { namespace: 'blog' });
    const { status } = await get(`/i/${id}/thumb.webp`);
    expect(status).toBe(200);
    const before = await blobs();
    expect(before.filter((key) => /^raw\/blog\/[0-9a-f-]{36}\.jpg$/.test(key))).toHaveLength(1);
    expect(before.filter((key) => key.startsWith('thumbnails/'))).toHaveLength(1);
    const full = await get(`/images/${id}`);
    expect({ status: full.status, type: full.headers.get('content-type') }).toEqual({
      status: 200,
      type: 'image/jpeg',
    });
    expect((await get(`/i/${id}/full.jpg`)).status).toBe(200);
    expect(await blobs()).toHaveLength(before.length + 1);
  });

  it('gives an upload the profile of its namespace, and shows its default size', async () => {
    const { id } = await owner.upload(picture, { namespace: 'ads' });
    const { variants } = await owner.settled(id);
    expect(variants.map(({ name, format, width }) => ({ name, format, width }))).toEqual([
      { name: 'w128', format: 'WEBP', width: 128 },
      { name: 'w64', format: 'WEBP', width: 64 },
    ]);
    expect((await get(`/images/${id}`)).headers.get('content-disposition')).toContain('w128');
  });

  it('refuses a namespace that its file does not list, and an image among its films', async () => {
    expect(await owner.refusal(picture, { namespace: 'other' })).toEqual(['UNKNOWN_NAMESPACE']);
    expect(await owner.refusal(picture, { profile: 'film' })).toEqual(['UNSUPPORTED_MEDIA_TYPE']);
  });
});
