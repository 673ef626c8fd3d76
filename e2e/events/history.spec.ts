/** What happened to images can be looked up afterwards, as it was told. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { newOwner, type Owner } from '../clients/owner.ts';
import { ImageHistory, OwnHistory } from '../documents/history.ts';
import { DeleteImages, UpdateImage } from '../documents/images.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import { sharedDeployment } from '../stack/shared.ts';

let owner: Owner;
beforeAll(async () => {
  owner = await newOwner(sharedDeployment());
});

describe('the history', () => {
  it('of an image is what its subscription told, read page by page', async () => {
    const watch = owner.watch({ after: await owner.bookmark() });
    const { id } = await owner.upload(fileOf(await jpeg({ width: 100, height: 100 })));
    await owner.settled(id);
    await owner.ask(UpdateImage, { input: { id, title: 'The end' } });
    await watch.first('ImageUpdated', ({ image }) => image.id === id && image.title === 'The end');
    const told = watch.events.filter(({ image }) => image.id === id).map((event) => event.id);
    await watch.close();

    const read: string[] = [];
    for (let after: string | null | undefined; ;) {
      const { image } = await owner.ask(ImageHistory, { id, first: 5, after: after ?? null });
      read.push(...(image?.events.nodes ?? []).map((event) => event.id));
      if (!image?.events.pageInfo.hasNextPage) break;
      after = image.events.pageInfo.endCursor;
    }
    expect(read.toReversed()).toEqual(told);
  });

  it('of a viewer goes on after an image is deleted, and is nobody else’s', async () => {
    const before = await owner.bookmark();
    const { id } = await owner.upload(fileOf(await jpeg({ width: 100, height: 100 })), { title: 'Gone' });
    await owner.settled(id);
    await owner.ask(DeleteImages, { input: { ids: [id] } });
    const { viewer } = await owner.ask(OwnHistory, { before });
    expect(viewer.events.nodes).toMatchObject([{ __typename: 'ImageDeleted', image: { id, title: 'Gone' } }]);
    const stranger = await newOwner(sharedDeployment());
    expect((await stranger.ask(OwnHistory, {})).viewer.events.nodes).toEqual([]);
  });
});
