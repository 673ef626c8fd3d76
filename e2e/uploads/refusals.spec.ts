/** Every reason for which an upload is refused: its code, a sentence, and nothing that remains. */
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { newOwner, type Owner } from '../clients/owner.ts';
import { Profiles, UploadImage } from '../documents/uploads.ts';
import { ImagesPage } from '../documents/images.ts';
import { manyFrames } from '../fixtures/animations.ts';
import { claimingPng } from '../fixtures/bombs.ts';
import { fileOf, jpeg, picture } from '../fixtures/pictures.ts';
import type { ProfilesQuery, UploadImageInput } from '../generated/graphql.ts';
import { sharedDeployment } from '../stack/shared.ts';

type Profile = ProfilesQuery['profiles'][number];
type Refused = readonly [bytes: Uint8Array, input?: Omit<UploadImageInput, 'file'>];

const good = (): Promise<Buffer> => jpeg({ width: 160, height: 120 });
const grey = (width: number, height: number): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#808080' } })
    .jpeg()
    .toBuffer();

/** The code, what is wrong in words, and a file that shows it. */
const refusals: readonly (readonly [string, string, (profile: Profile) => Promise<Refused>])[] = [
  ['FILE_EMPTY', 'no bytes', async () => [Buffer.alloc(0)]],
  [
    'FILE_TOO_LARGE',
    'one byte more than the profile allows',
    async ({ maxBytes }) => {
      const bytes = await good();
      return [Buffer.concat([bytes, Buffer.alloc(maxBytes + 1 - bytes.length)])];
    },
  ],
  ['UNSUPPORTED_MEDIA_TYPE', 'text', async () => [Buffer.from('hello, this is a text')]],
  [
    'UNSUPPORTED_MEDIA_TYPE',
    'a page that calls itself a photo',
    async () => [Buffer.from('<!doctype html><script>alert(1)</script>')],
  ],
  [
    'UNSUPPORTED_MEDIA_TYPE',
    'a drawing with a script in it',
    async () => [
      Buffer.from(
        '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200"><script>alert(1)</script></svg>',
      ),
    ],
  ],
  ['UNSUPPORTED_MEDIA_TYPE', 'a PDF', async () => [Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n')]],
  ['IMAGE_CORRUPT', 'a JPEG that ends in its header', async () => [(await good()).subarray(0, 120)]],
  [
    'IMAGE_CORRUPT',
    'a WebP that ends in its header',
    async () => [(await picture({ width: 160, height: 120 }).webp().toBuffer()).subarray(0, 25)],
  ],
  [
    'IMAGE_TOO_SMALL',
    'one column too few',
    async ({ minWidth, minHeight }) => [await grey(minWidth - 1, minHeight)],
  ],
  [
    'IMAGE_TOO_SMALL',
    'one row too few',
    async ({ minWidth, minHeight }) => [await grey(minWidth, minHeight - 1)],
  ],
  [
    'IMAGE_TOO_LARGE',
    'a header that claims one row of pixels too many',
    async ({ maxPixels }) => [claimingPng({ width: 10_000, height: Math.floor(maxPixels / 10_000) + 1 })],
  ],
  [
    'IMAGE_TOO_LARGE',
    'a header that claims the largest PNG there is',
    async () => [claimingPng({ width: 30_000, height: 30_000 })],
  ],
  [
    'TOO_MANY_FRAMES',
    'two thousand frames of a few bytes',
    async () => [manyFrames(2_000, { width: 120, height: 120 })],
  ],
  [
    'CHECKSUM_MISMATCH',
    'another digest than was promised',
    async () => [await good(), { sha256: 'a'.repeat(64) }],
  ],
  [
    'UNKNOWN_PROFILE',
    'a profile that nobody made',
    async () => [await good(), { profile: 'no-such-profile' }],
  ],
  ['INVALID_INPUT', 'a digest that is none', async () => [await good(), { sha256: 'xyz' }]],
  ['INVALID_INPUT', 'a title of 201 characters', async () => [await good(), { title: 'a'.repeat(201) }]],
  [
    'INVALID_INPUT',
    'a description of 5,001 characters',
    async () => [await good(), { description: 'a'.repeat(5_001) }],
  ],
  [
    'INVALID_INPUT',
    '51 tags',
    async () => [await good(), { tags: Array.from({ length: 51 }, (_, index) => `tag-${index}`) }],
  ],
  ['INVALID_INPUT', 'a tag of 65 characters', async () => [await good(), { tags: ['a'.repeat(65)] }]],
  ['INVALID_INPUT', 'a namespace with a slash', async () => [await good(), { namespace: '../other' }]],
];

describe('an upload is refused', () => {
  let owner: Owner;
  let profile: Profile;
  beforeAll(async () => {
    owner = await newOwner(sharedDeployment());
    const { profiles } = await owner.ask(Profiles, {});
    profile = profiles.find(({ name }) => name === 'default') as Profile;
  });

  it.each(refusals)('with %s for %s', async (code, _what, build) => {
    const [bytes, input] = await build(profile);
    const { uploadImage } = await owner.ask(UploadImage, { input: { ...input, file: fileOf(bytes) } });
    expect(uploadImage).toMatchObject({ image: null, userErrors: [{ code }] });
    // A sentence for a person: a capital or a field's name, no braces that nobody filled in, a full stop.
    expect(uploadImage.userErrors[0]?.message).toMatch(/^[^{}]{10,}\.$/s);
    expect(await owner.usage()).toEqual({ bytes: 0, images: 0 });
  });

  it('and leaves nothing in the list', async () => {
    const { images } = await owner.ask(ImagesPage, {});
    expect(images.edges).toEqual([]);
  });
});

describe('at the limit itself an upload is accepted', () => {
  it.each([
    ['the smallest picture', () => grey(100, 100)],
    ['the digest that was promised', good],
    ['an animation of 500 frames', async () => manyFrames(500, { width: 100, height: 100 })],
    ['a name that is a path', good],
    ['a type that was declared wrongly', () => picture({ width: 120, height: 120 }).webp().toBuffer()],
  ])('%s', async (_what, build) => {
    const owner = await newOwner(sharedDeployment());
    const bytes = await build();
    const image = await owner.upload(fileOf(bytes, '../../etc/passwd\u0000\u202E.jpg', 'image/tiff'), {
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
    expect(image).toMatchObject({ byteSize: bytes.length, filename: 'passwd.jpg' });
    expect(await owner.usage()).toEqual({ bytes: bytes.length, images: 1 });
  });
});
