import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newUuid } from '../../platform/ids.ts';
import { eventsOf } from '../../test/facts.ts';
import { admin, alice, bob, type Harness, openHarness, viewerOf } from '../../test/harness.ts';
import { seedImage } from '../../test/seed.ts';
import { anonymous, type Viewer } from '../access/viewer.ts';
import { findImage } from './find-images.ts';
import { type ImageChanges, updateImage } from './update-image.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness.close());

const described = {
  title: 'Title',
  description: 'Description',
  tags: ['one', 'two'],
  namespace: 'space',
  focalX: 0.25,
  focalY: 0.75,
  createdAt: new Date(Date.now() - 60_000),
  updatedAt: new Date(Date.now() - 60_000),
};

const seed = (more = {}) => seedImage(harness.database, { ...described, ...more });
const update = (id: string, changes: ImageChanges, viewer: Viewer = alice) =>
  updateImage(harness, viewer, { id, changes });

describe('changing an image', () => {
  it.each<[string, ImageChanges, object]>([
    ['sets a title, trimmed', { title: ' New ' }, { title: 'New' }],
    ['clears a title with null', { title: null }, { title: null }],
    ['clears a title with nothing but spaces', { title: '  ' }, { title: null }],
    ['sets a description without NUL', { description: 'a\u0000b' }, { description: 'ab' }],
    ['clears a description with null', { description: null }, { description: null }],
    ['sets tags, each once', { tags: ['b', ' b ', '', 'a'] }, { tags: ['b', 'a'] }],
    ['clears tags with null', { tags: null }, { tags: [] }],
    ['clears tags with an empty list', { tags: [] }, { tags: [] }],
    ['sets a namespace', { namespace: 'other' }, { namespace: 'other' }],
    ['clears a namespace with null', { namespace: null }, { namespace: null }],
    ['sets the visibility', { visibility: 'PUBLIC' }, { visibility: 'PUBLIC' }],
    ['sets a focal point', { focalPoint: { x: 0, y: 1 } }, { focalX: 0, focalY: 1 }],
    ['clears a focal point with null', { focalPoint: null }, { focalX: null, focalY: null }],
    [
      'sets several at once',
      { title: 'A', tags: ['x'], visibility: 'PUBLIC' },
      { title: 'A', tags: ['x'], visibility: 'PUBLIC' },
    ],
  ])('%s, and leaves alone what is absent', async (_, changes, expected) => {
    const image = await seed();
    const updated = await update(image.id, changes);
    expect(updated).toMatchObject({
      ...described,
      visibility: 'PRIVATE',
      ...expected,
      updatedAt: expect.any(Date),
    });
    expect(updated.updatedAt.getTime()).toBeGreaterThan(image.updatedAt.getTime());
    expect(await findImage(harness.database, image.id)).toEqual(updated);
    expect((await eventsOf(harness, image.id)).map(({ type }) => type)).toEqual(['IMAGE_UPDATED']);
  });

  it.each<ImageChanges>([
    {},
    { title: undefined, tags: undefined, focalPoint: undefined, visibility: undefined },
  ])('with nothing in it changes and announces nothing: %j', async (changes) => {
    const image = await seed();
    expect(await update(image.id, changes)).toEqual(Object.fromEntries(Object.entries(image)));
    expect(await eventsOf(harness, image.id)).toEqual([]);
  });

  it.each<[string, ImageChanges]>([
    ['title', { title: 'x'.repeat(201) }],
    ['description', { description: 'x'.repeat(5_001) }],
    ['tags', { tags: Array.from({ length: 51 }, (_, n) => `tag ${n}`) }],
    ['tags', { tags: ['x'.repeat(65)] }],
    ['namespace', { namespace: 'No' }],
    ['namespace', { namespace: '../up' }],
    ['visibility', { visibility: null }],
    ['focalPoint', { focalPoint: { x: 1.01, y: 0 } }],
    ['focalPoint', { focalPoint: { x: 0, y: -0.01 } }],
    ['focalPoint', { focalPoint: { x: Number.NaN, y: 0 } }],
  ])('is refused as a whole where one value is not allowed: %s', async (field, changes) => {
    const image = await seed();
    await expect(update(image.id, { title: 'fine', ...changes })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      detail: { field },
    });
    expect((await findImage(harness.database, image.id))?.title).toBe('Title');
    expect(await eventsOf(harness, image.id)).toEqual([]);
  });

  it('of another owner is refused exactly like one that does not exist', async () => {
    const [hidden, open] = [await seed(), await seed({ visibility: 'PUBLIC' })];
    for (const id of [hidden.id, open.id, newUuid()])
      await expect(update(id, { title: 'mine' }, bob)).rejects.toMatchObject({
        code: 'NOT_FOUND',
        message: 'The image does not exist, or it is not yours to see.',
      });
    expect((await findImage(harness.database, open.id))?.title).toBe('Title');
  });

  it('is allowed to an admin, and told to the owner', async () => {
    const image = await seed();
    await update(image.id, { title: 'moderated' }, admin);
    expect((await findImage(harness.database, image.id))?.ownerId).toBe('alice');
  });

  it('needs a key that may manage', async () => {
    const image = await seed();
    await expect(update(image.id, {}, anonymous)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(update(image.id, {}, viewerOf('alice', 'READ', 'UPLOAD'))).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it('from two sides at once loses neither of two fields', async () => {
    const image = await seed();
    await Promise.all([update(image.id, { title: 'one' }), update(image.id, { description: 'two' })]);
    expect(await findImage(harness.database, image.id)).toMatchObject({ title: 'one', description: 'two' });
  });

  it('takes no column that is not for people, whatever a caller passes along', async () => {
    const image = await seed();
    const changes = { title: 'x', ownerId: 'bob', storage_key: 'originals/00/x', 'title = 1 --': 'y' };
    await update(image.id, changes);
    expect(await findImage(harness.database, image.id)).toMatchObject({
      ownerId: 'alice',
      storageKey: image.storageKey,
      title: 'x',
    });
  });
});
