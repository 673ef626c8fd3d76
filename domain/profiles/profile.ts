/** The rules for a kind of upload: what is accepted, where it is kept and which variants are made of it. */
import type { ColorSpace, OutputFormat, UnaimedGeometry } from '../../media/types.ts';

export interface ProfileVariant {
  readonly name: string;
  readonly geometry: UnaimedGeometry;
  /** In the order in which they are made. */
  readonly formats: readonly OutputFormat[];
  /** 1..100; undefined takes the measured default of each format. */
  readonly quality: number | undefined;
  /** The SSIM that the quality is searched for, in the formats where it can be; excludes `quality`. */
  readonly autoQuality: number | undefined;
  readonly colorSpace: ColorSpace;
  /** Whether an image is READY only with this variant. */
  readonly required: boolean;
  /** Whether it is made when somebody first asks for it, and not with the upload. */
  readonly lazy: boolean;
}

export interface Profile {
  readonly name: string;
  readonly kind: 'IMAGE' | 'VIDEO';
  readonly allowedContentTypes: readonly string[];
  readonly maxBytes: number;
  readonly minWidth: number;
  readonly minHeight: number;
  readonly maxPixels: number;
  readonly maxAvifPixels: number;
  readonly maxFrames: number;
  readonly maxAnimationPixels: number;
  /** #rrggbb */
  readonly background: string;
  /** Whether the same bytes of the same owner are one image. */
  readonly deduplicate: boolean;
  /** From this size on a client sends parts to the store, where it may choose. */
  readonly multipartThresholdBytes: number;
  /** Of each part but the last. */
  readonly partBytes: number;
  /** How long a signed target for an upload is valid. */
  readonly tokenSeconds: number;
  /** The template of the originals' storage keys; see storage-path.ts. */
  readonly storagePath: string;
  /** The folder of the variants' storage keys. */
  readonly variantFolder: string;
  /** The eager ones come first, in the order in which they are made. */
  readonly variants: readonly ProfileVariant[];
  /** What a request for an image gets that names no size; undefined: `full`. */
  readonly defaultVariant: string | undefined;
}

/** Groups of images. A name that is not listed is a free tag, unless the file refuses it. */
export interface Namespaces {
  /** The profile of each namespace that is listed; undefined: `default`. */
  readonly profiles: ReadonlyMap<string, string | undefined>;
  readonly refuseUnknown: boolean;
}

/** All profiles by name, `default` always among them, and the namespaces of the same file. */
export interface Profiles extends ReadonlyMap<string, Profile> {
  readonly namespaces: Namespaces;
}
