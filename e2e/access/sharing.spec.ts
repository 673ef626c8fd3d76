/** Shares: what a link and a recipient are shown, how often, and how all of it ends. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { bytesOf, download } from '../clients/download.ts';
import { authorization, graphqlClient } from '../clients/graphql.ts';
import { newOwner, type Owner } from '../clients/owner.ts';
import { DeleteImages, ImageById, NodeById, UpdateImage } from '../documents/images.ts';
import { RevokeShare, SharedImage, SharedWithMe, ShareImage, SharesOfImage } from '../documents/sharing.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import type { ShareImageInput } from '../generated/graphql.ts';
import { sharedDeployment } from '../stack/shared.ts';
import { until } from '../until.ts';

const deployment = sharedDeployment();
const anybody = graphqlClient({ url: deployment.url });

let owner: Owner;
let friend: Owner;
let uploaded: Buffer;
let id: string;
beforeAll(async () => {
  [owner, friend] = await Promise.all([newOwner(deployment), newOwner(deployment)]);
  uploaded = await jpeg({ width: 1_000, height: 750 });
  ({ id } = await owner.upload(fileOf(uploaded)));
  await owner.settled(id);
});

type Wish = Omit<ShareImageInput, 'imageId'>;

async function share(wish: Wish = {}, imageId = id) {
  const { shareImage } = await owner.ask(ShareImage, { input: { imageId, ...wish } });
  if (!shareImage.share) throw new Error(JSON.stringify(shareImage.userErrors));
  return shareImage.share;
}

async function link(wish: Wish = {}, imageId = id) {
  const made = await share(wish, imageId);
  if (!made.url || !made.token) throw new Error('a link has a URL and a token');
  return { ...made, url: made.url, token: made.token };
}

const revoke = async (shareId: string) => (await owner.ask(RevokeShare, { input: { shareId } })).revokeShare;

const viewsOf = async (shareId: string): Promise<number | undefined> => {
  const { image } = await owner.ask(SharesOfImage, { id, first: 100 });
  return image?.shares.nodes.find((each) => each.id === shareId)?.viewCount;
};

/** The status, and the code of a refusal. */
async function told(url: string, init?: RequestInit): Promise<(string | number | undefined)[]> {
  const answer = await download(url, init);
  return answer.status < 400 ? [answer.status] : [answer.status, answer.problem().code];
}

describe('a link', () => {
  it('shows a private image below /s/ to whoever holds it, for nobody’s cache to keep', async () => {
    const { url, token } = await link();
    expect(url).toBe(`${deployment.url}/s/${token}`);
    const page = await download(url, { headers: { accept: 'image/avif,image/webp,*/*' } });
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toMatch(/^image\/(avif|webp)$/);
    expect(page.headers.get('cache-control')).toBe('private, no-cache');
    expect((await download(`${url}/thumb.webp`)).status).toBe(200);
    // Nothing else of the image is open.
    expect(await told(`${deployment.url}/i/${id}/thumb.webp`)).toEqual([404, 'NOT_FOUND']);
    expect((await anybody.ask(ImageById, { id })).image).toBeNull();
  });

  it('is followed in sharedImage, whose URLs lead through it and count no view by themselves', async () => {
    const made = await link({ expiresIn: 3_600 });
    const { sharedImage } = await anybody.ask(SharedImage, { token: made.token });
    expect(sharedImage).toMatchObject({ id, original: null, shares: { nodes: [] } });
    expect(sharedImage?.rendition).toMatchObject({ width: 320, expiresAt: made.expiresAt });
    const urls = [sharedImage?.rendition.url, ...(sharedImage?.variants.map(({ url }) => url) ?? [])];
    expect(urls.length).toBeGreaterThan(3);
    expect(await viewsOf(made.id)).toBe(0);
    for (const url of urls) {
      expect(url?.startsWith(`${made.url}/`)).toBe(true);
      expect((await bytesOf(url)).length).toBeGreaterThan(0);
    }
    expect(await viewsOf(made.id)).toBe(urls.length);
  });

  it('shows what is no wider than it says: more is 403 SHARE_TOO_WIDE, and null in sharedImage', async () => {
    const { url, token } = await link({ maxWidth: 500 });
    const whole = await download(url, { headers: { accept: 'image/webp' } });
    expect(whole.headers.get('content-disposition')).toContain('w500.webp');
    expect((await download(`${url}/w500.webp`)).status).toBe(200);
    for (const file of ['full.webp', 'full.auto', 'w501.webp', 'w1000.jpg'])
      expect(await told(`${url}/${file}`)).toEqual([403, 'SHARE_TOO_WIDE']);
    expect(await told(`${url}/300x200-q50.jpg`)).toEqual([403, 'SIGNATURE_REQUIRED']);
    const { sharedImage } = await anybody.ask(SharedImage, { token });
    for (const variant of sharedImage?.variants ?? [])
      expect([variant.name, variant.url !== null]).toEqual([variant.name, (variant.width ?? 0) <= 500]);
  });

  it('includes the original where it says so: else that is 403 SHARE_WITHOUT_ORIGINAL', async () => {
    const without = await link();
    expect(await told(`${without.url}/original`)).toEqual([403, 'SHARE_WITHOUT_ORIGINAL']);
    const whole = await link({ allowOriginal: true });
    expect(await bytesOf(`${whole.url}/original`)).toEqual(uploaded);
    const { sharedImage } = await anybody.ask(SharedImage, { token: whole.token });
    expect(sharedImage?.original?.url).toBe(`${whole.url}/original`);
  });

  it('lets exactly as many through as it may, of many that ask at once', async () => {
    const { id: shareId, url } = await link({ maxViews: 10 });
    const statuses = await Promise.all(
      Array.from({ length: 50 }, async () => (await download(`${url}/thumb.webp`)).status),
    );
    expect(statuses.filter((status) => status === 200)).toHaveLength(10);
    expect(await told(`${url}/thumb.webp`)).toEqual([410, 'SHARE_ENDED']);
    expect(await viewsOf(shareId)).toBe(10);
  });

  it('ends at once when it is revoked, with all that was warm, and revoking again changes nothing', async () => {
    const made = await link();
    const thumb = `${made.url}/thumb.webp`;
    const first = await download(thumb);
    const etag = first.headers.get('etag') ?? '';
    expect(await told(thumb, { headers: { 'if-none-match': etag } })).toEqual([304]);
    const { share: revoked, userErrors } = await revoke(made.id);
    expect([userErrors, revoked?.viewCount]).toEqual([[], 2]);
    for (const url of [made.url, thumb, `${made.url}/w320.webp`])
      expect(await told(url)).toEqual([410, 'SHARE_ENDED']);
    expect(await told(thumb, { headers: { 'if-none-match': etag } })).toEqual([410, 'SHARE_ENDED']);
    expect((await anybody.ask(SharedImage, { token: made.token })).sharedImage).toBeNull();
    expect((await revoke(made.id)).share).toEqual(revoked);
  });

  it('ends by itself, and goes with its image', async () => {
    const passing = await link({ expiresIn: 1 });
    await until(async () => (await download(passing.url)).status === 410, { what: 'the link to expire' });
    const other = await owner.upload(fileOf(await jpeg({ width: 100, height: 100 })));
    const short = await link({}, other.id);
    await owner.ask(DeleteImages, { input: { ids: [other.id] } });
    expect(await told(short.url)).toEqual([404, 'NOT_FOUND']);
  });

  it('that nobody made is 404, whatever it looks like', async () => {
    for (const token of ['A'.repeat(43), 'x', '..%2f..%2fetc', `${'A'.repeat(42)}%00`])
      expect(await told(`${deployment.url}/s/${token}/thumb.webp`)).toEqual([404, 'NOT_FOUND']);
    expect((await anybody.ask(SharedImage, { token: 'A'.repeat(43) })).sharedImage).toBeNull();
  });
});

describe('a recipient', () => {
  it('has the image in sharedWithMe, by its id, and with its key, until the share is revoked', async () => {
    const before = (await friend.ask(SharedWithMe, {})).viewer.sharedWithMe.nodes;
    expect(before).toEqual([]);
    const { id: shareId, url, token } = await share({ recipientId: friend.ownerId, maxWidth: 500 });
    expect([url, token]).toEqual([null, null]);
    const [listed] = (await friend.ask(SharedWithMe, {})).viewer.sharedWithMe.nodes;
    expect([listed?.id, listed?.original]).toEqual([id, null]);
    const signed = listed?.variant?.url ?? '';
    expect(new URL(signed).searchParams.get('share')).toBe(shareId);
    const answer = await download(signed);
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'private, no-cache']);
    expect(await friend.image(id)).toMatchObject({ id });
    const key = { headers: authorization(friend.apiKey) };
    expect((await download(`${deployment.url}/i/${id}/thumb.webp`, key)).status).toBe(200);
    expect(await told(`${deployment.url}/i/${id}/full.webp`, key)).toEqual([403, 'SHARE_TOO_WIDE']);
    expect(await told(`${deployment.url}/i/${id}/original`, key)).toEqual([403, 'SHARE_WITHOUT_ORIGINAL']);
    const whole = await download(`${deployment.url}/images/${id}`, {
      headers: { ...key.headers, accept: 'image/webp' },
    });
    expect([whole.status, whole.headers.get('content-disposition')]).toEqual([
      200,
      expect.stringContaining('w500.webp'),
    ]);
    expect(await told(`${deployment.url}/images/${id}?size=full`, key)).toEqual([403, 'SHARE_TOO_WIDE']);
    expect(await viewsOf(shareId)).toBe(3);
    await revoke(shareId);
    expect(await told(signed)).toEqual([410, 'SHARE_ENDED']);
    expect(await told(`${deployment.url}/i/${id}/thumb.webp`, key)).toEqual([404, 'NOT_FOUND']);
    expect(await friend.image(id)).toBeNull();
    expect((await friend.ask(SharedWithMe, {})).viewer.sharedWithMe.nodes).toEqual([]);
  });

  it('owns nothing of it', async () => {
    const { id: shareId } = await share({ recipientId: friend.ownerId });
    const refused = await friend.ask(UpdateImage, { input: { id, title: 'mine' } });
    expect(refused.updateImage.userErrors.map(({ code }) => code)).toEqual(['NOT_FOUND']);
    const again = await friend.ask(ShareImage, { input: { imageId: id } });
    expect(again.shareImage.userErrors.map(({ code }) => code)).toEqual(['NOT_FOUND']);
    const ended = await friend.ask(RevokeShare, { input: { shareId } });
    expect(ended.revokeShare.userErrors.map(({ code }) => code)).toEqual(['NOT_FOUND']);
    expect((await friend.ask(NodeById, { id: shareId })).node).toBeNull();
    expect((await friend.ask(SharesOfImage, { id })).image?.shares.nodes).toEqual([]);
    await revoke(shareId);
  });

  it('may follow it, until the share is revoked', async () => {
    const { id: shareId } = await share({ recipientId: friend.ownerId });
    const watch = friend.watch({ imageIds: [id] });
    await until(() => watch.events.length > 0, { what: 'the snapshot' });
    await revoke(shareId);
    await watch.ended;
    expect(watch.events.map(({ __typename }) => __typename)).toEqual(['ImageSnapshot']);
    await watch.close();
    const late = friend.watch({ imageIds: [id] });
    await late.ended;
    expect(late.events).toEqual([]);
    await late.close();
  });
});

describe('sharing', () => {
  it('is listed for the owner, page by page, and never shows a link again', async () => {
    const made = [await link(), await link()].map((each) => each.id);
    const first = await owner.ask(SharesOfImage, { id, first: 1 });
    expect(first.image?.shares.nodes).toMatchObject([{ id: made[1], url: null, token: null }]);
    const after = first.image?.shares.pageInfo.endCursor ?? null;
    const second = await owner.ask(SharesOfImage, { id, first: 1, after });
    expect(second.image?.shares.nodes[0]?.id).toBe(made[0]);
    expect((await owner.ask(NodeById, { id: made[0] ?? '' })).node).toMatchObject({ id: made[0] });
  });

  it.each<[string, Wish]>([
    ['no time', { expiresIn: 0 }],
    ['no views', { maxViews: 0 }],
    ['a width below one', { maxWidth: -5 }],
    ['nobody in particular', { recipientId: ' ' }],
  ])('for %s is refused with INVALID_INPUT', async (_what, wish) => {
    const { shareImage } = await owner.ask(ShareImage, { input: { imageId: id, ...wish } });
    expect(shareImage).toMatchObject({ share: null, userErrors: [{ code: 'INVALID_INPUT' }] });
  });

  it('has a route for scripts, /images/:id/share', async () => {
    const ask = async (body?: object, apiKey: string | undefined = owner.apiKey, image = id) => {
      const answer = await fetch(`${deployment.url}/images/${image}/share`, {
        method: 'POST',
        headers: { ...authorization(apiKey), ...(body && { 'content-type': 'application/json' }) },
        ...(body && { body: JSON.stringify(body) }),
      });
      const json = (await answer.json()) as Record<string, string | null>;
      return { status: answer.status, json };
    };
    const made = await ask({ maxViews: 1, maxWidth: 500 });
    expect(made).toMatchObject({
      status: 201,
      json: {
        imageId: id,
        recipientId: null,
        maxViews: 1,
        maxWidth: 500,
        allowOriginal: false,
        viewCount: 0,
      },
    });
    expect((await download(made.json['url'] ?? '')).status).toBe(200);
    expect(await told(made.json['url'] ?? '')).toEqual([410, 'SHARE_ENDED']);
    expect((await ask()).json['url']).toContain('/s/');
    const named = await ask({ recipientId: friend.ownerId });
    expect(named.json).toMatchObject({ recipientId: friend.ownerId, url: null, token: null });
    await revoke(named.json['id'] ?? '');
    const refusals = [
      await ask({ maxViews: 0 }),
      await ask({ views: 1 }),
      await ask({}, friend.apiKey),
      await ask({}, ''),
      await ask({}, owner.apiKey, 'upl_1'),
    ];
    expect(refusals.map(({ status, json }) => [status, json['code']])).toEqual([
      [400, 'INVALID_INPUT'],
      [400, 'BAD_REQUEST'],
      [404, 'NOT_FOUND'],
      [401, 'UNAUTHENTICATED'],
      [400, 'INVALID_ID'],
    ]);
  });
});
