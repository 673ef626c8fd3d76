/** Signed URLs: good until they expire, and only byte for byte. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { bytesOf, download } from '../clients/download.ts';
import { newOwner, type Owner } from '../clients/owner.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import { graphql } from '../generated/gql.ts';
import { sharedDeployment } from '../stack/shared.ts';

const SignedUrls = graphql(`
  query SignedUrls($id: ID!, $expiresIn: Int) {
    image(id: $id) {
      variant(name: "thumb", format: WEBP) {
        url(expiresIn: $expiresIn)
      }
      original(expiresIn: $expiresIn) {
        url
        width
        height
        contentType
        expiresAt
        transform
      }
    }
  }
`);

let owner: Owner;
let id: string;
let uploaded: Buffer;
beforeAll(async () => {
  owner = await newOwner(sharedDeployment());
  uploaded = await jpeg();
  ({ id } = await owner.upload(fileOf(uploaded, 'träume.jpg')));
  await owner.settled(id);
});

const signed = async (expiresIn?: number) => {
  const { image } = await owner.ask(SignedUrls, { id, ...(expiresIn !== undefined && { expiresIn }) });
  return { variant: image?.variant?.url ?? '', original: image?.original };
};

/** Sent as it is: fetch would correct some of what is wrong here on purpose. */
async function statusOf(url: string, method = 'GET'): Promise<number> {
  return (await download(url, { method })).status;
}

describe('a signed URL', () => {
  it('is the same again for a while, so that a cache knows it', async () => {
    const [one, other] = [await signed(), await signed()];
    const expiryOf = (url: string) => Number(new URL(url).searchParams.get('exp'));
    // The two may fall on both sides of the moment at which the next one begins.
    expect([0, 300]).toContain(expiryOf(other.variant) - expiryOf(one.variant));
    expect(await statusOf(one.variant)).toBe(200);
    expect(await statusOf(one.variant, 'HEAD')).toBe(200);
  });

  it('with any one character changed is refused with 403 SIGNATURE_INVALID, or is nothing at all', async () => {
    const { variant } = await signed();
    const { origin } = new URL(variant);
    const target = variant.slice(origin.length);
    const mutated = target.split('').flatMap((character, index) => {
      const other = character === 'a' ? 'b' : 'a';
      // A path must begin with its slash to be sent at all.
      return index === 0 ? [] : [target.slice(0, index) + other + target.slice(index + 1)];
    });
    const statuses = await Promise.all(mutated.map((path) => statusOf(origin + path)));
    for (const [index, status] of statuses.entries())
      expect({ path: mutated[index], refused: [400, 403, 404].includes(status) }).toEqual({
        path: mutated[index],
        refused: true,
      });
    const answer = await download(`${origin}${target.slice(0, -1)}`);
    expect({ status: answer.status, code: answer.problem().code }).toEqual({
      status: 403,
      code: 'SIGNATURE_INVALID',
    });
  });

  it('with parameters added, repeated, reordered or re-encoded is refused', async () => {
    const { variant } = await signed();
    const { origin, pathname, searchParams } = new URL(variant);
    const parameter = (name: string): string => searchParams.get(name) ?? '';
    const [exp, kid, sig] = [parameter('exp'), parameter('kid'), parameter('sig')];
    const bad = [
      `${variant}&x=1`,
      `${variant}&exp=${exp}`,
      `${variant}&`,
      `${origin}${pathname}?x=1&exp=${exp}&kid=${kid}&sig=${sig}`,
      `${origin}${pathname}?kid=${kid}&exp=${exp}&sig=${sig}`,
      `${origin}${pathname}?sig=${sig}&exp=${exp}&kid=${kid}`,
      `${origin}${pathname}?exp=${exp}&exp=${exp}&kid=${kid}&sig=${sig}`,
      `${origin}${pathname}?exp=0${exp}&kid=${kid}&sig=${sig}`,
      `${origin}${pathname}?exp=${Number(exp) + 1}&kid=${kid}&sig=${sig}`,
      `${origin}${pathname}?exp=${exp}&kid=${kid}&sig=${sig}=`,
      `${origin}${pathname}?exp=${exp}&kid=${kid}&sig=%${sig.charCodeAt(0).toString(16)}${sig.slice(1)}`,
      `${origin}${pathname}?exp=${exp}&kid=other&sig=${sig}`,
      `${origin}${pathname}?scope=%2Fi%2F${id}%2F&exp=${exp}&kid=${kid}&sig=${sig}`,
      `${origin}${pathname.replace('thumb', 'full')}?exp=${exp}&kid=${kid}&sig=${sig}`,
      `${origin}${pathname.replace('thumb.webp', 'original')}?exp=${exp}&kid=${kid}&sig=${sig}`,
    ];
    for (const url of bad) expect([url, await statusOf(url)]).toEqual([url, 403]);
  });

  it('of one image opens no other', async () => {
    const other = await owner.upload(fileOf(await jpeg({ width: 100, height: 100 })));
    await owner.settled(other.id);
    expect(await statusOf((await signed()).variant.replace(id, other.id))).toBe(403);
  });

  it.each([0, -1, 7 * 86_400 + 1])('for %i seconds is refused with INVALID_INPUT', async (expiresIn) => {
    const { errors } = await owner.send(SignedUrls, { id, expiresIn });
    expect(errors[0]?.extensions?.code).toBe('INVALID_INPUT');
  });
});

describe('an original', () => {
  it('comes back byte for byte by its signed URL, to look at or to keep', async () => {
    const { original } = await signed(3_600);
    expect(original).toMatchObject({
      width: 640,
      height: 480,
      contentType: 'image/jpeg',
      transform: 'original',
    });
    expect(Date.parse(original?.expiresAt ?? '')).toBeGreaterThan(Date.now());
    const { headers, bytes } = await download(original?.url ?? '');
    expect(bytes.equals(uploaded)).toBe(true);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'x-content-type-options': 'nosniff',
      'content-disposition': expect.stringMatching(/^inline; .*filename\*=UTF-8''tr%C3%A4ume\.jpg/),
      'cache-control': expect.stringMatching(/^private, /),
    });
    const key = { authorization: `Bearer ${owner.apiKey}` };
    const kept = await download(`${owner.url}/i/${id}/original?download=1`, { headers: key });
    expect(kept.headers.get('content-disposition')).toMatch(/^attachment; /);
  });

  it('is sent in parts', async () => {
    const { original } = await signed();
    const { status, bytes } = await download(original?.url ?? '', { headers: { range: 'bytes=100-199' } });
    expect(status).toBe(206);
    expect(bytes.equals(uploaded.subarray(100, 200))).toBe(true);
  });

  it('is not there without a signature, even of a public image, except for its owner', async () => {
    const { id: open } = await owner.upload(fileOf(uploaded), { visibility: 'PUBLIC' });
    const url = `${owner.url}/i/${open}/original`;
    expect(await statusOf(url)).toBe(404);
    expect(await bytesOf(url, { headers: { authorization: `Bearer ${owner.apiKey}` } })).toHaveLength(
      uploaded.length,
    );
    const stranger = await newOwner(sharedDeployment());
    const { image } = await stranger.ask(SignedUrls, { id: open });
    expect(image?.original).toBeNull();
  });
});
