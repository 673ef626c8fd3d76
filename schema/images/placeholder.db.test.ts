/** `Placeholder.url`: a tiny picture for whoever may see the image, at a URL that works. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ImageEntity } from '../../domain/images/image.entity.ts';
import { anonymous, type Viewer } from '../../domain/access/viewer.ts';
import { animation } from '../../media/fixtures/animation.ts';
import { described } from '../../media/fixtures/described.ts';
import { difference } from '../../media/fixtures/compare.ts';
import { photo } from '../../media/fixtures/photo.ts';
import { loadConfig } from '../../platform/config/load.ts';
import { toGlobalId } from '../../platform/ids.ts';
import { type Delivery, openDelivery } from '../../test/delivery.ts';
import { type Graphql, openGraphql } from '../../test/graphql.ts';
import { alice, bob, type Harness, openHarness } from '../../test/harness.ts';
import { renderBoth } from '../../test/rendering.ts';

let harness: Harness;
let graphql: Graphql;
let delivery: Delivery;
let bytes: Buffer;
let open: ImageEntity;
let hidden: ImageEntity;
let moving: ImageEntity;
beforeAll(async () => {
  harness = await openHarness();
  [graphql, delivery] = await Promise.all([openGraphql(harness), openDelivery(harness)]);
  bytes = await photo({ width: 240, height: 160 });
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

/** The path and query; null without a URL. */
async function lqipOf(image: ImageEntity, viewer: Viewer = alice, at: Graphql = graphql) {
  const { data, codes } = await at.run(
    'query ($id: ID!) { image(id: $id) { placeholder { url(expiresIn: 600) } } }',
    { id: toGlobalId('image', image.id) },
    viewer,
  );
  const { placeholder } = data.image;
  const url = placeholder.url === null ? undefined : new URL(placeholder.url);
  return { codes, target: url && url.pathname + url.search };
}

const share = async (image: ImageEntity, more: object): Promise<void> => {
  const input = { imageId: toGlobalId('image', image.id), recipientId: 'bob', ...more };
  const made = 'mutation ($input: ShareImageInput!) { shareImage(input: $input) { userErrors { code } } }';
  expect((await graphql.run(made, { input })).data.shareImage.userErrors).toEqual([]);
};

describe('the URL of a placeholder', () => {
  it('is that of the preset lqip: a few bytes, no side beyond 32 pixels, the same picture', async () => {
    const { target = '' } = await lqipOf(open);
    expect(target).toBe(delivery.pathOf(open, 'lqip.webp'));
    const answer = await delivery.get(target);
    expect(await described(answer.bytes)).toMatchObject({ format: 'webp', width: 32, height: 21 });
    expect(answer.bytes.length).toBeLessThan(300);
    const other = await photo({ width: 240, height: 160, seed: 2 });
    const unlike = await difference(other, bytes);
    expect(await difference(answer.bytes, bytes)).toBeLessThan(unlike / 3);
    expect(answer.headers.get('cache-control')).toContain('immutable');
    expect((await delivery.get(target)).headers.get('x-cache')).not.toBe('miss');
  });

  it('is the same in a responsive image', async () => {
    const { data } = await graphql.run(
      'query ($id: ID!) { image(id: $id) { placeholder { url } responsive { placeholder { url } } } }',
      { id: toGlobalId('image', hidden.id) },
    );
    expect(data.image.responsive.placeholder.url).toContain('/lqip.webp?');
    expect(data.image.responsive.placeholder).toEqual(data.image.placeholder);
  });

  it('of an animation shows its first frame', async () => {
    const { target = '' } = await lqipOf(moving);
    expect(await described((await delivery.get(target)).bytes)).toMatchObject({ frames: 1, width: 32 });
  });

  it('needs no signature where presets need none, in every format, and is signed where they do', async () => {
    expect((await lqipOf(open, anonymous)).target).toBe(delivery.pathOf(open, 'lqip.webp'));
    for (const spec of ['lqip.jpg', 'lqip.avif', 'lqip.png', 'lqip.gif', 'lqip.auto'])
      expect((await delivery.get(delivery.pathOf(open, spec))).status).toBe(200);
    expect((await delivery.get(delivery.pathOf(open, 'lqip-dpr2.webp'))).code).toBe('SIGNATURE_REQUIRED');
    const { target = '' } = await lqipOf(hidden);
    expect((await delivery.get(target)).status).toBe(200);
    expect((await delivery.get(target.split('?')[0] ?? '')).code).toBe('NOT_FOUND');
  });

  it('is null for those who may not have it, and no reason to refuse the rest', async () => {
    const delivered = loadConfig({ ON_DEMAND: 'signed' }).delivery;
    const strict = await openGraphql(harness, { delivery: delivered });
    expect(await lqipOf(open, anonymous, strict)).toEqual({ codes: [], target: undefined });
    expect((await lqipOf(open, alice, strict)).target).toContain('sig=');
  });

  it('leads through a share as far as that is wide', async () => {
    await share(hidden, {});
    const { target = '' } = await lqipOf(hidden, bob);
    expect(target).toContain('share=');
    expect((await delivery.get(target)).status).toBe(200);
    const narrow = (await harness.upload(bytes, { visibility: 'PRIVATE' })).image;
    await renderBoth(harness, narrow.id);
    await share(narrow, { maxWidth: 31 });
    const { data } = await graphql.run(
      'query ($id: ID!) { image(id: $id) { placeholder { dominantColor url } } }',
      { id: toGlobalId('image', narrow.id) },
      bob,
    );
    expect(data.image.placeholder).toEqual({ dominantColor: expect.stringMatching(/^#/), url: null });
  });
});
