/** Wide colours from the upload to the bytes: as a profile's variant, as an output, and on demand. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { displayP3 } from '../../media/colours.ts';
import { pixelAt } from '../../media/fixtures/compare.ts';
import { fields, numbersOf, spaceOf } from '../../media/fixtures/colours.ts';
import { type Delivery, openDelivery } from '../../test/delivery.ts';
import { type Harness, openHarness } from '../../test/harness.ts';
import { renderBoth, renderPart, variantsOf } from '../../test/rendering.ts';
import type { ImageEntity } from '../images/image.entity.ts';
import type { VariantEntity } from '../images/variant.entity.ts';

const green = [30, 240, 40] as const;

let harness: Harness;
let delivery: Delivery;
let image: ImageEntity;
beforeAll(async () => {
  const profiles = `
profiles:
  default:
    allowed_mimes: [image/png]
    size_max_bytes: 200000
    min_width: 10
    min_height: 10
    variants:
      - { name: plain, size: 30x30, formats: [png] }
      - { name: wide, size: 30x30, formats: [png, webp, gif], color_space: display-p3 }
`;
  harness = await openHarness({ profiles });
  delivery = await openDelivery(harness);
  const picture = await fields([green], { profile: await displayP3() });
  const outputs = ['w20-p3.png', 'w20.png', 'wide-srgb.png'];
  image = (await harness.upload(picture, { visibility: 'PUBLIC', outputs })).image;
  await renderBoth(harness, image.id);
  await renderPart(harness, image.id, 'lazy');
}, 60_000);
afterAll(async () => {
  await delivery.close();
  await harness.close();
});

const isWide = async (bytes: Uint8Array): Promise<boolean> => (await spaceOf(bytes)) === 'display-p3';

const bytesOf = async ({ storageKey }: VariantEntity): Promise<Buffer> =>
  Buffer.concat(await (await harness.store.open(storageKey ?? '')).body.toArray());

it('variants and outputs have the colours that their profile or spec says, as far as the format does', async () => {
  const found: Record<string, boolean> = {};
  for (const variant of await variantsOf(harness, image.id))
    found[`${variant.name}.${variant.format}`] = await isWide(await bytesOf(variant));
  expect(found).toEqual({
    'plain.png': false,
    'wide.png': true,
    'wide.webp': true,
    'wide.gif': false,
    'w20-p3.png': true,
    'w20.png': false,
    'wide-srgb.png': false,
  });
});

it('renditions on demand do, by their own spec or as the preset has them', async () => {
  for (const [spec, wide] of [
    ['w10-p3.png', true],
    ['w10.png', false],
    ['wide.jpg', true],
    ['wide-srgb.jpg', false],
    ['wide-gray.jpg', false],
    ['plain-p3.auto', true],
  ] as const) {
    const { status, bytes } = await delivery.get(delivery.signed(image, spec));
    expect([spec, status, await isWide(bytes)]).toEqual([spec, 200, wide]);
  }
  const { bytes } = await delivery.get(delivery.signed(image, 'w11-p3.png'));
  expect(await numbersOf(bytes, 1)).toEqual([green]);
});

it('the placeholder is of the colours that every page shows', async () => {
  const [{ placeholder } = {}] = await harness.database.query<{ placeholder?: { dominantColor: string } }[]>(
    'SELECT placeholder FROM images',
  );
  const pixel = await pixelAt(await fields([green], { profile: await displayP3() }), 1, 1);
  expect(placeholder?.dominantColor).toBe(`#${Buffer.from(pixel.slice(0, 3)).toString('hex')}`);
});

it('a spec of a GIF in wide colours is refused', async () => {
  const refused = await delivery.get(delivery.signed(image, 'w10-p3.gif'));
  expect([refused.status, refused.code]).toEqual([400, 'INVALID_TRANSFORM']);
  expect(refused.detail).toContain('a gif has no profile');
});
