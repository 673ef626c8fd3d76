import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { thumbHashToApproximateAspectRatio, thumbHashToAverageRGBA } from 'thumbhash';
import { difference } from './fixtures/compare.ts';
import { temporaryFolder } from './fixtures/folder.ts';
import { photo } from './fixtures/photo.ts';
import { render } from './pipeline/render.ts';
import type { Geometry, Placeholder, Product } from './types.ts';

const folder = temporaryFolder();

async function placeholderOf(bytes: Uint8Array, geometry: Partial<Geometry> = {}): Promise<Placeholder> {
  const products: Product[] = [];
  await render(
    {
      path: await folder.write(bytes),
      geometry: { fit: 'inside', gravity: 'center', ...geometry },
      encodings: [{ format: 'webp' }],
      background: '#ffffff',
      placeholder: true,
    },
    (product) => products.push(product),
  );
  const [first] = products;
  if (first?.kind !== 'placeholder') throw new Error('no placeholder was made');
  return first.placeholder;
}

const plain = (background: string, { width = 90, height = 60 } = {}) =>
  sharp({ create: { width, height, channels: 4, background } });

const pixels = ({ dataUri }: Placeholder): Buffer => Buffer.from(dataUri.split(',')[1] ?? '', 'base64');

describe('the placeholder', () => {
  it('is not computed unless it is asked for', async () => {
    const path = await folder.write(await photo({ width: 8, height: 8 }));
    const geometry = { fit: 'inside', gravity: 'center' } as const;
    const task = { path, geometry, encodings: [{ format: 'webp' }], background: '#ffffff' } as const;
    const kinds: string[] = [];
    await render(task, ({ kind }) => kinds.push(kind));
    expect(kinds).toEqual(['output']);
  });

  it('is a picture of at most sixteen pixels a side that looks like the source', async () => {
    const source = await photo({ width: 640, height: 480 });
    const { dataUri } = await placeholderOf(source);
    expect(dataUri).toMatch(/^data:image\/webp;base64,[A-Za-z0-9+/=]+$/);
    expect(dataUri.length).toBeLessThan(600);
    const tiny = pixels({ dataUri, thumbhash: '', dominantColor: '' });
    expect(await sharp(tiny).metadata()).toMatchObject({ width: 16, height: 12 });
    expect(await difference(tiny, source)).toBeLessThan(40);
  });

  it.each([
    { width: 60, height: 60, fit: 'cover' },
    { width: 60, height: 60, fit: 'contain' },
    { width: 60, height: 60, fit: 'inside' },
    {},
  ] as const)('shows the whole picture when the rendition is %j', async (geometry) => {
    const placeholder = await placeholderOf(await photo({ width: 640, height: 320 }), geometry);
    const hash = Buffer.from(placeholder.thumbhash, 'base64');
    expect(thumbHashToApproximateAspectRatio(hash)).toBeCloseTo(7 / 4, 1);
    expect(await sharp(pixels(placeholder)).metadata()).toMatchObject({ width: 16, height: 8 });
  });

  it('is upright', async () => {
    const placeholder = await placeholderOf(
      await photo({ width: 640, height: 320, metadata: { orientation: 6 } }),
      { width: 32, height: 32, fit: 'cover' },
    );
    expect(await sharp(pixels(placeholder)).metadata()).toMatchObject({ width: 8, height: 16 });
  });

  it('knows the average colour', async () => {
    const { thumbhash } = await placeholderOf(await plain('#20c080').png().toBuffer());
    const { r, g, b, a } = thumbHashToAverageRGBA(Buffer.from(thumbhash, 'base64'));
    expect([r, g, b, a].map((value) => Math.round(value * 10))).toEqual([1, 8, 5, 10]);
  });

  it('names the colour that most of the picture has, and not the mean of two', async () => {
    const source = await plain('#ff0000').extend({ right: 40, background: '#0000ff' }).png().toBuffer();
    expect((await placeholderOf(source)).dominantColor).toBe('#ff0000');
  });

  it('does not count transparent pixels as a colour', async () => {
    const logo = await plain('#00000000').extend({ right: 20, background: '#ff8000' }).png().toBuffer();
    expect((await placeholderOf(logo)).dominantColor).toMatch(/^#ff8[01]00$/);
    const nothing = await plain('#00000000').png().toBuffer();
    expect((await placeholderOf(nothing)).dominantColor).toBe('#000000');
  });

  it.each([
    { width: 1, height: 1 },
    { width: 2000, height: 1 },
    { width: 1, height: 300 },
  ])('exists for a picture of %j', async (size) => {
    const { dominantColor } = await placeholderOf(await plain('#40a0e0', size).png().toBuffer());
    expect(dominantColor).toBe('#40a0e0');
  });
});
