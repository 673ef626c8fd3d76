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
  /** Direct uploads of at least this size come in parts, unless the client asks otherwise. */
  readonly multipartThresholdBytes: number;
  /** Of every part but the last; more where there would be too many. */
  readonly partBytes: number;
  /** How long the signed requests of a direct upload are good. */
  readonly tokenSeconds: number;
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
