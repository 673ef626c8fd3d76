/** The URLs that are handed out for an image's bytes: signed where not everybody may have them. */
import { toGlobalId } from '../../platform/ids.ts';
import { AppError } from '../../platform/errors.ts';
import type { ImageEntity } from '../images/image.entity.ts';
import type { VariantEntity } from '../images/variant.entity.ts';
import { signPath } from './sign-path.ts';
import type { SigningKey } from './signature.ts';

export interface UrlOptions {
  /** The base of rendition URLs: the CDN where there is one. */
  readonly base: string;
  readonly signingKeys: readonly SigningKey[];
  readonly defaultSeconds: number;
  readonly bucketSeconds: number;
}

export interface HandedOutUrl {
  readonly url: string;
  /** Null when it does not expire. */
  readonly expiresAt: Date | null;
}

export type ImageUrls = ReturnType<typeof imageUrls>;

/** What a signed URL may last at most; a longer wish is a share. */
const maxUrlSeconds = 7 * 86_400;

type SignedImage = Pick<ImageEntity, 'id' | 'visibility'>;

/** What a signature is good for: one URL, or all renditions of an image, such as those of a srcset. */
export type SignatureScope = 'EXACT' | 'IMAGE';

export function imageUrls(options: UrlOptions) {
  const signed = (path: string, expiresIn: number | null | undefined, scope?: string): HandedOutUrl => {
    const seconds = expiresIn ?? options.defaultSeconds;
    if (seconds < 1 || seconds > maxUrlSeconds)
      throw new AppError('INVALID_INPUT', {
        field: 'expiresIn',
        reason: `give 1 to ${maxUrlSeconds} seconds`,
      });
    const target = signPath(
      { path, scope, expiresIn: seconds, now: new Date(), bucketSeconds: options.bucketSeconds },
      options.signingKeys,
    );
    const exp = Number(/[?&]exp=(\d+)/.exec(target)?.[1]);
    return { url: options.base + target, expiresAt: new Date(exp * 1_000) };
  };

  return {
    /** A variant that is READY; the caller has checked that the viewer may see the image. */
    variant(
      image: SignedImage,
      variant: Pick<VariantEntity, 'name' | 'format'>,
      expiresIn?: number | null,
    ): HandedOutUrl {
      const path = `${imagePath(image.id)}${variant.name}.${extensions[variant.format]}`;
      return image.visibility === 'PUBLIC'
        ? { url: options.base + path, expiresAt: null }
        : signed(path, expiresIn);
    },

    /** A rendition of a public image that everybody may ask for, by its canonical spec. */
    open: (image: Pick<ImageEntity, 'id'>, spec: string): HandedOutUrl => ({
      url: options.base + imagePath(image.id) + spec,
      expiresAt: null,
    }),

    /** Any rendition, by its canonical spec. */
    signed(
      image: Pick<ImageEntity, 'id'>,
      spec: string,
      { expiresIn, scope }: { expiresIn?: number | null | undefined; scope: SignatureScope },
    ): HandedOutUrl {
      const path = imagePath(image.id);
      return signed(path + spec, expiresIn, scope === 'IMAGE' ? path : undefined);
    },

    /** The uploaded bytes with all that is in them, so signed even when the image is public. */
    original(image: Pick<ImageEntity, 'id'>, expiresIn?: number | null): HandedOutUrl {
      return signed(`${imagePath(image.id)}original`, expiresIn);
    },
  };
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
