/** Bytes of variants as browsers, caches and proxies fetch them. */
import { request } from 'node:http';
import { beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { bytesOf, download } from '../clients/download.ts';
import { authorization } from '../clients/graphql.ts';
import { type FoundImage, newOwner, type Owner } from '../clients/owner.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import { sharedDeployment } from '../stack/shared.ts';

let owner: Owner;
let open: FoundImage;
let hidden: FoundImage;
beforeAll(async () => {
  owner = await newOwner(sharedDeployment());
  const bytes = await jpeg({ width: 900, height: 600 });
  const [one, two] = [
    await owner.upload(fileOf(bytes, 'Sommer 24, Übersee 世界.jpg'), { visibility: 'PUBLIC' }),
    await owner.upload(fileOf(bytes)),
  ];
  [open, hidden] = [await owner.settled(one.id), await owner.settled(two.id)];
});

const urlOf = (image: FoundImage, name = 'thumb', format = 'WEBP'): string =>
  image.variants.find((variant) => variant.name === name && variant.format === format)?.url ?? '';

describe('a variant of a public image', () => {
  it('has a URL without a signature that answers everybody', async () => {
    for (const { name, format, url, width, height, byteSize } of open.variants) {
      // Its origin is the deployment's PUBLIC_URL or CDN_URL, which need not be where the specs go.
      const { pathname, search } = new URL(url ?? '');
      expect(pathname + search).toBe(
        `/i/${open.id}/${name}.${format === 'JPEG' ? 'jpg' : format.toLowerCase()}`,
      );
      const { status, headers, bytes } = await download(url ?? '');
      expect({ status, type: headers.get('content-type'), length: bytes.length }).toEqual({
        status: 200,
        type: `image/${format.toLowerCase()}`,
        length: byteSize,
      });
      const found = await sharp(bytes).metadata();
      expect([found.width, found.height]).toEqual([width, height]);
    }
  });

  it('is told to every cache as immutable, to browsers as an image and nothing else', async () => {
    const { headers } = await download(urlOf(open));
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      etag: expect.stringMatching(/^"[^"]{20,}"$/),
      'accept-ranges': 'bytes',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox'),
      'cross-origin-resource-policy': 'cross-origin',
      'access-control-allow-origin': '*',
      'cache-tag': open.id,
      'surrogate-key': open.id,
      'x-cache': expect.stringMatching(/^(memory|store|miss)$/),
    });
    expect(Date.parse(headers.get('last-modified') ?? '')).toBeLessThanOrEqual(Date.now());
    // One URL is one representation, whoever asks with whatever headers.
    expect(headers.get('vary')).toBeNull();
    expect(headers.get('set-cookie')).toBeNull();
  });

  it('names its file for people as RFC 8187 has it', async () => {
    const disposition =
      (await download(urlOf(open, 'medium', 'JPEG'))).headers.get('content-disposition') ?? '';
    expect(disposition).toMatch(/^inline; /);
    expect(disposition).toContain(
      "filename*=UTF-8''Sommer%2024%2C%20%C3%9Cbersee%20%E4%B8%96%E7%95%8C-medium.jpg",
    );
    expect(disposition).not.toMatch(/[^\x20-\x7e]/);
  });

  it('is not sent again to who has it', async () => {
    const { headers } = await download(urlOf(open));
    const conditions: Record<string, string>[] = [
      { 'if-none-match': headers.get('etag') ?? '' },
      { 'if-none-match': `"other", W/${headers.get('etag')}` },
      { 'if-none-match': '*' },
      { 'if-modified-since': headers.get('last-modified') ?? '' },
    ];
    for (const condition of conditions) {
      const { status, bytes, headers: again } = await download(urlOf(open), { headers: condition });
      expect({ condition, status, length: bytes.length }).toEqual({ condition, status: 304, length: 0 });
      expect(again.get('etag')).toBe(headers.get('etag'));
      expect(again.get('cache-control')).toBe(headers.get('cache-control'));
    }
    for (const condition of [
      { 'if-none-match': '"other"' },
      { 'if-modified-since': 'Thu, 01 Jan 1970 00:00:00 GMT' },
    ])
      expect((await download(urlOf(open), { headers: condition })).status).toBe(200);
  });

  it('is refused with 412 where it is another one than was asked for, and before anything else', async () => {
    const { headers } = await download(urlOf(open));
    const etag = headers.get('etag') ?? '';
    const long = 'Thu, 01 Jan 1970 00:00:00 GMT';
    const statusOf = async (condition: Record<string, string>, method: string): Promise<number> =>
      (await download(urlOf(open), { method, headers: condition })).status;
    const refused = await download(urlOf(open), { headers: { 'if-match': '"other"' } });
    expect(refused.problem().code).toBe('PRECONDITION_FAILED');
    for (const method of ['GET', 'HEAD']) {
      for (const failing of [
        { 'if-match': '"other"' },
        { 'if-match': `W/${etag}` },
        { 'if-match': '"other"', 'if-none-match': etag, range: 'bytes=0-9' },
        { 'if-unmodified-since': long },
        { 'if-unmodified-since': long, 'if-none-match': etag },
      ])
        expect([failing, await statusOf(failing, method)]).toEqual([failing, 412]);
      for (const holding of [
        { 'if-match': etag },
        { 'if-match': `"other", ${etag}` },
        { 'if-match': '*', 'if-unmodified-since': long },
        { 'if-unmodified-since': headers.get('last-modified') ?? '' },
        { 'if-unmodified-since': 'nonsense' },
      ]) {
        expect([holding, await statusOf(holding, method)]).toEqual([holding, 200]);
        const known = { ...holding, 'if-none-match': etag };
        expect([known, await statusOf(known, method)]).toEqual([known, 304]);
      }
    }
  });

  it('answers HEAD like GET without its body', async () => {
    const [got, head] = [await download(urlOf(open)), await download(urlOf(open), { method: 'HEAD' })];
    expect(head.status).toBe(200);
    expect(head.bytes).toHaveLength(0);
    for (const name of ['content-length', 'content-type', 'etag', 'cache-control', 'last-modified'])
      expect([name, head.headers.get(name)]).toEqual([name, got.headers.get(name)]);
  });

  it('is sent in parts', async () => {
    const whole = await bytesOf(urlOf(open));
    const size = whole.length;
    const parts: readonly (readonly [string, number, number])[] = [
      ['bytes=0-0', 0, 0],
      ['bytes=0-99', 0, 99],
      [`bytes=${size - 1}-`, size - 1, size - 1],
      ['bytes=-10', size - 10, size - 1],
      [`bytes=10-${size + 1_000}`, 10, size - 1],
    ];
    for (const [range, start, end] of parts) {
      const { status, headers, bytes } = await download(urlOf(open), { headers: { range } });
      expect({ range, status, told: headers.get('content-range') }).toEqual({
        range,
        status: 206,
        told: `bytes ${start}-${end}/${size}`,
      });
      expect(bytes.equals(whole.subarray(start, end + 1))).toBe(true);
    }
    for (const range of [`bytes=${size}-`, 'bytes=-0']) {
      const refused = await download(urlOf(open), { headers: { range } });
      expect({
        range,
        status: refused.status,
        code: refused.problem().code,
        told: refused.headers.get('content-range'),
      }).toEqual({
        range,
        status: 416,
        code: 'RANGE_NOT_SATISFIABLE',
        told: `bytes */${size}`,
      });
    }
    for (const range of ['lines=1-2', 'bytes=abc', 'bytes=5-2'])
      expect([range, (await download(urlOf(open), { headers: { range } })).status]).toEqual([range, 200]);
  });

  it('is sent whole when the part that a client has is of another version', async () => {
    const { headers } = await download(urlOf(open));
    const range = 'bytes=0-9';
    const ifRange = (value: string) => download(urlOf(open), { headers: { range, 'if-range': value } });
    expect((await ifRange(headers.get('etag') ?? '')).status).toBe(206);
    expect((await ifRange(headers.get('last-modified') ?? '')).status).toBe(206);
    expect((await ifRange('"other"')).status).toBe(200);
    expect((await ifRange(`W/${headers.get('etag')}`)).status).toBe(200);
    expect((await ifRange('Thu, 01 Jan 1970 00:00:00 GMT')).status).toBe(200);
    // Of what is chosen by Accept, several may be of one second.
    const negotiated = urlOf(open).replace(/\.\w+$/, '.auto');
    const date = headers.get('last-modified') ?? '';
    expect((await download(negotiated, { headers: { range, 'if-range': date } })).status).toBe(200);
  });

  it('given up on halfway leaves the server able to send it again', async () => {
    for (let round = 0; round < 10; round += 1)
      await new Promise<void>((resolve) => {
        const sent = request(urlOf(open, 'full', 'JPEG'), (response) => {
          response.once('data', () => sent.destroy());
          response.once('close', () => resolve());
          response.on('error', () => {});
        });
        sent.on('error', () => {});
        sent.end();
      });
    expect((await bytesOf(urlOf(open, 'full', 'JPEG'))).length).toBeGreaterThan(1_000);
  });
});

describe('a variant of a private image', () => {
  it('is not there without a signature or its owner’s key', async () => {
    const bare = `${owner.url}/i/${hidden.id}/thumb.webp`;
    expect((await download(bare)).status).toBe(404);
    const { status, headers } = await download(bare, { headers: authorization(owner.apiKey) });
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toMatch(/^private, max-age=\d+$/);
  });

  it('has a signed URL that lasts no longer in a cache than itself', async () => {
    const url = urlOf(hidden);
    const { status, headers } = await download(url);
    const seconds = Number(/^private, max-age=(\d+)$/.exec(headers.get('cache-control') ?? '')?.[1]);
    const left = Number(new URL(url).searchParams.get('exp')) - Date.now() / 1_000;
    expect(status).toBe(200);
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(left + 1);
  });
});

describe('a request for what is not there', () => {
  it.each([
    [404, 'NOT_FOUND', '/i/img_00000000000000000000000000/thumb.webp'],
    [404, 'NOT_FOUND', '/i/nonsense/thumb.webp'],
    [404, 'NOT_FOUND', '/no/such/route'],
    [404, 'NOT_FOUND', '/images/img_00000000000000000000000000'],
    [404, 'NOT_FOUND', '/images/img_00000000000000000000000000/metadata'],
    [400, 'INVALID_TRANSFORM', '/i/{id}/huge.webp'],
    [400, 'INVALID_TRANSFORM', '/i/{id}/thumb.bmp'],
    [400, 'INVALID_TRANSFORM', '/i/{id}/thumb'],
    [400, 'INVALID_TRANSFORM', '/i/{id}/..%2f..%2fetc%2fpasswd'],
    [400, 'INVALID_TRANSFORM', '/images/{id}?size=huge'],
    [400, 'INVALID_TRANSFORM', '/images/{id}?format=bmp'],
  ] as const)('is answered %i %s at %s, as problem details that nobody keeps', async (status, code, path) => {
    const answer = await download(`${owner.url}${path.replace('{id}', open.id)}`);
    expect({ status: answer.status, type: answer.headers.get('content-type') }).toEqual({
      status,
      type: expect.stringMatching(/^application\/problem\+json/),
    });
    expect(answer.problem()).toMatchObject({
      status,
      code,
      title: code,
      type: expect.stringContaining(code.toLowerCase()),
      detail: expect.stringMatching(/\.$/),
    });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });
});
