/** `Image.rendition` and `signImageUrl`: what is handed out to whom, and that it is true. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ImageEntity } from '../../domain/images/image.entity.ts';
import { anonymous, type Viewer } from '../../domain/access/viewer.ts';
import { animation } from '../../media/fixtures/animation.ts';
import { described } from '../../media/fixtures/described.ts';
import { photo } from '../../media/fixtures/photo.ts';
import { toGlobalId } from '../../platform/ids.ts';
import { type Delivery, openDelivery } from '../../test/delivery.ts';
import { type Graphql, openGraphql } from '../../test/graphql.ts';
import { alice, bob, type Harness, openHarness } from '../../test/harness.ts';
import { renderBoth } from '../../test/rendering.ts';

let harness: Harness;
let graphql: Graphql;
let delivery: Delivery;
let open: ImageEntity;
let hidden: ImageEntity;
let moving: ImageEntity;
beforeAll(async () => {
  harness = await openHarness();
  [graphql, delivery] = await Promise.all([openGraphql(harness), openDelivery(harness)]);
  const bytes = await photo({ width: 240, height: 161 });
  open = (await harness.upload(bytes, { visibility: 'PUBLIC' })).image;
  hidden = (await harness.upload(bytes, { visibility: 'PRIVATE' })).image;
  const frames = await animation('gif', { width: 120, height: 101, colors: ['red', 'blue'] });
  moving = (await harness.upload(frames, { visibility: 'PUBLIC' })).image;
  for (const { id } of [open, hidden, moving]) await renderBoth(harness, id);
}, 60_000);
afterAll(async () => {
  await delivery.close();
  await harness.close();
});

async function renditionOf(
  image: ImageEntity,
  transform: Readonly<Record<string, unknown>>,
  { viewer = alice, expiresIn }: { viewer?: Viewer; expiresIn?: number } = {},
) {
  const { data, codes } = await graphql.run(
    `query ($id: ID!, $transform: TransformInput!, $expiresIn: Int) {
       image(id: $id) {
         rendition(transform: $transform, expiresIn: $expiresIn) {
           url width height contentType expiresAt transform
         }
       }
     }`,
    { id: toGlobalId('image', image.id), transform, expiresIn },
    viewer,
  );
  const { url = '', ...rest } = data?.image?.rendition ?? {};
  const { pathname, search } = new URL(String(url), 'https://none.example');
  return { codes, path: pathname, search, target: pathname + search, ...rest };
}

describe('Image.rendition', () => {
  it.each([
    [{ width: 100, format: 'WEBP' }, 'w100.webp'],
    [{ height: 50, format: 'JPEG', quality: 40 }, 'h50-q40.jpg'],
    [
      { width: 91, height: 33, fit: 'CONTAIN', gravity: 'SOUTH_WEST', format: 'PNG' },
      '91x33-contain-southwest.png',
    ],
    [{ width: 60, height: 60, gravity: 'ATTENTION', format: 'AVIF' }, 'x60-attention.avif'],
    [{ width: 60, height: 60, gravity: 'FOCAL_POINT', format: 'WEBP' }, 'x60-focus.webp'],
    [{ width: 33, dpr: 1.5, rotate: 270, format: 'WEBP' }, 'w33-dpr1.5-rot270.webp'],
    [
      { preset: 'thumb', blur: 2, sharpen: 1, flip: true, flop: true, format: 'GIF' },
      'thumb-blur2-sharpen1-flip-flop.gif',
    ],
    [{ width: 77, grayscale: true, background: 'FF0000', still: true }, 'w77-gray-bgff0000-still.auto'],
    [{ width: 9_000 - 1_000, fit: null, quality: null, preset: null, format: 'PNG' }, 'w8000.png'],
    [{}, 'full.auto'],
    [{ width: 500, height: 40, fit: 'FILL', format: 'PNG' }, '500x40-fill.png'],
  ])('of %j is what it says, for whoever has the URL', async (transform, spec) => {
    for (const image of [open, hidden, moving]) {
      const {
        target,
        transform: canonical,
        width,
        height,
        contentType,
      } = await renditionOf(image, transform);
      // Of what does not move there is no other still.
      expect(canonical).toBe(image === moving ? spec : spec.replace('-still', ''));
      const answer = await delivery.get(target, { headers: { accept: 'image/webp' } });
      expect([spec, answer.status]).toEqual([spec, 200]);
      const found = await described(answer.bytes);
      expect([spec, found.width, found.height]).toEqual([spec, width, height]);
      expect([answer.headers.get('content-type'), null]).toContain(contentType);
    }
  });

  it('renders nothing', async () => {
    const blobs = await harness.blobs();
    await renditionOf(hidden, { width: 211, format: 'WEBP' });
    expect(await harness.blobs()).toEqual(blobs);
  });

  it('is signed exactly where that is needed', async () => {
    const needs = async (image: ImageEntity, transform: object) =>
      (await renditionOf(image, { ...transform })).search !== '';
    expect(await needs(hidden, { preset: 'thumb', format: 'WEBP' })).toBe(true);
    expect(await needs(open, { preset: 'thumb', format: 'WEBP' })).toBe(false);
    expect(await needs(open, { preset: 'thumb', format: 'GIF' })).toBe(false);
    expect(await needs(open, { width: 640 })).toBe(false);
    expect(await needs(open, { width: 641 })).toBe(true);
    expect(await needs(open, { width: 640, quality: 50 })).toBe(true);
    const lasting = await renditionOf(hidden, { width: 100 }, { expiresIn: 60 });
    expect(new Date(lasting.expiresAt).getTime()).toBeGreaterThan(Date.now() + 59_000);
    expect((await renditionOf(open, { width: 640 })).expiresAt).toBeNull();
  });

  it('of a public image is handed to others as far as it needs no signature', async () => {
    for (const viewer of [bob, anonymous]) {
      const rung = await renditionOf(open, { width: 500, format: 'PNG' }, { viewer });
      expect(rung).toMatchObject({ transform: 'w640.png', search: '', width: 240, height: 161 });
      expect((await delivery.get(rung.target)).status).toBe(200);
      for (const transform of [{ width: 9_000 - 2_000 }, { width: 640, grayscale: true }])
        expect((await renditionOf(open, transform, { viewer })).codes).toEqual(['SIGNATURE_REQUIRED']);
      expect((await renditionOf(hidden, { width: 640 }, { viewer })).path).toBe('/');
    }
  });

  it.each([
    [{ width: 0 }, 'INVALID_TRANSFORM'],
    [{ preset: 'thumb', width: 5 }, 'INVALID_TRANSFORM'],
    [{ preset: 'huge' }, 'INVALID_TRANSFORM'],
    [{ preset: '../x' }, 'INVALID_TRANSFORM'],
    [{ background: 'red' }, 'INVALID_TRANSFORM'],
    [{ width: 5, quality: 5, autoQuality: 0.9, format: 'JPEG' }, 'INVALID_TRANSFORM'],
    [{ width: 5, format: 'HEIC', autoQuality: 0.9 }, 'INVALID_TRANSFORM'],
    [{ width: 8_000, height: 8_000, fit: 'FILL' }, 'RENDITION_TOO_LARGE'],
  ])('of %j is refused with %s', async (transform, code) => {
    expect((await renditionOf(hidden, transform)).codes).toEqual([code]);
  });
});

describe('signImageUrl', () => {
  const sign = async (input: object, viewer?: Viewer) => {
    const { data, codes } = await graphql.run(
      'mutation ($input: SignImageUrlInput!) { it: signImageUrl(input: $input) { url expiresAt userErrors { code } } }',
      { input: { imageId: toGlobalId('image', hidden.id), ...input } },
      viewer,
    );
    const { url, userErrors = [] } = data?.it ?? {};
    const target = url ? String(url).replace('https://images.example', '') : '';
    return { target, codes: [...codes, ...userErrors.map(({ code }: { code: string }) => code)] };
  };

  it('takes any transform, one at a time or all of an image', async () => {
    const one = await sign({ transform: { width: 101, format: 'WEBP' } });
    expect((await delivery.get(one.target)).status).toBe(200);
    expect((await delivery.get(one.target.replace('w101', 'w102'))).code).toBe('SIGNATURE_INVALID');
    const all = await sign({ transform: { width: 101, format: 'WEBP' }, scope: 'IMAGE' });
    expect((await delivery.get(all.target.replace('w101', 'w102'))).status).toBe(200);
  });

  it('hands out an original by itself alone', async () => {
    const { target } = await sign({ original: true });
    expect((await delivery.get(target)).status).toBe(200);
    expect((await sign({ original: true, scope: 'IMAGE' })).codes).toEqual(['INVALID_INPUT']);
    expect((await sign({})).codes).toEqual(['INVALID_INPUT']);
    expect((await sign({ original: true, transform: {} })).codes).toEqual(['INVALID_INPUT']);
  });

  it('of a public image signs for its owner alone', async () => {
    const imageId = toGlobalId('image', open.id);
    const wanted = { imageId, transform: { width: 333, grayscale: true } };
    expect((await sign(wanted, bob)).codes).toEqual(['SIGNATURE_REQUIRED']);
    expect((await delivery.get((await sign(wanted)).target)).status).toBe(200);
    expect((await sign({ imageId, transform: { width: 640 } }, bob)).target).toBe(`/i/${imageId}/w640.auto`);
  });

  it('of a public image tells others that its scope is what they cannot have, and not the rendition', async () => {
    const imageId = toGlobalId('image', open.id);
    for (const transform of [{ width: 640 }, { width: 500 }, { width: 333, grayscale: true }])
      expect((await sign({ imageId, transform, scope: 'IMAGE' }, bob)).codes).toEqual(['SCOPE_FOR_OWNER']);
    expect((await sign({ imageId, transform: { width: 500 }, scope: 'IMAGE' })).codes).toEqual([]);
  });
});
