/** Everything again by its id, and what a deployment says of itself. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { newOwner, type Owner } from '../clients/owner.ts';
import { ApiKeys } from '../documents/access.ts';
import { NodeById, NodesById } from '../documents/images.ts';
import { Profiles, UploadById, UploadImage } from '../documents/uploads.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import { graphql } from '../generated/gql.ts';
import { sharedDeployment } from '../stack/shared.ts';

const VariantByName = graphql(`
  query VariantByName($id: ID!, $name: String!, $format: ImageFormat) {
    image(id: $id) {
      variant(name: $name, format: $format) {
        id
        name
        format
        processingMs
        readyAt
        image {
          id
        }
      }
      variants(status: [READY]) {
        id
      }
      profile {
        name
      }
      ownerId
    }
  }
`);

describe('an object', () => {
  let owner: Owner;
  let ids: { image: string; upload: string; variant: string; key: string };
  beforeAll(async () => {
    owner = await newOwner(sharedDeployment());
    const { uploadImage } = await owner.ask(UploadImage, { input: { file: fileOf(await jpeg()) } });
    const image = await owner.settled(uploadImage.image?.id ?? '');
    const { viewer } = await owner.ask(ApiKeys, {});
    ids = {
      image: image.id,
      upload: uploadImage.upload?.id ?? '',
      variant: image.variants[0]?.id ?? '',
      key: viewer.apiKeys.edges[0]?.node.id ?? '',
    };
  });

  it.each([
    ['image', 'Image', /^img_[0-9a-z]{26}$/],
    ['upload', 'MediaUpload', /^upl_[0-9a-z]{26}$/],
    ['variant', 'Variant', /^var_[0-9a-z]{26}$/],
    ['key', 'ApiKey', /^key_[0-9a-z]{26}$/],
  ] as const)('of the kind %s is found by node under its type %s', async (kind, __typename, shape) => {
    expect(ids[kind]).toMatch(shape);
    expect(await owner.ask(NodeById, { id: ids[kind] })).toEqual({ node: { __typename, id: ids[kind] } });
  });

  it('among several is found by nodes in the order of the ids, null for what is none', async () => {
    const given = [ids.variant, 'img_00000000000000000000000000', ids.image, 'nonsense', ids.upload, ids.key];
    const { nodes } = await owner.ask(NodesById, { ids: given });
    expect(nodes.map((node) => node?.id ?? null)).toEqual([
      ids.variant,
      null,
      ids.image,
      null,
      ids.upload,
      ids.key,
    ]);
  });

  it('is one of at most a hundred that nodes takes', async () => {
    const { errors } = await owner.send(NodesById, { ids: Array.from({ length: 101 }, () => ids.image) });
    expect(errors[0]?.extensions?.code).toBe('PAGE_TOO_LARGE');
  });

  it('of another kind is refused with INVALID_ID where one kind is expected', async () => {
    const { errors } = await owner.send(UploadById, { id: ids.image });
    expect(errors[0]?.extensions?.code).toBe('INVALID_ID');
  });

  it('that is an upload says what came of it', async () => {
    const { upload } = await owner.ask(UploadById, { id: ids.upload });
    expect(upload).toMatchObject({ status: 'COMPLETED', failure: null, image: { id: ids.image } });
    expect(upload?.receivedBytes).toBeGreaterThan(1_000);
  });

  it('that is a variant is found by its name, and leads back to its image', async () => {
    const { image } = await owner.ask(VariantByName, { id: ids.image, name: 'medium', format: 'AVIF' });
    expect(image).toMatchObject({
      variant: { name: 'medium', format: 'AVIF', image: { id: ids.image } },
      profile: { name: 'default' },
      ownerId: owner.ownerId,
    });
    expect(image?.variant?.processingMs).toBeGreaterThan(0);
    expect(image?.variants).toHaveLength(9);
    expect((await owner.ask(VariantByName, { id: ids.image, name: 'huge' })).image?.variant).toBeNull();
    expect((await owner.ask(VariantByName, { id: ids.image, name: 'thumb' })).image?.variant?.name).toBe(
      'thumb',
    );
  });
});

describe('a deployment', () => {
  it('names its profiles and what they make of an image', async () => {
    const owner = await newOwner(sharedDeployment());
    const { profiles } = await owner.ask(Profiles, {});
    expect(profiles.find(({ name }) => name === 'default')).toMatchObject({
      kind: 'IMAGE',
      minWidth: 100,
      minHeight: 100,
      variants: [
        {
          name: 'thumb',
          width: 200,
          height: 200,
          fit: 'COVER',
          formats: ['WEBP', 'JPEG', 'AVIF'],
          required: true,
        },
        {
          name: 'medium',
          width: 800,
          height: 800,
          fit: 'INSIDE',
          formats: ['WEBP', 'JPEG', 'AVIF'],
          required: true,
        },
        { name: 'full', width: null, height: null, formats: ['WEBP', 'JPEG', 'AVIF'], required: true },
      ],
    });
  });
});
