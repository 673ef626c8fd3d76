/** The URLs that are handed out for an image's bytes: signed where not everybody may have them. */
import type { EdgeSigner } from '../../platform/cdn/edge-signer.ts';
import { toGlobalId } from '../../platform/ids.ts';
import { AppError } from '../../platform/errors.ts';
import { isForEverybody } from '../access/policy.ts';
import type { ImageEntity } from '../images/image.entity.ts';
import type { VariantEntity } from '../images/variant.entity.ts';
import type { Grant } from '../sharing/grant.ts';
import { signPath, signScope } from './sign-path.ts';
import { shareParameter } from './verify-signed-url.ts';
import type { SigningKey } from './signature.ts';

export interface UrlOptions {
  /** The base of rendition URLs: the CDN where there is one. */
  readonly base: string;
  /** The base of links: what they answer is for nobody's cache. */
  readonly publicUrl: string;
  readonly signingKeys: readonly SigningKey[];
  readonly defaultSeconds: number;
  readonly bucketSeconds: number;
  /** Where the CDN admits to signed URLs alone. */
  readonly edge?: EdgeSigner | undefined;
}

export interface HandedOutUrl {
  readonly url: string;
  /** Null when it does not expire: of a public image, unless the CDN has every URL signed. */
  readonly expiresAt: Date | null;
}

/** What a signed URL may last at most; a longer wish is a share. */
const maxUrlSeconds = 7 * 86_400;

type SignedImage = Pick<ImageEntity, 'id' | 'visibility'>;

/** What a signature is good for: one URL, or all renditions of an image, such as those of a srcset. */
export type SignatureScope = 'EXACT' | 'IMAGE';

interface Signing {
  /** Seconds. */
  readonly expiresIn?: number | null | undefined;
  readonly scope?: SignatureScope | undefined;
}

export interface ImageUrls {
  /** A variant that is READY; the caller has checked that the viewer may see the image. */
  variant(
    image: SignedImage,
    variant: Pick<VariantEntity, 'name' | 'format'>,
    expiresIn?: number | null,
  ): HandedOutUrl;
  /** A rendition of a public image that everybody may ask for, by its canonical spec. */
  open(image: Pick<ImageEntity, 'id'>, spec: string): HandedOutUrl;
  /** Any rendition, by its canonical spec. */
  signed(image: Pick<ImageEntity, 'id'>, spec: string, signing: Signing): HandedOutUrl;
  /** All renditions that somebody names by their canonical specs, with one signature, and so with one expiry. */
  signedSet(image: Pick<ImageEntity, 'id'>, expiresIn?: number | null): UrlSet;
  /** The uploaded bytes with all that is in them, so signed even when the image is public. */
  original(image: Pick<ImageEntity, 'id'>, expiresIn?: number | null): HandedOutUrl;
  /** The same for whoever looks through a share: they lead through it, and are worth nothing when it has ended. */
  through(grant: Grant): ImageUrls;
  /** The link of a share. */
  linkTo(token: string): string;
}

export function imageUrls(options: UrlOptions, grant?: Grant): ImageUrls {
  const { base, edge, signingKeys } = options;

  /** With the CDN's own signature, where it wants one. */
  const complete = (target: string, { folder, expiresAt }: { folder: string; expiresAt: Date }): string =>
    edge ? edge(base + target, { folder: base + folder, expiresAt }) : base + target;

  /** Everybody may have it, for as long as the CDN can be told. */
  const open = (folder: string, file: string): HandedOutUrl => {
    if (!edge) return { url: base + folder + file, expiresAt: null };
    const expiresAt = openUntil();
    return { url: complete(folder + file, { folder, expiresAt }), expiresAt };
  };

  const termsOf = (expiresIn: number | null | undefined) => {
    const query = grant && { [shareParameter]: toGlobalId('share', grant.shareId) };
    const { bucketSeconds } = options;
    return { expiresIn: secondsOf(expiresIn, options), now: new Date(), bucketSeconds, query };
  };

  const signed = (folder: string, file: string, { expiresIn, scope }: Signing): HandedOutUrl => {
    const wanted = { path: folder + file, scope: scope === 'IMAGE' ? folder : undefined };
    const target = signPath({ ...wanted, ...termsOf(expiresIn) }, signingKeys);
    const expiresAt = expiryOf(target);
    return { url: complete(target, { folder, expiresAt }), expiresAt: endOf(expiresAt, grant) };
  };

  return {
    variant(image, variant, expiresIn) {
      const [folder, file] = [imagePath(image.id), fileOf(variant)];
      return isForEverybody(image) && !grant ? open(folder, file) : signed(folder, file, { expiresIn });
    },
    open: (image, spec) => open(imagePath(image.id), spec),
    signed: (image, spec, signing) => signed(imagePath(image.id), spec, signing),
    signedSet(image, expiresIn) {
      const folder = imagePath(image.id);
      const query = signScope({ scope: folder, ...termsOf(expiresIn) }, signingKeys);
      const expiresAt = expiryOf(`?${query}`);
      return {
        urlOf: (spec) => complete(`${folder}${spec}?${query}`, { folder, expiresAt }),
        expiresAt: endOf(expiresAt, grant),
      };
    },
    original: (image, expiresIn) => signed(imagePath(image.id), 'original', { expiresIn }),
    through: (share) =>
      share.token === undefined ? imageUrls(options, share) : linkUrls(options, share, share.token),
    linkTo: (token) => linkTo(options, token),
  };
}

/** Through a link everything has one URL, which is as good as the link. */
function linkUrls(options: UrlOptions, { expiresAt }: Grant, token: string): ImageUrls {
  const folder = `${linkTo(options, token)}/`;
  const urlOf = (file: string): HandedOutUrl => ({ url: folder + file, expiresAt });
  return {
    ...imageUrls(options),
    variant: (_image, variant) => urlOf(fileOf(variant)),
    open: (_image, spec) => urlOf(spec),
    signed: (_image, spec) => urlOf(spec),
    signedSet: () => ({ urlOf: (spec) => folder + spec, expiresAt }),
    original: () => urlOf('original'),
  };
}

const linkTo = ({ publicUrl }: UrlOptions, token: string): string => `${publicUrl}/s/${token}`;

/** @throws AppError INVALID_INPUT. */
function secondsOf(expiresIn: number | null | undefined, { defaultSeconds }: UrlOptions): number {
  const seconds = expiresIn ?? defaultSeconds;
  if (seconds < 1 || seconds > maxUrlSeconds)
    throw new AppError('INVALID_INPUT', {
      field: 'expiresIn',
      reason: `give 1 to ${maxUrlSeconds} seconds`,
    });
  return seconds;
}

const fileOf = ({ name, format }: Pick<VariantEntity, 'name' | 'format'>): string =>
  `${name}.${extensions[format]}`;

/** A signature is good for as long as its share alone. */
const endOf = (expiresAt: Date, grant: Grant | undefined): Date =>
  grant?.expiresAt && grant.expiresAt < expiresAt ? grant.expiresAt : expiresAt;

export interface UrlSet {
  readonly urlOf: (spec: string) => string;
  /** Null when none of them expires. */
  readonly expiresAt: Date | null;
}

const expiryOf = (target: string): Date => new Date(Number(/[?&]exp=(\d+)/.exec(target)?.[1]) * 1_000);

/** The same URL for a day, because caches of clients know it by its parameters. */
function openUntil(): Date {
  const day = 86_400_000;
  return new Date(Math.ceil((Date.now() + maxUrlSeconds * 1_000) / day) * day);
}

const imagePath = (imageId: string): string => `/i/${toGlobalId('image', imageId)}/`;

/** The ending of a URL for each format. */
export const extensions = {
  jpeg: 'jpg',
  png: 'png',
  webp: 'webp',
  avif: 'avif',
  gif: 'gif',
  heic: 'heic',
} as const;
