/** The main job: a photo goes in, nine variants come out, each announced as it lands. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { newOwner, type Owner } from '../clients/owner.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import { sharedDeployment } from '../stack/shared.ts';

const sizes = {
  thumb: { width: 200, height: 200 },
  medium: { width: 800, height: 600 },
  full: { width: 1200, height: 900 },
};
const allVariants = ['thumb', 'medium', 'full'].flatMap((name) =>
  ['WEBP', 'JPEG', 'AVIF'].map((format) => `${name} ${format}`),
);

describe('an uploaded photo', () => {
  let owner: Owner;
  let bytes: Buffer;
  beforeAll(async () => {
    owner = await newOwner(sharedDeployment());
    bytes = await jpeg({ width: 1200, height: 900 });
  });

  it('becomes nine variants, of which the first is the thumb in WebP, each announced once', async () => {
    const watch = owner.watch({ after: await owner.bookmark() });
    const image = await owner.upload(fileOf(bytes, 'holiday.jpg'));
    expect(image).toMatchObject({
      status: 'PROCESSING',
      filename: 'holiday.jpg',
      contentType: 'image/jpeg',
      width: 1200,
      height: 900,
    });
    await watch.first('ImageReady', (event) => event.image.id === image.id);

    const types = watch.events
      .filter((event) => event.image.id === image.id)
      .map(({ __typename }) => __typename);
    expect(types.filter((type) => type === 'ImageUploaded')).toHaveLength(1);
    expect(types.filter((type) => type === 'ImageReady')).toHaveLength(1);
    const ready = watch.events.flatMap((event) =>
      event.__typename === 'VariantReady' ? [event.variant] : [],
    );
    expect(ready.map(({ name, format }) => `${name} ${format}`)).toHaveLength(9);
    expect(new Set(ready.map(({ name, format }) => `${name} ${format}`))).toEqual(new Set(allVariants));
    expect(ready[0]).toMatchObject({ name: 'thumb', format: 'WEBP', status: 'READY', ...sizes.thumb });
    await watch.close();
  });

  it('is READY as a whole, in the order of its profile and the sizes that it names', async () => {
    const { id } = await owner.upload(fileOf(bytes));
    const image = await owner.settled(id);
    expect(image).toMatchObject({ status: 'READY', progress: 1, failure: null });
    expect(image.variants.map(({ name, format }) => `${name} ${format}`)).toEqual(allVariants);
    for (const { name, width, height } of image.variants)
      expect({ name, width, height }).toEqual({ name, ...sizes[name as keyof typeof sizes] });
    expect(image.placeholder?.dominantColor).toMatch(/^#[0-9a-f]{6}$/);
    const tiny = Buffer.from(image.placeholder?.dataUri.split(',')[1] ?? '', 'base64');
    expect((await sharp(tiny).metadata()).width).toBeLessThanOrEqual(64);
  });
});
