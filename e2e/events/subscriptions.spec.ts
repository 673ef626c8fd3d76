/** imageEvents: the present state first, then everything in order, and on from where a client left off. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { newOwner, type Owner } from '../clients/owner.ts';
import { DeleteImages, UpdateImage } from '../documents/images.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import { sharedDeployment } from '../stack/shared.ts';

let owner: Owner;
let small: File;
beforeAll(async () => {
  owner = await newOwner(sharedDeployment());
  small = fileOf(await jpeg({ width: 100, height: 100 }));
});

const retitle = (id: string, title: string) => owner.ask(UpdateImage, { input: { id, title } });

describe('a subscription', () => {
  it('begins with one snapshot of each image that it names, in that order', async () => {
    const [one, two] = [await owner.upload(small), await owner.upload(small)];
    await Promise.all([owner.settled(one.id), owner.settled(two.id)]);
    const watch = owner.watch({ imageIds: [two.id, one.id, two.id] });
    await watch.first('ImageSnapshot', ({ image }) => image.id === one.id);
    expect(watch.events.map(({ __typename, image }) => [__typename, image.id, image.status])).toEqual([
      ['ImageSnapshot', two.id, 'READY'],
      ['ImageSnapshot', one.id, 'READY'],
    ]);
    await watch.close();
  });

  it('misses nothing between its snapshot and the first event, however soon it begins', async () => {
    const { id } = await owner.upload(fileOf(await jpeg({ width: 900, height: 600 })));
    const watch = owner.watch({ imageIds: [id] });
    const snapshot = await watch.first('ImageSnapshot');
    await (snapshot.image.status === 'READY' ? snapshot : watch.first('ImageReady'));
    const told = new Set(
      watch.events.flatMap((event) => (event.__typename === 'VariantReady' ? [event.variant.id] : [])),
    );
    // What the snapshot counted as ready and what was announced afterwards is the whole, without overlap.
    expect(Math.round(snapshot.image.progress * 9) + told.size).toBeGreaterThanOrEqual(9);
    await watch.close();
  });

  it('resumes behind the event that a client saw last, in order and without repeating one', async () => {
    const after = await owner.bookmark();
    const { id } = await owner.upload(small);
    const whole = owner.watch({ after });
    await whole.first('ImageReady', ({ image }) => image.id === id);
    const all = whole.events.map((event) => event.id);
    await whole.close();
    const seen = 4;
    const resumed = owner.watch({ after: all[seen - 1] ?? '' });
    await resumed.first('ImageReady', ({ image }) => image.id === id);
    expect(resumed.events.map((event) => event.id)).toEqual(all.slice(seen));
    expect(new Set(all).size).toBe(all.length);
    await resumed.close();
  });

  it('without ids tells of every image of its owner, new ones included', async () => {
    const watch = owner.watch({ after: await owner.bookmark() });
    const { id } = await owner.upload(small);
    await watch.first('ImageUploaded', ({ image }) => image.id === id);
    await owner.settled(id);
    await retitle(id, 'Renamed');
    await watch.first('ImageUpdated', ({ image }) => image.id === id && image.title === 'Renamed');
    await owner.ask(DeleteImages, { input: { ids: [id] } });
    const deleted = await watch.first('ImageDeleted', ({ image }) => image.id === id);
    expect(deleted.image).toMatchObject({ id, title: 'Renamed' });
    await watch.close();
  });

  it('tells what its filter asks for, and nothing else', async () => {
    const tag = `filtered-${owner.ownerId}`;
    const watch = owner.watch({
      after: await owner.bookmark(),
      filter: { types: ['IMAGE_UPLOADED', 'IMAGE_READY'], tags: [tag] },
    });
    const other = await owner.upload(small);
    const { id } = await owner.upload(small, { tags: [tag] });
    await owner.settled(other.id);
    await watch.first('ImageReady', ({ image }) => image.id === id);
    expect(watch.events.map(({ __typename, image }) => [__typename, image.id])).toEqual([
      ['ImageUploaded', id],
      ['ImageReady', id],
    ]);
    await watch.close();
  });

  it('resumes behind a snapshot, and is refused behind what is not kept with EVENT_EXPIRED', async () => {
    const { id } = await owner.upload(small);
    await owner.settled(id);
    const first = owner.watch({ imageIds: [id] });
    const snapshot = await first.first('ImageSnapshot');
    await first.close();
    await retitle(id, 'While nobody looked');
    const resumed = owner.watch({ imageIds: [id], after: snapshot.id });
    await resumed.first('ImageUpdated', ({ image }) => image.title === 'While nobody looked');
    await resumed.close();
    const expired = owner.watch({ imageIds: [id], after: 'evt_01h455vb4pex5vsknk084sn02q' });
    expect(await expired.ended).toMatchObject([{ extensions: { code: 'EVENT_EXPIRED' } }]);
    await expired.close();
  });

  it('tells two clients of one owner the same', async () => {
    const after = await owner.bookmark();
    const watches = [owner.watch({ after }), owner.watch({ after })];
    const { id } = await owner.upload(small);
    for (const watch of watches) await watch.first('ImageReady', ({ image }) => image.id === id);
    const [one, other] = watches.map(({ events }) => events.map((event) => event.id));
    expect(one).toEqual(other);
    for (const watch of watches) await watch.close();
  });

  it('of a public image ends for others with ACCESS_ENDED when it becomes private', async () => {
    const stranger = await newOwner(sharedDeployment());
    const { id } = await owner.upload(small, { visibility: 'PUBLIC' });
    await owner.settled(id);
    const watch = stranger.watch({ imageIds: [id] });
    await watch.first('ImageSnapshot');
    await retitle(id, 'For all');
    await watch.first('ImageUpdated', ({ image }) => image.title === 'For all');
    await owner.ask(UpdateImage, { input: { id, visibility: 'PRIVATE', title: 'For me' } });
    expect(await watch.ended).toMatchObject([{ extensions: { code: 'ACCESS_ENDED' } }]);
    expect(watch.events.map(({ image }) => image.title)).not.toContain('For me');
    await watch.close();
  });

  it.each([
    ['INVALID_INPUT', 'no image', { imageIds: [] }],
    [
      'INVALID_INPUT',
      '251 images',
      { imageIds: Array.from({ length: 251 }, () => 'img_00000000000000000000000000') },
    ],
    ['INVALID_ID', 'an id of another kind', { imageIds: ['upl_00000000000000000000000000'] }],
    ['INVALID_ID', 'an event that is none', { after: 'yesterday' }],
    ['NOT_FOUND', 'an image that is missing', { imageIds: ['img_00000000000000000000000000'] }],
  ])('is refused with %s for %s', async (code, _what, variables) => {
    const watch = owner.watch(variables);
    expect(await watch.ended).toMatchObject([{ extensions: { code } }]);
    await watch.close();
  });

  it('without a key is refused with UNAUTHENTICATED where it names nothing', async () => {
    const { watchImages } = await import('../clients/image-events.ts');
    const watch = watchImages({ url: owner.url });
    expect(await watch.ended).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    await watch.close();
  });
});
