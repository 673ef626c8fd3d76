/** Changing what is said about an image, and deleting it with all that belongs to it. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { download } from '../clients/download.ts';
import { authorization } from '../clients/graphql.ts';
import { newOwner, type Owner } from '../clients/owner.ts';
import { DeleteImages, NodeById, UpdateImage } from '../documents/images.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import type { UpdateImageInput } from '../generated/graphql.ts';
import { sharedDeployment } from '../stack/shared.ts';

let owner: Owner;
beforeAll(async () => {
  owner = await newOwner(sharedDeployment());
});

const small = async (): Promise<File> => fileOf(await jpeg({ width: 100, height: 100 }));

describe('an update', () => {
  let id: string;
  beforeAll(async () => {
    ({ id } = await owner.upload(await small(), { title: 'Before', tags: ['old'] }));
  });

  const update = async (changes: Omit<UpdateImageInput, 'id'>) =>
    (await owner.ask(UpdateImage, { input: { id, ...changes } })).updateImage;

  it('changes what it names, keeps the rest, and clears what is null', async () => {
    const changed = await update({
      title: ' After ',
      tags: ['new', 'new', ''],
      focalPoint: { x: 0.25, y: 1 },
    });
    expect(changed).toMatchObject({
      image: { title: 'After', tags: ['new'], focalPoint: { x: 0.25, y: 1 }, visibility: 'PRIVATE' },
      userErrors: [],
    });
    const cleared = await update({ title: null, focalPoint: null, description: 'Only this' });
    expect(cleared.image).toMatchObject({
      title: null,
      tags: ['new'],
      focalPoint: null,
      description: 'Only this',
    });
  });

  it('is announced with the new state', async () => {
    const watch = owner.watch({ imageIds: [id] });
    await watch.first('ImageSnapshot');
    await update({ title: 'Announced' });
    const event = await watch.first('ImageUpdated', ({ image }) => image.title === 'Announced');
    expect(event.image.id).toBe(id);
    await watch.close();
  });

  it.each([
    ['a focal point outside', { focalPoint: { x: 1.5, y: 0 } }, ['input', 'focalPoint']],
    ['a long title', { title: 'a'.repeat(201) }, ['input', 'title']],
    ['no visibility', { visibility: null }, ['input', 'visibility']],
    ['a bad namespace', { namespace: 'A B' }, ['input', 'namespace']],
  ] satisfies [string, Omit<UpdateImageInput, 'id'>, string[]][])(
    'with %s is refused with INVALID_INPUT at its field',
    async (_what, changes, field) => {
      expect(await update(changes)).toMatchObject({
        image: null,
        userErrors: [{ code: 'INVALID_INPUT', field }],
      });
    },
  );

  it('of what is no image is refused with INVALID_ID, of none with NOT_FOUND', async () => {
    const codeFor = async (other: string) =>
      (await owner.ask(UpdateImage, { input: { id: other, title: 'x' } })).updateImage.userErrors[0]?.code;
    expect(await codeFor('upl_00000000000000000000000000')).toBe('INVALID_ID');
    expect(await codeFor('img_00000000000000000000000000')).toBe('NOT_FOUND');
  });

  it('to PUBLIC lets everybody fetch variants, and back to PRIVATE nobody without a signature', async () => {
    await owner.settled(id);
    const open = async () => (await download(`${owner.url}/i/${id}/thumb.webp`)).status;
    expect(await open()).toBe(404);
    await update({ visibility: 'PUBLIC' });
    expect(await open()).toBe(200);
    await update({ visibility: 'PRIVATE' });
    expect(await open()).toBe(404);
  });
});

describe('a deletion', () => {
  it('takes the image, its variants and its charge away, and is announced', async () => {
    const file = await small();
    const { id } = await owner.upload(file, { visibility: 'PUBLIC' });
    const image = await owner.settled(id);
    const before = await owner.usage();
    const watch = owner.watch({ imageIds: [id] });
    await watch.first('ImageSnapshot');

    const { deleteImages } = await owner.ask(DeleteImages, { input: { ids: [id] } });
    expect(deleteImages).toEqual({ deletedIds: [id], userErrors: [] });
    const deleted = await watch.first('ImageDeleted');
    expect(deleted.image.id).toBe(id);
    await watch.close();

    expect(await owner.usage()).toEqual({ bytes: before.bytes - file.size, images: before.images - 1 });
    expect(await owner.image(id)).toBeNull();
    expect(await owner.ask(NodeById, { id: image.variants[0]?.id ?? '' })).toEqual({ node: null });
    for (const { url } of image.variants)
      expect([404, 410]).toContain(
        (await download(url ?? '', { headers: authorization(owner.apiKey) })).status,
      );
  });

  it('deletes all or none', async () => {
    const { id } = await owner.upload(await small());
    const { deleteImages } = await owner.ask(DeleteImages, {
      input: { ids: [id, 'img_00000000000000000000000000'] },
    });
    expect(deleteImages).toMatchObject({ deletedIds: null, userErrors: [{ code: 'NOT_FOUND' }] });
    expect(await owner.image(id)).not.toBeNull();
  });

  it.each([
    ['no image', []],
    [
      '251 images',
      Array.from(
        { length: 251 },
        (_, index) => `img_01h455vb4pex5vsknk084sn${String(index).padStart(3, '0')}`,
      ),
    ],
  ])('of %s is refused with INVALID_INPUT', async (_what, ids) => {
    const { deleteImages } = await owner.ask(DeleteImages, { input: { ids } });
    expect(deleteImages.userErrors).toMatchObject([{ code: 'INVALID_INPUT', field: ['input', 'ids'] }]);
  });

  it('while the image is being made leaves nothing to be announced as ready', async () => {
    const watch = owner.watch({ after: await owner.bookmark() });
    const { id } = await owner.upload(fileOf(await jpeg({ width: 1_600, height: 1_200 })));
    await owner.ask(DeleteImages, { input: { ids: [id] } });
    await watch.first('ImageDeleted', ({ image }) => image.id === id);
    // A later image goes all the way: whatever the worker still did for the first is over by then.
    const later = await owner.upload(await small());
    await watch.first('ImageReady', ({ image }) => image.id === later.id);
    const types = watch.events.filter(({ image }) => image.id === id).map(({ __typename }) => __typename);
    expect(types.at(-1)).toBe('ImageDeleted');
    await watch.close();
  });
});
