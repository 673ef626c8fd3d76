import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Cdn } from '../../platform/cdn/cdn.ts';
import { sql } from '../../platform/database/sql.ts';
import { newUuid } from '../../platform/ids.ts';
import { admin, alice, bob, type Harness, openHarness, viewerOf } from '../../test/harness.ts';
import { anyGuesses } from '../../test/rates.ts';
import { seedImage, seedImages } from '../../test/seed.ts';
import { anonymous, type Viewer } from '../access/viewer.ts';
import { deleteImages } from '../images/delete-images.ts';
import { findShares, listSharedWith, listShares } from './list-shares.ts';
import { countView, findGrantsTo, lookUpLink, mostOf, openLink, openSigned } from './open-share.ts';
import { revokeShare } from './revoke-share.ts';
import { shareImage, type WantedShare } from './share-image.ts';

const cdn = { by: 'tag', imagesPerPurge: 10, purge: async () => {} } as unknown as Cdn;

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness({ cdn });
});
afterAll(() => harness.close());

const address = '203.0.113.7';
const opens = ({ token }: { token: string }) =>
  openLink({ database: harness.database, guesses: anyGuesses }, { token, address });
const looksUp = ({ token }: { token: string }) =>
  lookUpLink({ database: harness.database, guesses: anyGuesses }, { token, address });

type Wish = Omit<WantedShare, 'imageId'>;

async function linkTo(imageId: string, wish: Wish = {}): Promise<{ id: string; token: string }> {
  const { share, token } = await shareImage(harness, alice, { imageId, ...wish });
  return { id: share.id, token: token ?? '' };
}

const shareWithBob = async (imageId: string, wish: Wish = {}): Promise<string> =>
  (await shareImage(harness, alice, { imageId, recipientId: 'bob', ...wish })).share.id;

const viewsOf = async (id: string): Promise<number | undefined> =>
  (await findShares(harness.database, [id]))[0]?.viewCount;

const expire = (id: string) =>
  sql(harness.database, `UPDATE shares SET expires_at = now() - interval '1 millisecond' WHERE id = $1`, [
    id,
  ]);

describe('sharing an image', () => {
  it('with a link makes a token of 256 bits, of which the database has a hash alone', async () => {
    const { id } = await seedImage(harness.database);
    const first = await linkTo(id, { expiresIn: 60, maxViews: 3, maxWidth: 1_600 });
    const second = await linkTo(id);
    expect(first.token).toMatch(/^[\w-]{43}$/);
    expect(second.token).not.toBe(first.token);
    const [row] = await sql<{ text: string; hash: Buffer }>(
      harness.database,
      'SELECT shares::text AS text, token_hash AS hash FROM shares WHERE id = $1',
      [first.id],
    );
    expect(row?.text).not.toContain(first.token);
    expect(row?.hash).toHaveLength(32);
    const [share] = await findShares(harness.database, [first.id]);
    expect(share).toMatchObject({
      imageId: id,
      ownerId: 'alice',
      recipientId: null,
      maxViews: 3,
      viewCount: 0,
      maxWidth: 1_600,
      allowOriginal: false,
      revokedAt: null,
    });
    expect(Number(share?.expiresAt) - Number(share?.createdAt)).toBe(60_000);
  });

  it('with a subject makes no token', async () => {
    const { id } = await seedImage(harness.database);
    const { share, token } = await shareImage(harness, alice, { imageId: id, recipientId: 'bob' });
    expect([share.recipientId, share.tokenHash, token]).toEqual(['bob', null, undefined]);
  });

  it('is for its owner with MANAGE, and for admins', async () => {
    const { id: imageId } = await seedImage(harness.database);
    const asked = (viewer: Viewer, id = imageId) => shareImage(harness, viewer, { imageId: id });
    await expect(asked(anonymous)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(asked(viewerOf('alice', 'READ'))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(asked(bob)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(asked(alice, newUuid())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await asked(admin)).share.ownerId).toBe('alice');
  });

  it('with its original needs READ as well', async () => {
    const { id: imageId } = await seedImage(harness.database);
    const asked = (viewer: Viewer) => shareImage(harness, viewer, { imageId, allowOriginal: true });
    await expect(asked(viewerOf('alice', 'MANAGE'))).rejects.toMatchObject({
      code: 'FORBIDDEN',
      detail: { scope: 'READ' },
    });
    expect((await asked(viewerOf('alice', 'MANAGE', 'READ'))).share.allowOriginal).toBe(true);
  });

  it.each<[Wish]>([
    [{ recipientId: '' }],
    [{ recipientId: ' ' }],
    [{ recipientId: 'b\u0000b' }],
    [{ recipientId: '\ud800' }],
    [{ recipientId: 'long'.repeat(64) }],
    [{ recipientId: 'alice' }],
    [{ expiresIn: 0 }],
    [{ expiresIn: -1 }],
    [{ expiresIn: 2 ** 31 }],
    [{ maxViews: 0 }],
    [{ maxViews: 1.5 }],
    [{ maxWidth: 0 }],
    [{ maxWidth: Number.NaN }],
  ])('is refused with %j', async (wish) => {
    const { id } = await seedImage(harness.database);
    const [field] = Object.keys(wish);
    await expect(linkTo(id, wish)).rejects.toMatchObject({ code: 'INVALID_INPUT', detail: { field } });
    const [page] = await listShares(harness.database, alice, { images: [{ id, ownerId: 'alice' }] });
    expect(page?.shares).toEqual([]);
  });
});

describe('a link', () => {
  it('is found by its token, and by nothing that is like it', async () => {
    const { id } = await seedImage(harness.database);
    const link = await linkTo(id, { maxWidth: 320 });
    const grant = await opens(link);
    expect(grant).toMatchObject({ shareId: link.id, imageId: id, recipientId: null, maxWidth: 320 });
    const wrong = [
      `${link.token.slice(0, -1)}${link.token.endsWith('A') ? 'B' : 'A'}`,
      link.token.slice(1),
      `${link.token}A`,
      ` ${link.token}`,
      '',
      '\u0000'.repeat(43),
      'a'.repeat(100_000),
    ];
    for (const token of wrong) {
      await expect(opens({ token })).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect(await looksUp({ token })).toBeUndefined();
    }
  });

  it.each(['revoked', 'expired', 'used up'] as const)('that is %s has ended, for everybody', async (how) => {
    const { id } = await seedImage(harness.database);
    const link = await linkTo(id, { maxViews: 1, expiresIn: 3_600 });
    const grant = await opens(link);
    if (how === 'revoked') await revokeShare(harness, alice, link.id);
    if (how === 'expired') await expire(link.id);
    if (how === 'used up') await countView(harness.database, grant);
    const ended = { code: 'SHARE_ENDED' };
    await expect(opens(link)).rejects.toMatchObject(ended);
    await expect(openSigned(harness.database, link.id)).rejects.toMatchObject(ended);
    await expect(countView(harness.database, grant)).rejects.toMatchObject(ended);
    expect(await looksUp(link)).toBeUndefined();
    expect(await viewsOf(link.id)).toBe(how === 'used up' ? 1 : 0);
  });

  it('lets as many through as it may, of a crowd that asks at once', async () => {
    const { id } = await seedImage(harness.database);
    const link = await linkTo(id, { maxViews: 10 });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, async () => countView(harness.database, { shareId: link.id })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    expect(await viewsOf(link.id)).toBe(10);
  });

  it('goes on where counting ends', async () => {
    const { id } = await seedImage(harness.database);
    const link = await linkTo(id);
    await sql(harness.database, 'UPDATE shares SET view_count = 2147483647 WHERE id = $1', [link.id]);
    await countView(harness.database, { shareId: link.id });
    expect(await viewsOf(link.id)).toBe(2_147_483_647);
  });

  it('is gone with its image', async () => {
    const { id } = await seedImage(harness.database);
    const link = await linkTo(id);
    await deleteImages(harness, alice, [id]);
    await expect(opens(link)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(revokeShare(harness, alice, link.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('revoking', () => {
  it('is repeatable, and has the CDN forget the image once', async () => {
    const { id } = await seedImage(harness.database);
    const link = await linkTo(id);
    const first = await revokeShare(harness, alice, link.id);
    const again = await revokeShare(harness, alice, link.id);
    expect(first.revokedAt).toBeInstanceOf(Date);
    expect(again.revokedAt).toEqual(first.revokedAt);
    const [purges] = await sql<{ count: number }>(
      harness.database,
      `SELECT count(*)::int AS count FROM pgboss.job WHERE name = 'purge' AND data::text LIKE '%' || $1 || '%'`,
      [id],
    );
    // At once, and once more when requests from before are over.
    expect(purges?.count).toBe(2);
  });

  it('is for the owner with MANAGE, and for admins: to others there is no such share', async () => {
    const { id } = await seedImage(harness.database);
    const shareId = await shareWithBob(id);
    await expect(revokeShare(harness, anonymous, shareId)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(revokeShare(harness, viewerOf('alice', 'READ'), shareId)).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    for (const [viewer, share] of [
      [bob, shareId],
      [alice, newUuid()],
    ] as const)
      await expect(revokeShare(harness, viewer, share)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await revokeShare(harness, admin, shareId)).revokedAt).not.toBeNull();
  });
});

describe('what is shared with somebody', () => {
  const grantsOf = (subject: string, imageId: string) => findGrantsTo(harness.database, subject, [imageId]);

  it('is found for that subject, as long as it is in force', async () => {
    const { id } = await seedImage(harness.database);
    await linkTo(id);
    const shares = [await shareWithBob(id), await shareWithBob(id), await shareWithBob(id, { maxViews: 1 })];
    expect((await grantsOf('bob', id)).map(({ shareId }) => shareId)).toEqual(shares.toReversed());
    expect(await grantsOf('carol', id)).toEqual([]);
    expect(await grantsOf('alice', id)).toEqual([]);
    const [revoked = '', expired = '', used = ''] = shares;
    await revokeShare(harness, alice, revoked);
    await expire(expired);
    await countView(harness.database, { shareId: used });
    expect(await grantsOf('bob', id)).toEqual([]);
  });

  it('is, of several shares, the one that shows most', async () => {
    const { id } = await seedImage(harness.database);
    await shareWithBob(id, { maxWidth: 100 });
    const wide = await shareWithBob(id, { maxWidth: 200 });
    const original = await shareWithBob(id, { maxWidth: 50, allowOriginal: true });
    const grants = await grantsOf('bob', id);
    expect(mostOf(grants, { original: false })?.shareId).toBe(wide);
    expect(mostOf(grants, { original: true })?.shareId).toBe(original);
    const whole = await shareWithBob(id);
    expect(mostOf(await grantsOf('bob', id), { original: false })?.shareId).toBe(whole);
    expect(mostOf([], { original: true })).toBeUndefined();
  });

  it('is listed once for each image, the newest share first, page by page', async () => {
    const carol = viewerOf('carol');
    const images = await seedImages(harness.database, [{}, {}, {}, { visibility: 'PUBLIC' }]);
    const ids = images.map(({ id }) => id);
    const share = async (imageId: string | undefined) =>
      (await shareImage(harness, alice, { imageId: imageId ?? '', recipientId: 'carol' })).share.id;
    for (const id of ids) await share(id);
    // Once more: the oldest comes first now.
    await share(ids[0]);
    const ended = await share(ids[1]);
    await revokeShare(harness, alice, ended);
    const expected = [ids[0], ids[3], ids[2], ids[1]];
    const all = await listSharedWith(harness.database, carol, {});
    expect(all.images.map(({ id }) => id)).toEqual(expected);
    const seen: (string | undefined)[] = [];
    let after: string | undefined;
    for (let page = 0; page < 4; page += 1) {
      const found = await listSharedWith(harness.database, carol, { first: 1, after });
      const [image] = found.images;
      seen.push(image?.id);
      expect(found.hasNextPage).toBe(page < 3);
      after = image && found.cursorOf(image);
    }
    expect(seen).toEqual(expected);
    await deleteImages(harness, alice, [ids[3] ?? '']);
    const left = await listSharedWith(harness.database, carol, { first: 1 });
    expect((await listSharedWith(harness.database, carol, {})).images).toHaveLength(3);
    expect(await left.count()).toEqual({ value: 3, isExact: true });
  });

  it('is listed with READ, in pages of 1 to 100, by cursors of its own', async () => {
    const list = (viewer: Viewer, page = {}) => listSharedWith(harness.database, viewer, page);
    await expect(list(anonymous)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(list(viewerOf('bob', 'MANAGE'))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(list(bob, { first: 0 })).rejects.toMatchObject({ code: 'PAGE_TOO_LARGE' });
    await expect(list(bob, { after: 'img_01h455vb4pex5vsknk084sn02q' })).rejects.toMatchObject({
      code: 'INVALID_CURSOR',
    });
  });
});

describe('the shares of an image', () => {
  it('are listed for its owner, the newest first, also those that have ended', async () => {
    const image = await seedImage(harness.database, { visibility: 'PUBLIC' });
    const [first, second, third] = [
      await shareWithBob(image.id),
      (await linkTo(image.id)).id,
      (await linkTo(image.id)).id,
    ];
    await revokeShare(harness, alice, second);
    const list = async (viewer: Viewer, request = {}) => {
      const [page] = await listShares(harness.database, viewer, { images: [image], ...request });
      if (!page) throw new Error('there is a page for each image');
      return page;
    };
    const page = await list(alice, { first: 2 });
    expect(page.shares.map(({ id }) => id)).toEqual([third, second]);
    const rest = await list(admin, { after: page.shares[1] && page.cursorOf(page.shares[1]) });
    expect(rest.shares.map(({ id }) => id)).toEqual([first]);
    expect([page.hasNextPage, rest.hasNextPage, rest.hasPreviousPage]).toEqual([true, false, true]);
    for (const viewer of [bob, anonymous, viewerOf('alice', 'MANAGE')])
      expect((await list(viewer)).shares).toEqual([]);
  });

  it('are read for many images at once, a page of each, and of others’ none', async () => {
    const [one, none, other] = await seedImages(harness.database, [{}, {}, {}]);
    const foreign = await seedImage(harness.database, { ownerId: 'carol' });
    const shares: string[] = [];
    for (const image of [one, other, one, other, one]) shares.push((await linkTo(image?.id ?? '')).id);
    await shareImage(harness, viewerOf('carol'), { imageId: foreign.id });
    const images = [other, none, foreign, one].filter((image) => image !== undefined);
    const pages = await listShares(harness.database, alice, { images, first: 2 });
    expect(pages.map((page) => page.shares.map(({ id }) => shares.indexOf(id)))).toEqual([
      [3, 1],
      [],
      [],
      [4, 2],
    ]);
    expect(pages.map(({ hasNextPage }) => hasNextPage)).toEqual([false, false, false, true]);
  });
});
