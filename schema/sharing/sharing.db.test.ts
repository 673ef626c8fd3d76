import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anonymous, type Viewer } from '../../domain/access/viewer.ts';
import type { ImageEntity } from '../../domain/images/image.entity.ts';
import { toGlobalId } from '../../platform/ids.ts';
import { type Graphql, openGraphql } from '../../test/graphql.ts';
import { alice, bob, type Harness, openHarness, viewerOf } from '../../test/harness.ts';
import { seedImage, seedVariants } from '../../test/seed.ts';
import { statementsOf } from '../../test/statements.ts';

let harness: Harness;
let graphql: Graphql;
beforeAll(async () => {
  harness = await openHarness();
  graphql = await openGraphql(harness);
});
afterAll(() => harness.close());

/** A picture of 4000 by 3000 with three variants that are there, and one that is not. */
async function pictured(given: Partial<ImageEntity> = {}): Promise<{ id: string }> {
  const image = await seedImage(harness.database, { width: 4_000, height: 3_000, ...given });
  const ready = { status: 'READY', height: 1, byteSize: 1, digest: 'd', readyAt: new Date() } as const;
  const inside = { fit: 'inside', gravity: 'center' } as const;
  await seedVariants(harness.database, image.id, [
    { ...ready, name: 'thumb', width: 40, storageKey: `${image.id}-t` },
    {
      ...ready,
      name: 'medium',
      width: 800,
      geometry: { width: 800, ...inside },
      storageKey: `${image.id}-m`,
    },
    { ...ready, name: 'full', width: 4_000, geometry: inside, storageKey: `${image.id}-f` },
    { name: 'late', geometry: { width: 9, ...inside } },
  ]);
  return { id: toGlobalId('image', image.id) };
}

const share = async (input: object, viewer: Viewer = alice) =>
  (
    await graphql.run(
      `mutation ($input: ShareImageInput!) { shareImage(input: $input) {
         share { id recipientId url token expiresAt maxViews maxWidth allowOriginal viewCount revokedAt createdAt image { id } }
         userErrors { code field }
       } }`,
      { input },
      viewer,
    )
  ).data.shareImage;

const shown = `{
  id shares { nodes { id token url } }
  variants { name url image { variants { name url } } }
  original { url expiresAt }
  narrow: rendition(transform: { width: 640, format: WEBP }) { url width transform expiresAt }
  between: rendition(transform: { width: 500, format: WEBP }) { url width transform }
}`;

const urlsOf = (image: { variants: { name: string; url: string | null }[] }) =>
  Object.fromEntries(image.variants.map(({ name, url }) => [name, url]));

describe('a link', () => {
  it('is in the answer that makes it, and never again', async () => {
    const { id } = await pictured();
    const { share: made, userErrors } = await share({
      imageId: id,
      expiresIn: 60,
      maxViews: 9,
      maxWidth: 640,
    });
    expect(userErrors).toEqual([]);
    expect(made).toMatchObject({
      id: expect.stringMatching(/^shr_/),
      image: { id },
      recipientId: null,
      url: `https://darkroom.example/s/${made.token}`,
      maxViews: 9,
      maxWidth: 640,
      allowOriginal: false,
      viewCount: 0,
      revokedAt: null,
    });
    const again = await graphql.run(
      `query ($id: ID!, $image: ID!) { node(id: $id) { id ... on Share { token url viewCount } }
         image(id: $image) { shares { nodes { id token url } edges { cursor } pageInfo { hasNextPage } } } }`,
      { id: made.id, image: id },
    );
    expect(again.data.node).toEqual({ id: made.id, token: null, url: null, viewCount: 0 });
    expect(again.data.image.shares.nodes).toEqual([{ id: made.id, token: null, url: null }]);
    expect(JSON.stringify(again)).not.toContain(made.token);
  });

  it('shows the image with URLs that lead through it, and null for what it does not show', async () => {
    const { id } = await pictured();
    const { token } = (await share({ imageId: id, maxWidth: 1_000, expiresIn: 3_600 })).share;
    for (const viewer of [anonymous, bob, alice]) {
      const { data, codes } = await graphql.run(
        `query ($token: String!) { sharedImage(token: $token) ${shown} }`,
        { token },
        viewer,
      );
      const link = `https://darkroom.example/s/${token}`;
      const urls = { thumb: `${link}/thumb.webp`, medium: `${link}/medium.webp`, full: null, late: null };
      expect(codes).toEqual([]);
      expect(urlsOf(data.sharedImage)).toEqual(urls);
      expect(urlsOf(data.sharedImage.variants[0].image)).toEqual(urls);
      expect(data.sharedImage).toMatchObject({
        id,
        original: null,
        narrow: { url: `${link}/w640.webp`, width: 640, transform: 'w640.webp' },
        // The next rung up.
        between: { url: `${link}/w640.webp`, width: 640, transform: 'w640.webp' },
      });
      expect(data.sharedImage.narrow.expiresAt).not.toBeNull();
      expect(data.sharedImage.shares.nodes).toHaveLength(viewer === alice ? 1 : 0);
    }
  });

  it('offers a page what it shows, up to the very width, and refuses what is wider', async () => {
    const { id } = await pictured();
    const { token } = (await share({ imageId: id, maxWidth: 1_000 })).share;
    const ask = (field: string) =>
      graphql.run(
        `query ($token: String!) { sharedImage(token: $token) { it: ${field} } }`,
        { token },
        anonymous,
      );
    const page = await ask('responsive(layout: FULL_WIDTH, formats: [WEBP]) { srcSet html expiresAt }');
    const { srcSet, html, expiresAt } = page.data.sharedImage.it;
    expect(srcSet).toContain(`/s/${token}/w1000.webp 1000w`);
    expect(srcSet).not.toMatch(/ (1[1-9]|[2-9]\d)\d\dw/);
    expect(html).not.toContain('sig=');
    expect(expiresAt).toBeNull();
    const wide = await ask('rendition(transform: { width: 1001, format: WEBP }) { url }');
    expect(wide.codes).toEqual(['SHARE_TOO_WIDE']);
    const crop = await ask('rendition(transform: { width: 30, height: 20, format: WEBP }) { url }');
    expect(crop.codes).toEqual(['SIGNATURE_REQUIRED']);
  });

  it('leads through itself also for a public image, and includes the original where it says so', async () => {
    const { id } = await pictured({ visibility: 'PUBLIC' });
    const { token } = (await share({ imageId: id, allowOriginal: true })).share;
    const { data } = await graphql.run(
      `query ($token: String!) { sharedImage(token: $token) ${shown} }`,
      { token },
      anonymous,
    );
    const link = `https://darkroom.example/s/${token}`;
    expect(data.sharedImage.original).toEqual({ url: `${link}/original`, expiresAt: null });
    expect(urlsOf(data.sharedImage)).toMatchObject({ full: `${link}/full.webp` });
  });

  it('counts no view by being looked at here, and shows nothing when it is revoked', async () => {
    const { id } = await pictured();
    const { id: shareId, token } = (await share({ imageId: id })).share;
    const look = () =>
      graphql.run('query ($token: String!) { sharedImage(token: $token) { id } }', { token }, anonymous);
    expect((await look()).data.sharedImage).toEqual({ id });
    const revoke = () =>
      graphql.run(
        `mutation ($input: RevokeShareInput!) { revokeShare(input: $input) {
           share { id viewCount revokedAt } userErrors { code }
         } }`,
        { input: { shareId } },
      );
    const first = (await revoke()).data.revokeShare;
    expect(first).toMatchObject({ share: { id: shareId, viewCount: 0 }, userErrors: [] });
    expect((await revoke()).data.revokeShare).toEqual(first);
    expect((await look()).data.sharedImage).toBeNull();
  });
});

describe('a recipient', () => {
  const imageQuery = `query ($id: ID!) { image(id: $id) ${shown} }`;

  it('sees the image with URLs that are signed for the share, and end with it', async () => {
    const { id } = await pictured();
    const made = (await share({ imageId: id, recipientId: 'bob', maxWidth: 1_000, expiresIn: 60 })).share;
    expect(made).toMatchObject({ recipientId: 'bob', url: null, token: null });
    const { data, codes } = await graphql.run(imageQuery, { id }, bob);
    expect(codes).toEqual([]);
    const { thumb, full } = urlsOf(data.image);
    const { searchParams, pathname } = new URL(thumb ?? '');
    expect([pathname, searchParams.get('share')]).toEqual([`/i/${id}/thumb.webp`, made.id]);
    expect(full).toBeNull();
    expect(data.image).toMatchObject({ original: null, shares: { nodes: [] }, narrow: { width: 640 } });
    expect(data.image.narrow.url).toContain(`share=${made.id}`);
    // The signature would last longer, and be worth nothing.
    expect(data.image.narrow.expiresAt).toEqual(made.expiresAt);
    const node = await graphql.run('query ($id: ID!) { node(id: $id) { id } }', { id }, bob);
    expect(node.data.node).toEqual({ id });
  });

  it('is handed out URLs by signImageUrl, for the share as well', async () => {
    const { id } = await pictured();
    const made = (await share({ imageId: id, recipientId: 'bob', allowOriginal: true, maxWidth: 700 })).share;
    const sign = async (input: object, viewer = bob) => {
      const { data, codes } = await graphql.run(
        'mutation ($input: SignImageUrlInput!) { it: signImageUrl(input: $input) { url userErrors { code } } }',
        { input: { imageId: id, ...input } },
        viewer,
      );
      return data?.it.url ?? data?.it.userErrors[0].code ?? codes[0];
    };
    for (const input of [
      { transform: { width: 640, format: 'WEBP' } },
      { transform: { width: 640, format: 'WEBP' }, scope: 'IMAGE' },
      { original: true },
    ])
      expect(await sign(input)).toContain(`share=${made.id}`);
    expect(await sign({ transform: { width: 701 } })).toBe('SHARE_TOO_WIDE');
    expect(await sign({ original: true }, viewerOf('carol'))).toBe('NOT_FOUND');
  });

  it('lists what is shared with it, with the same URLs, and not what is no longer', async () => {
    const dora = viewerOf('dora');
    const { id } = await pictured();
    const open = await pictured({ visibility: 'PUBLIC' });
    const made = (await share({ imageId: id, recipientId: 'dora' })).share;
    await share({ imageId: open.id, recipientId: 'dora', allowOriginal: true });
    const list = async () =>
      (
        await graphql.run(
          '{ viewer { sharedWithMe { nodes { id original { url } variants { name url } } pageInfo { endCursor } } } }',
          {},
          dora,
        )
      ).data.viewer.sharedWithMe;
    const { nodes, pageInfo } = await list();
    expect(nodes.map((node: { id: string }) => node.id)).toEqual([open.id, id]);
    expect(pageInfo.endCursor).toBe(made.id);
    // Everybody has the variants of the public one, and only the recipient its original.
    expect(urlsOf(nodes[0]).thumb).toBe(`https://images.example/i/${open.id}/thumb.webp`);
    expect(nodes[0].original.url).toContain('share=shr_');
    expect(urlsOf(nodes[1]).thumb).toContain(`share=${made.id}`);
    expect(nodes[1].original).toBeNull();
    await graphql.run(
      'mutation ($input: RevokeShareInput!) { revokeShare(input: $input) { share { id } } }',
      {
        input: { shareId: made.id },
      },
    );
    expect((await list()).nodes.map((node: { id: string }) => node.id)).toEqual([open.id]);
    expect(
      (await graphql.run('query ($id: ID!) { image(id: $id) { id } }', { id }, dora)).data.image,
    ).toBeNull();
  });

  it('whose key may not READ sees none of it', async () => {
    const { id } = await pictured();
    const open = await pictured({ visibility: 'PUBLIC' });
    for (const imageId of [id, open.id]) await share({ imageId, recipientId: 'bob', allowOriginal: true });
    const uploader = viewerOf('bob', 'UPLOAD');
    const { data } = await graphql.run(
      'query ($id: ID!, $open: ID!) { image(id: $id) { id } open: image(id: $open) { id original { url } } }',
      { id, open: open.id },
      uploader,
    );
    expect(data).toEqual({ image: null, open: { id: open.id, original: null } });
  });
});

describe('sharing', () => {
  it.each([
    [{ expiresIn: 0 }, 'INVALID_INPUT'],
    [{ maxViews: -1 }, 'INVALID_INPUT'],
    [{ recipientId: 'alice' }, 'INVALID_INPUT'],
  ])('with %j is refused', async (wish, code) => {
    const { id } = await pictured();
    expect(await share({ imageId: id, ...wish })).toMatchObject({ share: null, userErrors: [{ code }] });
  });

  it('costs a list of images one statement for its shares, and one for what makes them seen', async () => {
    const [owner, recipient] = [viewerOf('erin'), viewerOf('frank')];
    for (let image = 0; image < 3; image += 1) {
      const { id } = await pictured({ ownerId: 'erin' });
      await share({ imageId: id, recipientId: 'frank' }, owner);
    }
    const tablesOf = async (query: string, viewer: Viewer): Promise<(string | undefined)[]> => {
      const statements = await statementsOf(harness.database, () => graphql.run(query, {}, viewer));
      return statements.map(({ text }) => /FROM (\w+)/.exec(text)?.[1]);
    };
    expect(await tablesOf('{ images { nodes { shares { nodes { id } } } } }', owner)).toEqual([
      'images',
      'unnest',
    ]);
    expect(
      await tablesOf(
        '{ viewer { sharedWithMe { nodes { id original { url } variants { url } } } } }',
        recipient,
      ),
    ).toEqual(['shares', 'shares', 'variants']);
  });

  it('is refused for ids of other kinds', async () => {
    const { userErrors } = await share({ imageId: 'shr_01h455vb4pex5vsknk084sn02q' });
    expect(userErrors).toEqual([{ code: 'INVALID_ID', field: null }]);
  });
});
