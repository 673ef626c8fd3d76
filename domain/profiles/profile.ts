/** The rules for a kind of upload: what is accepted and which variants are made of it. */
import type { Geometry, OutputFormat } from '../../media/types.ts';

export interface ProfileVariant {
  readonly name: string;
  readonly geometry: Geometry;
  /** In the order in which they are made. */
  readonly formats: readonly OutputFormat[];
  /** 1..100; undefined takes the measured default of each format. */
  readonly quality: number | undefined;
  /** Whether an image is READY only with this variant. */
  readonly required: boolean;
}

export interface Profile {
  readonly name: string;
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
  readonly variants: readonly ProfileVariant[];
}

/** All profiles by name; `default` is always among them. */
export type Profiles = ReadonlyMap<string, Profile>;
