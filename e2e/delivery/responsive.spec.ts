/** Images for pages: that a browser's choice of a responsive image is there, and is what it was said to be. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { bytesOf, download } from '../clients/download.ts';
import { graphqlClient } from '../clients/graphql.ts';
import { newOwner, type Owner } from '../clients/owner.ts';
import { graphql } from '../generated/gql.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import { sharedDeployment } from '../stack/shared.ts';

const Responsive = graphql(`
  query Responsive(
    $id: ID!
    $transform: TransformInput
    $layout: ResponsiveLayout
    $sizes: String
    $widths: [Int!]
    $formats: [ImageFormat!]
    $expiresIn: Int
  ) {
    image(id: $id) {
      responsive(
        transform: $transform
        layout: $layout
        sizes: $sizes
        widths: $widths
        formats: $formats
        expiresIn: $expiresIn
      ) {
        src
        srcSet
        sizes
        width
        height
        sources {
          type
          srcSet
          sizes
        }
        placeholder {
          dominantColor
        }
        html
        expiresAt
      }
    }
  }
`);

let owner: Owner;
let open: string;
let hidden: string;
beforeAll(async () => {
  owner = await newOwner(sharedDeployment());
  const bytes = await jpeg({ width: 900, height: 600 });
  open = (await owner.upload(fileOf(bytes), { visibility: 'PUBLIC', title: 'Four <fields>' })).id;
  hidden = (await owner.upload(fileOf(bytes))).id;
  await Promise.all([open, hidden].map((id) => owner.settled(id)));
});

const entriesOf = (srcSet: string) =>
  srcSet.split(', ').map((text) => {
    const [url = '', descriptor = ''] = text.split(' ');
    return { url, descriptor };
  });

async function ask(id: string, wish: object = {}) {
  const { image } = await owner.ask(Responsive, { id, ...wish });
  if (!image) throw new Error('there is no image');
  return image.responsive;
}

describe('Image.responsive', () => {
  it('of a public image has URLs that last, each as wide as it says', async () => {
    const { src, srcSet, sizes, width, height, sources, expiresAt } = await ask(open, {
      transform: { width: 400 },
    });
    expect({ width, height, sizes, expiresAt }).toEqual({
      width: 400,
      height: 267,
      sizes: '(min-width: 400px) 400px, 100vw',
      expiresAt: null,
    });
    expect(sources.map(({ type }) => type)).toEqual(['image/avif', 'image/webp']);
    expect(srcSet).toContain(src);
    for (const { url, descriptor } of [srcSet, ...sources.map((each) => each.srcSet)].flatMap(entriesOf)) {
      const found = await sharp(await bytesOf(url)).metadata();
      expect([url, `${found.width}w`]).toEqual([url, descriptor]);
    }
  });

  it('of a private image has one signature for all, which opens them to whoever has them and to no other image', async () => {
    const { srcSet, sources, expiresAt } = await ask(hidden, {
      transform: { width: 90, height: 60, gravity: 'FOCAL_POINT' },
      layout: 'FIXED',
      formats: ['WEBP', 'PNG'],
      expiresIn: 60,
    });
    const entries = [srcSet, ...sources.map((each) => each.srcSet)].flatMap(entriesOf);
    expect(entries.map(({ descriptor }) => descriptor)).toEqual(['1x', '2x', '1x', '2x']);
    expect(new Set(entries.map(({ url }) => new URL(url).search)).size).toBe(1);
    expect(new Date(String(expiresAt)).getTime()).toBeGreaterThan(Date.now() + 50_000);
    for (const { url, descriptor } of entries) {
      const { width, height } = await sharp(await bytesOf(url)).metadata();
      const density = Number.parseInt(descriptor);
      expect([width, height]).toEqual([90 * density, 60 * density]);
      expect((await download(url.replace(hidden, open))).status).toBe(403);
    }
  });

  it('offers no more than the original has, whatever is asked for', async () => {
    const { width, srcSet, sizes } = await ask(open, { layout: 'FULL_WIDTH', formats: ['AUTO'] });
    expect([width, sizes]).toEqual([900, '100vw']);
    expect(entriesOf(srcSet).at(-1)?.descriptor).toBe('900w');
    const given = await ask(open, { widths: [320, 8000], sizes: '50vw', transform: { format: 'WEBP' } });
    expect([entriesOf(given.srcSet).map(({ descriptor }) => descriptor), given.sizes]).toEqual([
      ['320w', '900w'],
      '50vw',
    ]);
  });

  it('has a picture for a page, with the title as its text and the placeholder behind it', async () => {
    const { html } = await ask(open, { transform: { width: 320 } });
    expect(html).toMatch(/^<picture>(<source [^<>]+>){2}<img [^<>]+><\/picture>$/);
    expect(html).toContain('alt="Four &lt;fields&gt;"');
    expect(html).toContain('width="320" height="213"');
    expect(html).toContain('url(&quot;data:image/webp;base64,');
  });

  it('is for those who may see the image', async () => {
    const nobody = graphqlClient({ url: owner.url });
    const seen = await nobody.ask(Responsive, { id: open, transform: { width: 320 } });
    expect(seen.image?.responsive.src).toContain(open);
    expect((await nobody.ask(Responsive, { id: hidden })).image).toBeNull();
  });
});
