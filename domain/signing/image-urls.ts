/** The URLs that are handed out for an image's bytes: signed where not everybody may have them. */
import type { EdgeSigner } from '../../platform/cdn/edge-signer.ts';
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
  const { base, edge } = options;

  /** Everybody may have it, for as long as the CDN can be told. */
  const open = (folder: string, file: string): HandedOutUrl => {
    const url = base + folder + file;
    if (!edge) return { url, expiresAt: null };
    const expiresAt = openUntil();
    return { url: edge(url, { folder: base + folder, expiresAt }), expiresAt };
  };

  const signed = (folder: string, file: string, { expiresIn, scope }: Signing): HandedOutUrl => {
    const seconds = expiresIn ?? options.defaultSeconds;
    if (seconds < 1 || seconds > maxUrlSeconds)
      throw new AppError('INVALID_INPUT', {
        field: 'expiresIn',
        reason: `give 1 to ${maxUrlSeconds} seconds`,
      });
    const target = signPath(
      {
        path: folder + file,
        scope: scope === 'IMAGE' ? folder : undefined,
        expiresIn: seconds,
        now: new Date(),
        bucketSeconds: options.bucketSeconds,
      },
      options.signingKeys,
    );
    const exp = Number(/[?&]exp=(\d+)/.exec(target)?.[1]);
    const [url, expiresAt] = [base + target, new Date(exp * 1_000)];
    return { url: edge ? edge(url, { folder: base + folder, expiresAt }) : url, expiresAt };
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

    /** The uploaded bytes with all that is in them, so signed even when the image is public. */
    original(image: Pick<ImageEntity, 'id'>, expiresIn?: number | null): HandedOutUrl {
      return signed(imagePath(image.id), 'original', { expiresIn });
    },
  };
}

/** The same URL for a day, because caches of clients know it by its parameters. */
function openUntil(): Date {
  const day = 86_400_000;
  return new Date(Math.ceil((Date.now() + maxUrlSeconds * 1_000) / day) * day);
}

const imagePath = (imageId: string): string => `/i/${toGlobalId('image', imageId)}/`;

/** The ending of a URL for each format. */
export const extensions = { jpeg: 'jpg', png: 'png', webp: 'webp', avif: 'avif', gif: 'gif' } as const;
