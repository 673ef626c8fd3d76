/** Renditions that nobody has made before: who may ask, at which URL, and what comes. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { bytesOf, download } from '../clients/download.ts';
import { authorization } from '../clients/graphql.ts';
import { newOwner, type Owner } from '../clients/owner.ts';
import { UpdateImage } from '../documents/images.ts';
import { graphql } from '../generated/gql.ts';
import { fileOf, jpeg, picture } from '../fixtures/pictures.ts';
import { sharedDeployment } from '../stack/shared.ts';
import { until } from '../until.ts';

const RenditionOf = graphql(`
  query RenditionOf($id: ID!, $transform: TransformInput!) {
    image(id: $id) {
      rendition(transform: $transform) {
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

const SignImageUrl = graphql(`
  mutation SignImageUrl($input: SignImageUrlInput!) {
    signImageUrl(input: $input) {
      url
      expiresAt
      userErrors {
        code
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
  open = (await owner.upload(fileOf(bytes), { visibility: 'PUBLIC' })).id;
  hidden = (await owner.upload(fileOf(bytes))).id;
  await owner.settled(open);
});

const urlOf = (id: string, spec: string): string => `${owner.url}/i/${id}/${spec}`;
const asOwner = () => ({ headers: authorization(owner.apiKey) });

describe('of a public image', () => {
  it('a width of the ladder is made for everybody, once', async () => {
    const url = urlOf(open, 'w640.webp');
    const answers = await Promise.all(Array.from({ length: 30 }, () => download(url)));
    expect(new Set(answers.map(({ headers }) => headers.get('etag'))).size).toBe(1);
    const { width, height, format } = await sharp(answers[0]?.bytes).metadata();
    expect([width, height, format]).toEqual([640, 427, 'webp']);
    const again = await download(url);
    expect(Object.fromEntries(again.headers)).toMatchObject({
      'x-cache': expect.stringMatching(/^(memory|store)$/),
      'server-timing': expect.stringContaining('cache;desc='),
      'cache-control': 'public, max-age=31536000, immutable',
      'cache-tag': open,
    });
    const has = await download(url, { headers: { 'if-none-match': again.headers.get('etag') ?? '' } });
    expect(has.status).toBe(304);
  });

  it('another width, and another spelling, is sent on to the one that there is', async () => {
    for (const [spec, canonical] of [
      ['w500.webp', 'w640.webp'],
      ['w640.jpeg', 'w640.jpg'],
    ] as const) {
      const { status, headers } = await download(urlOf(open, `${spec}?v=1`));
      expect(status).toBe(301);
      const target = new URL(headers.get('location') ?? '', urlOf(open, spec));
      expect(target.href).toBe(urlOf(open, `${canonical}?v=1`));
    }
  });

  it('auto is what the client takes best', async () => {
    const { headers } = await download(urlOf(open, 'w320.auto'), { headers: { accept: 'image/webp' } });
    expect([headers.get('content-type'), headers.get('vary')]).toEqual(['image/webp', 'Accept']);
  });

  it('auto is at once what is there already, and what the client takes best a moment later', async () => {
    const ask = async (accept: string) => {
      const { status, headers } = await download(urlOf(open, 'w768.auto'), { headers: { accept } });
      return [status, headers.get('content-type'), headers.get('cache-control'), headers.get('vary')];
    };
    const good = 'public, max-age=31536000, immutable';
    const browser = 'image/avif,image/webp,*/*;q=0.8';
    expect(await ask('*/*')).toEqual([200, 'image/jpeg', good, 'Accept']);
    expect(await ask(browser)).toEqual([200, 'image/jpeg', 'public, max-age=30', 'Accept']);
    const best = await until(
      async () => {
        const answer = await ask(browser);
        return answer[1] === 'image/avif' && answer;
      },
      { what: 'the AVIF' },
    );
    expect(best).toEqual([200, 'image/avif', good, 'Accept']);
    expect(await ask('*/*')).toEqual([200, 'image/jpeg', good, 'Accept']);
  });

  it('auto of a tiny picture is a WebP, which is smaller than an AVIF', async () => {
    const accept = 'image/avif,image/webp,*/*;q=0.8';
    const { headers, bytes } = await download(urlOf(open, 'x32.auto'), {
      headers: { accept, ...authorization(owner.apiKey) },
    });
    expect(headers.get('content-type')).toBe('image/webp');
    expect(bytes.length).toBeLessThan((await bytesOf(urlOf(open, 'x32.avif'), asOwner())).length);
  });

  it('anything else is for those with a signature or the key of its owner', async () => {
    const refused = await download(urlOf(open, 'x333-gray.webp'));
    expect([refused.status, refused.problem().code]).toEqual([403, 'SIGNATURE_REQUIRED']);
    const { width, height } = await sharp(await bytesOf(urlOf(open, 'x333-gray.webp'), asOwner())).metadata();
    expect([width, height]).toEqual([333, 333]);
  });
});

describe('wide colours', () => {
  it('are kept where they are asked for, with the profile that says so', async () => {
    const photo = await picture({ width: 300, height: 200 }).withIccProfile('p3').jpeg().toBuffer();
    const { id } = await owner.upload(fileOf(photo));
    const iccOf = async (spec: string) =>
      (await sharp((await download(urlOf(id, spec), asOwner())).bytes).metadata()).icc;
    for (const ending of ['jpg', 'webp', 'avif', 'png']) {
      expect((await iccOf(`w64-p3.${ending}`))?.length).toBeGreaterThan(400);
      expect(await iccOf(`w64.${ending}`)).toBeUndefined();
    }
    expect(await download(urlOf(id, 'w64-p3.gif'), asOwner())).toMatchObject({ status: 400 });
  });
});

describe('the placeholder by URL', () => {
  it('is a picture of a few bytes, for those who may see the image', async () => {
    const placeholderOf = async (id: string) => (await owner.settled(id)).placeholder?.url ?? '';
    const url = await placeholderOf(open);
    expect(url).toBe(urlOf(open, 'lqip.webp'));
    const { bytes } = await download(url);
    expect(bytes.length).toBeLessThan(400);
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width: 32, height: 21 });
    const signed = await placeholderOf(hidden);
    expect((await download(signed)).status).toBe(200);
    expect((await download(urlOf(hidden, 'lqip.webp'))).status).toBe(404);
  });
});

describe('qauto', () => {
  it('keeps as much of a picture as is asked for, and answers the same ever after', async () => {
    const sizeOf = async (spec: string) => (await bytesOf(urlOf(open, spec), asOwner())).length;
    const searched = await sizeOf('w400-qauto.jpg');
    expect(await sizeOf('w400-qauto9.jpg')).toBeLessThanOrEqual(searched);
    expect(await sizeOf('w400-q100.jpg')).toBeGreaterThan(searched);
    const [one, other] = await Promise.all(
      [1, 2].map(() => download(urlOf(open, 'w400-qauto.jpg'), asOwner())),
    );
    expect(one?.headers.get('etag')).toBe(other?.headers.get('etag'));
  });
});

describe('a HEIC', () => {
  it('is written, or is refused with HEIC_UNAVAILABLE and what to install', async () => {
    const answer = await download(urlOf(open, 'w320.heic'));
    const what = answer.status === 200 ? answer.bytes.toString('latin1', 4, 12) : answer.problem().code;
    expect(['200 ftypheic', '422 HEIC_UNAVAILABLE']).toContain(`${answer.status} ${what}`);
  });
});

describe('of a private image', () => {
  it('nothing is there for strangers, and everything for its owner, for as long as the key is good', async () => {
    expect((await download(urlOf(hidden, 'w640.webp'))).status).toBe(404);
    const { status, headers } = await download(urlOf(hidden, 'w640.webp'), asOwner());
    expect([status, headers.get('cache-control')]).toEqual([
      200,
      expect.stringMatching(/^private, max-age=\d+$/),
    ]);
  });
});

describe('Image.rendition', () => {
  it('answers a URL that works for whoever has it, and what will be there', async () => {
    for (const [id, transform, canonical] of [
      [open, { width: 640, format: 'AVIF' }, 'w640.avif'],
      [open, { width: 501, height: 333, gravity: 'NORTH_EAST', format: 'PNG' }, '501x333-northeast.png'],
      [hidden, { preset: 'thumb', grayscale: true, rotate: 90, format: 'JPEG' }, 'thumb-rot90-gray.jpg'],
      [hidden, { height: 77, dpr: 1.5 }, 'h77-dpr1.5.auto'],
    ] as const) {
      const { image } = await owner.ask(RenditionOf, { id, transform });
      const { url, width, height, transform: spec } = image?.rendition ?? {};
      expect(spec).toBe(canonical);
      const found = await sharp(await bytesOf(url)).metadata();
      expect([spec, found.width, found.height]).toEqual([spec, width, height]);
    }
  });
});

describe('the focal point', () => {
  it('is what crops keep in view, as it is when they are asked for', async () => {
    const cropOf = async (focalPoint: { x: number; y: number } | null) => {
      const { updateImage } = await owner.ask(UpdateImage, { input: { id: open, focalPoint } });
      expect(updateImage.userErrors).toEqual([]);
      const { image } = await owner.ask(RenditionOf, {
        id: open,
        transform: { width: 80, height: 8, gravity: 'FOCAL_POINT', format: 'PNG' },
      });
      expect(image?.rendition).toMatchObject({ transform: '80x8-focus.png', width: 80, height: 8 });
      const { bytes, headers } = await download(image?.rendition.url ?? '');
      expect(headers.get('cache-control')).toBe('public, max-age=3600');
      const left = await sharp(bytes).extract({ left: 10, top: 4, width: 1, height: 1 }).raw().toBuffer();
      return (left[0] ?? 0) > (left[2] ?? 0) ? 'red' : 'blue';
    };
    // Of the four quadrants the top left is red, and the bottom left blue.
    expect(await cropOf({ x: 0.5, y: 0.05 })).toBe('red');
    expect(await cropOf({ x: 0.5, y: 0.95 })).toBe('blue');
    expect(await cropOf({ x: 0.5, y: 0.05 })).toBe('red');
    await cropOf(null);
  });
});

describe('signImageUrl', () => {
  it('signs one rendition, or all of an image for a srcset', async () => {
    const sign = async (input: object) =>
      (await owner.ask(SignImageUrl, { input: { imageId: hidden, transform: { width: 400 }, ...input } }))
        .signImageUrl;
    const { origin, pathname, search } = new URL((await sign({ scope: 'IMAGE' })).url ?? '');
    for (const path of [pathname, pathname.replace('w400.auto', 'w123-gray.png')])
      expect((await download(origin + path + search)).status).toBe(200);
    expect((await download(`${origin}${pathname.replace('w400.auto', 'original')}${search}`)).status).toBe(
      404,
    );
    const one = new URL((await sign({})).url ?? '');
    expect((await download(one.href)).status).toBe(200);
    one.pathname = one.pathname.replace('w400', 'w401');
    expect((await download(one.href)).status).toBe(403);
    expect((await sign({ original: true })).userErrors).toEqual([{ code: 'INVALID_INPUT' }]);
  });

  it('of a public image gives others what needs no signature, and no scope', async () => {
    const stranger = await newOwner(sharedDeployment());
    const sign = (scope: 'EXACT' | 'IMAGE') =>
      stranger.send(SignImageUrl, { input: { imageId: open, transform: { width: 600 }, scope } });
    const { data } = await sign('EXACT');
    expect(new URL(data?.signImageUrl.url ?? '').pathname).toBe(`/i/${open}/w640.auto`);
    const { errors } = await sign('IMAGE');
    expect(errors.map(({ extensions }) => extensions?.code)).toEqual(['SCOPE_FOR_OWNER']);
  });
});

describe('what cannot be made', () => {
  it.each([
    [400, 'INVALID_TRANSFORM', 'w640-round.webp'],
    [400, 'INVALID_TRANSFORM', 'huge.webp'],
    [422, 'RENDITION_TOO_LARGE', 'x8000-fill.png'],
  ])('is refused with %i %s', async (status, code, spec) => {
    const answer = await download(urlOf(open, spec), asOwner());
    expect([answer.status, answer.problem().code]).toEqual([status, code]);
  });
});
