/** The URLs that are handed out for an image's bytes: signed where not everybody may have them. */
import type { EdgeSigner } from '../../platform/cdn/edge-signer.ts';
import { toGlobalId } from '../../platform/ids.ts';
import { AppError } from '../../platform/errors.ts';
import type { ImageEntity } from '../images/image.entity.ts';
import type { VariantEntity } from '../images/variant.entity.ts';
import { signPath, signScope } from './sign-path.ts';
import type { SigningKey } from './signature.ts';

export interface UrlOptions {
  /** The base of rendition URLs: the CDN where there is one. */
  readonly base: string;
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

export type ImageUrls = ReturnType<typeof imageUrls>;

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

export function imageUrls(options: UrlOptions) {
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
    const seconds = expiresIn ?? options.defaultSeconds;
    if (seconds < 1 || seconds > maxUrlSeconds)
      throw new AppError('INVALID_INPUT', {
        field: 'expiresIn',
        reason: `give 1 to ${maxUrlSeconds} seconds`,
      });
    return { expiresIn: seconds, now: new Date(), bucketSeconds: options.bucketSeconds };
  };

  const signed = (folder: string, file: string, { expiresIn, scope }: Signing): HandedOutUrl => {
    const wanted = { path: folder + file, scope: scope === 'IMAGE' ? folder : undefined };
    const target = signPath({ ...wanted, ...termsOf(expiresIn) }, signingKeys);
    const expiresAt = expiryOf(target);
    return { url: complete(target, { folder, expiresAt }), expiresAt };
  };

  return {
    /** A variant that is READY; the caller has checked that the viewer may see the image. */
    variant(
      image: SignedImage,
      variant: Pick<VariantEntity, 'name' | 'format'>,
      expiresIn?: number | null,
    ): HandedOutUrl {
      const [folder, file] = [imagePath(image.id), `${variant.name}.${extensions[variant.format]}`];
      return image.visibility === 'PUBLIC' ? open(folder, file) : signed(folder, file, { expiresIn });
    },

    /** A rendition of a public image that everybody may ask for, by its canonical spec. */
    open: (image: Pick<ImageEntity, 'id'>, spec: string): HandedOutUrl => open(imagePath(image.id), spec),

    /** Any rendition, by its canonical spec. */
    signed: (image: Pick<ImageEntity, 'id'>, spec: string, signing: Signing): HandedOutUrl =>
      signed(imagePath(image.id), spec, signing),

    /** All renditions that somebody names by their canonical specs, with one signature, and so with one expiry. */
    signedSet(image: Pick<ImageEntity, 'id'>, expiresIn?: number | null): SignedSet {
      const folder = imagePath(image.id);
      const query = signScope({ scope: folder, ...termsOf(expiresIn) }, signingKeys);
      const expiresAt = expiryOf(`?${query}`);
      return {
        urlOf: (spec) => complete(`${folder}${spec}?${query}`, { folder, expiresAt }),
        expiresAt,
      };
    },

    /** The uploaded bytes with all that is in them, so signed even when the image is public. */
    original(image: Pick<ImageEntity, 'id'>, expiresIn?: number | null): HandedOutUrl {
      return signed(imagePath(image.id), 'original', { expiresIn });
    },
  };
}

export interface SignedSet {
  readonly urlOf: (spec: string) => string;
  readonly expiresAt: Date;
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
