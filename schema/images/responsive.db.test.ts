/** `Image.responsive`: that every URL of it is what it says, for whom, and under how many signatures. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anonymous, type Viewer } from '../../domain/access/viewer.ts';
import { imageUrls } from '../../domain/signing/image-urls.ts';
import type { ImageEntity } from '../../domain/images/image.entity.ts';
import { described } from '../../media/fixtures/described.ts';
import { photo } from '../../media/fixtures/photo.ts';
import { toGlobalId } from '../../platform/ids.ts';
import { type Delivery, openDelivery } from '../../test/delivery.ts';
import { type Graphql, openGraphql } from '../../test/graphql.ts';
import { alice, bob, type Harness, openHarness, testSigningKey, viewerOf } from '../../test/harness.ts';
import { renderBoth } from '../../test/rendering.ts';
import { seedImages } from '../../test/seed.ts';
import { statementsOf } from '../../test/statements.ts';

let harness: Harness;
let graphql: Graphql;
let delivery: Delivery;
let open: ImageEntity;
let hidden: ImageEntity;
beforeAll(async () => {
  harness = await openHarness();
  [graphql, delivery] = await Promise.all([openGraphql(harness), openDelivery(harness)]);
  const bytes = await photo({ width: 700, height: 467 });
  open = (await harness.upload(bytes, { visibility: 'PUBLIC', title: 'A "lake"' })).image;
  hidden = (await harness.upload(bytes, { visibility: 'PRIVATE' })).image;
  for (const { id } of [open, hidden]) await renderBoth(harness, id);
}, 60_000);
afterAll(async () => {
  await delivery.close();
  await harness.close();
});

const fields = `src srcSet sizes width height html expiresAt
                sources { type srcSet sizes } placeholder { dominantColor }`;

async function responsive(image: ImageEntity, args: string, viewer: Viewer = alice) {
  const { data, codes } = await graphql.run(
    `query ($id: ID!) { image(id: $id) { responsive${args && `(${args})`} { ${fields} } } }`,
    { id: toGlobalId('image', image.id) },
    viewer,
  );
  return { codes, ...data?.image?.responsive };
}

interface Entry {
  readonly target: string;
  readonly spec: string;
  readonly search: string;
  readonly descriptor: string;
}

const entriesOf = (srcSet: string): Entry[] =>
  srcSet.split(', ').map((text) => {
    const [url = '', descriptor = ''] = text.split(' ');
    const { pathname, search } = new URL(url);
    return { target: pathname + search, spec: pathname.split('/').at(-1) ?? '', search, descriptor };
  });

const specsOf = (srcSet: string): string[] =>
  entriesOf(srcSet).map(({ spec, descriptor }) => `${spec} ${descriptor}`);

describe('every URL', () => {
  it.each([
    ['', 'CONSTRAINED'],
    ['layout: FULL_WIDTH, transform: {width: 300, height: 100, gravity: FOCAL_POINT}', 'FULL_WIDTH'],
    ['layout: FIXED, transform: {width: 150, rotate: 90}, formats: [PNG, WEBP]', 'FIXED'],
    ['layout: FULL_WIDTH, transform: {width: 90, height: 90, fit: CONTAIN}, formats: [WEBP]', 'FULL_WIDTH'],
    ['layout: FIXED, transform: {preset: "thumb"}', 'FIXED'],
  ])('of a private image is as wide as it says, for whoever has it: %s', async (args, layout) => {
    const found = await responsive(hidden, args);
    expect(found.codes).toEqual([]);
    const queries = new Set<string>();
    for (const { type, srcSet } of [{ type: /^image/, srcSet: found.srcSet }, ...found.sources])
      for (const { target, descriptor, search } of entriesOf(srcSet)) {
        queries.add(search);
        const answer = await delivery.get(target);
        expect([target, answer.status]).toEqual([target, 200]);
        const { width } = await described(answer.bytes);
        const says =
          layout === 'FIXED'
            ? Math.round(Number.parseFloat(descriptor) * found.width)
            : Number.parseInt(descriptor);
        expect([target, Math.abs(width - says) <= (layout === 'FIXED' ? 1 : 0)]).toEqual([target, true]);
        expect(answer.headers.get('content-type')).toMatch(type);
      }
    expect(queries.size).toBe(1);
    expect([...queries][0]).toMatch(/^\?scope=%2Fi%2Fimg_\w+%2F&exp=\d+&kid=/);
    expect(found.srcSet).toContain(found.src);
    expect(new Date(found.expiresAt).getTime()).toBeGreaterThan(Date.now());
  });

  it('of a public image needs no signature where a rung of the ladder will do, also for its owner', async () => {
    for (const viewer of [alice, bob, anonymous]) {
      const found = await responsive(open, 'transform: {width: 500}', viewer);
      expect(found.expiresAt).toBeNull();
      expect([found.width, found.height, found.sizes]).toEqual([500, 334, '(min-width: 500px) 500px, 100vw']);
      expect(specsOf(found.srcSet)).toEqual([
        'w320.jpg 320w',
        'w480.jpg 480w',
        'w640.jpg 640w',
        'w768.jpg 700w',
      ]);
      expect(found.sources.map(({ type }: { type: string }) => type)).toEqual(['image/avif', 'image/webp']);
      expect(new URL(found.src).pathname).toMatch(/w640.jpg$/);
      const fixed = await responsive(open, 'layout: FIXED, transform: {width: 300}', viewer);
      expect(specsOf(fixed.srcSet)).toEqual(['w320.jpg 1.07x', 'w640.jpg 2.13x']);
      for (const { target } of entriesOf(fixed.srcSet)) expect((await delivery.get(target)).status).toBe(200);
    }
  });
});

describe('behind a CDN that signs by itself', () => {
  it('ends with the first of its URLs, also where Darkroom signs none of them', async () => {
    const urls = imageUrls({
      base: 'https://images.example',
      publicUrl: 'https://darkroom.example',
      signingKeys: [testSigningKey],
      defaultSeconds: 3_600,
      bucketSeconds: 300,
      edge: (url) => `${url}${url.includes('?') ? '&' : '?'}edge=1`,
    });
    const behind = await openGraphql(harness, { urls });
    const endOf = async (transform: string): Promise<number> => {
      const { data } = await behind.run(
        `query ($id: ID!) { image(id: $id) { responsive(transform: ${transform}, layout: FIXED) { expiresAt } } }`,
        { id: toGlobalId('image', open.id) },
      );
      return new Date(data.image.responsive.expiresAt).getTime() - Date.now();
    };
    const day = 86_400_000;
    expect(await endOf('{width: 320}')).toBeGreaterThan(6 * day);
    expect(await endOf('{preset: "thumb"}')).toBeLessThan(day);
  });
});

describe('of a public image', () => {
  it('others get what needs no signature, and its owner the rest as well', async () => {
    const asked = 'layout: FIXED, transform: {preset: "thumb"}, formats: [WEBP]';
    const [own, others] = [await responsive(open, asked), await responsive(open, asked, bob)];
    expect(specsOf(others.srcSet)).toEqual(['thumb.webp 1x']);
    expect(specsOf(own.srcSet)).toEqual(['thumb.webp 1x', 'x80.webp 2x']);
    expect(entriesOf(own.srcSet).map(({ search }) => search !== '')).toEqual([false, true]);
    expect([others.expiresAt, own.expiresAt === null]).toEqual([null, false]);
    expect((await responsive(open, 'transform: {width: 320, grayscale: true}', bob)).codes).toEqual([
      'SIGNATURE_REQUIRED',
    ]);
  });
});

describe('the HTML', () => {
  it('has all of it, and nothing that could leave its attribute', async () => {
    const { html, srcSet, sources } = await responsive(open, 'transform: {width: 320}');
    const attributes = [...String(html).matchAll(/srcset="([^"]*)"/g)].map(([, text = '']) =>
      text.replaceAll('&amp;', '&'),
    );
    expect(attributes).toEqual([...sources.map((source: { srcSet: string }) => source.srcSet), srcSet]);
    expect(html).toMatch(/^<picture>(<source [^<>]*>){2}<img [^<>]*><\/picture>$/);
    expect(html).toContain('width="320" height="213"');
    expect(html).toContain('alt="A &quot;lake&quot;"');
    expect(html).toMatch(
      /style="max-width:100%;height:auto;background:#[0-9a-f]{6} url\(&quot;data:image\/webp;base64,/,
    );
  });
});

describe('the placeholder', () => {
  it.each([
    ['{width: 320}', true],
    ['{width: 320, height: 100}', true],
    ['{width: 320, height: 100, fit: CONTAIN, background: "FF0000"}', true],
    ['{width: 320, height: 100, fit: CONTAIN}', false],
    ['{width: 320, rotate: 180}', false],
    ['{width: 320, flop: true}', false],
    ['{width: 320, grayscale: true}', false],
  ])('of %s lies behind the picture: %j', async (transform, isBehind) => {
    const { html, placeholder } = await responsive(open, `transform: ${transform}`);
    expect(placeholder).not.toBeNull();
    expect(html.includes('data:image')).toBe(isBehind);
  });
});

describe('it', () => {
  it('renders nothing', async () => {
    const blobs = await harness.blobs();
    await responsive(hidden, 'layout: FULL_WIDTH');
    expect(await harness.blobs()).toEqual(blobs);
  });

  it('costs two queries, however many images there are', async () => {
    await seedImages(
      harness.database,
      Array.from({ length: 20 }, () => ({ ownerId: 'many' })),
    );
    let codes: string[] = ['unasked'];
    const statements = await statementsOf(harness.database, async () => {
      ({ codes } = await graphql.run(
        `{ images(first: 20) { nodes { responsive { ${fields} } } } }`,
        {},
        viewerOf('many'),
      ));
    });
    expect(codes).toEqual([]);
    expect(statements).toHaveLength(2);
  });

  it.each([
    ['transform: {width: 100, dpr: 2}', 'INVALID_INPUT'],
    ['layout: FIXED, sizes: "50vw"', 'INVALID_INPUT'],
    ['widths: []', 'INVALID_INPUT'],
    ['formats: [AUTO, WEBP]', 'INVALID_INPUT'],
    ['expiresIn: 0', 'INVALID_INPUT'],
    ['expiresIn: 604801', 'INVALID_INPUT'],
    ['transform: {preset: "huge"}', 'INVALID_TRANSFORM'],
    ['transform: {width: 8000, height: 8000, fit: FILL}, widths: [8000]', 'RENDITION_TOO_LARGE'],
  ])('is refused with %s: %s', async (args, code) => {
    expect((await responsive(hidden, args)).codes).toEqual([code]);
  });

  it('offers HEIC as any other format to who names it', async () => {
    const { codes, sources } = await responsive(
      hidden,
      'formats: [HEIC, JPEG], layout: FIXED, transform: {width: 150}',
    );
    expect(codes).toEqual([]);
    expect(sources.map(({ type }: { type: string }) => type)).toEqual(['image/heic']);
  });
});
