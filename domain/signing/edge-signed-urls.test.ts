/** URLs for a CloudFront distribution that restricts its viewers, checked as CloudFront and Darkroom check them. */
import { createVerify, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { createEdgeSigner } from '../../platform/cdn/edge-signer.ts';
import { loadConfig } from '../../platform/config/load.ts';
import { newUuid, toGlobalId } from '../../platform/ids.ts';
import { imageUrls } from './image-urls.ts';
import { verifySignedUrl } from './verify-signed-url.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const base = 'https://d111111abcdef8.cloudfront.net';
const keys = [{ kid: 'k1', secret: 'x'.repeat(32) }];

const environment = {
  URL_SIGNER: 'cloudfront',
  CLOUDFRONT_KEY_PAIR_ID: 'K2JCJMDEHXQW5F',
  CLOUDFRONT_PRIVATE_KEY: pem.replaceAll('\n', '\\n'),
};
const urls = imageUrls({
  base,
  publicUrl: 'https://darkroom.example',
  signingKeys: keys,
  defaultSeconds: 3_600,
  bucketSeconds: 300,
  edge: await createEdgeSigner(loadConfig(environment).cdn),
});

const image = { id: newUuid(), visibility: 'PRIVATE' } as const;
const open = { ...image, visibility: 'PUBLIC' } as const;
const folder = `/i/${toGlobalId('image', image.id)}/`;
const thumb = { name: 'thumb', format: 'webp' } as const;

interface Admission {
  readonly isGenuine: boolean;
  readonly keyPairId: string | null;
  readonly resource: string | undefined;
  readonly until: number | undefined;
}

/** What the edge makes of it; `forwarded` is what the origin gets to see. */
function edge(url: string): Admission & { readonly forwarded: string } {
  const { pathname, search, searchParams } = new URL(url);
  const decoded = (name: string): Buffer =>
    Buffer.from(
      (searchParams.get(name) ?? '').replaceAll('-', '+').replaceAll('_', '=').replaceAll('~', '/'),
      'base64',
    );
  const policy = decoded('Policy');
  const [statement] = (
    JSON.parse(policy.toString()) as {
      Statement: { Resource: string; Condition: { DateLessThan: { 'AWS:EpochTime': number } } }[];
    }
  ).Statement;
  const kept = search
    .slice(1)
    .split('&')
    .filter((parameter) => !/^(?:Policy|Signature|Key-Pair-Id|Expires)=/.test(parameter));
  return {
    isGenuine: createVerify('RSA-SHA1').update(policy).verify(publicKey, decoded('Signature')),
    keyPairId: searchParams.get('Key-Pair-Id'),
    resource: statement?.Resource,
    until: statement?.Condition.DateLessThan['AWS:EpochTime'],
    forwarded: pathname + (kept.length > 0 ? `?${kept.join('&')}` : ''),
  };
}

const verified = (url: string) =>
  verifySignedUrl({ method: 'GET', url, now: new Date(), clockSkewSeconds: 0 }, keys);

describe('a URL of a private image', () => {
  it.each([
    ['a variant', () => urls.variant(image, thumb, 600), undefined],
    ['a rendition', () => urls.signed(image, 'x300.jpg', { expiresIn: 600 }), undefined],
    ['all renditions', () => urls.signed(image, 'x300.jpg', { expiresIn: 600, scope: 'IMAGE' }), folder],
    ['the original', () => urls.original(image, 600), undefined],
  ])('for %s is admitted by the edge until it expires, and by Darkroom behind it', (_, make, scope) => {
    const { url, expiresAt } = make();
    const admitted = edge(url);
    expect(admitted).toMatchObject({
      isGenuine: true,
      keyPairId: environment.CLOUDFRONT_KEY_PAIR_ID,
      resource: `${base}${folder}*`,
      until: Number(expiresAt) / 1_000,
    });
    const { expiresAt: until, scope: covered } = verified(admitted.forwarded);
    expect({ until, covered }).toEqual({ until: expiresAt, covered: scope });
  });

  it('is not admitted by Darkroom for what the edge’s signature would cover as well', () => {
    const { forwarded } = edge(urls.variant(image, thumb).url);
    expect(() => verified(forwarded.replace('thumb.webp', 'original'))).toThrow('signature');
  });

  it('lends its parameters to a whole srcset when it is signed for all renditions', () => {
    const { url } = urls.signed(image, 'w320.webp', { scope: 'IMAGE' });
    const { search } = new URL(url);
    const { forwarded, ...admitted } = edge(`${base}${folder}w640.webp${search}`);
    expect(admitted).toMatchObject({ isGenuine: true, resource: `${base}${folder}*` });
    expect(verified(forwarded).scope).toBe(folder);
  });
});

describe('a URL of a public image', () => {
  it('is admitted by the edge, which wants every URL signed, and is plain behind it', () => {
    for (const { url, expiresAt } of [urls.variant(open, thumb), urls.open(open, 'thumb.webp')]) {
      expect(edge(url)).toMatchObject({
        isGenuine: true,
        until: Number(expiresAt) / 1_000,
        forwarded: `${folder}thumb.webp`,
      });
      expect(Number(expiresAt)).toBeGreaterThan(Date.now() + 7 * 86_400_000);
    }
  });

  it('is the same for a day, so that browsers know it again', () => {
    const { url, expiresAt } = urls.open(open, 'thumb.webp');
    expect(urls.open(open, 'thumb.webp').url).toBe(url);
    expect(Number(expiresAt) % 86_400_000).toBe(0);
  });
});

describe('the configuration', () => {
  it('is refused without a key, and with one that is none, which it does not show', () => {
    expect(() => loadConfig({ URL_SIGNER: 'cloudfront' })).toThrow(
      /CLOUDFRONT_KEY_PAIR_ID is not set[^]*CLOUDFRONT_PRIVATE_KEY is not set/,
    );
    const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    const wrong = elliptic.export({ type: 'pkcs8', format: 'pem' }).toString();
    for (const key of ['not-a-key', wrong])
      expect(() => loadConfig({ ...environment, CLOUDFRONT_PRIVATE_KEY: key })).toThrow(
        expect.objectContaining({
          message: expect.not.stringContaining(key.slice(0, 9)) as unknown,
        }),
      );
  });

  it('signs nothing at the edge by itself', async () => {
    expect(await createEdgeSigner(loadConfig({}).cdn)).toBeUndefined();
  });
});
