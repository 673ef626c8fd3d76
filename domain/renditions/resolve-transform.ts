/**
 * A transform becomes what the pipeline needs, by the rules of a profile and independent of them from then on, so that
 * it can be made again alike. What the client decides at each request is not decided here.
 */
import { canonicalSpec, geometrySpec, specName } from '../../media/transform/spec.ts';
import { holdsProfile, maxSide, searchesQuality, type Transform } from '../../media/transform/transform.ts';
import type { ColorSpace, Effects, UnaimedGeometry } from '../../media/types.ts';
import { AppError } from '../../platform/errors.ts';
import type { ImageEntity } from '../images/image.entity.ts';
import type { Profile, Profiles } from '../profiles/profile.ts';
import { type Preset, presetNames, presetsOf } from './presets.ts';

export interface ResolvedTransform {
  /** The canonical spelling, with its ending. */
  readonly spec: string;
  /** The canonical spelling without the ending. */
  readonly name: string;
  readonly geometry: UnaimedGeometry;
  readonly quality: number | null;
  /** The SSIM that the quality is searched for; null where it is given, or the format's own. */
  readonly autoQuality: number | null;
  /** #rrggbb */
  readonly background: string;
  readonly effects: Effects;
  readonly colorSpace: ColorSpace;
}

/** What of a profile transforms depend on. */
export interface TransformRules extends Pick<Profile, 'name' | 'variants' | 'background'> {
  /** The names that a refusal may advise. Default: all. */
  readonly advised?: readonly string[];
}

export const advisedNames = (rules: TransformRules): readonly string[] => rules.advised ?? presetNames(rules);

/** The profile may have been taken out of the file while its images remain: then there is only what every image has. */
export const rulesOf = (profiles: Profiles, { profile }: Pick<ImageEntity, 'profile'>): TransformRules =>
  profiles.get(profile) ?? { name: profile, variants: [], background: '#ffffff' };

/** @throws AppError INVALID_TRANSFORM. */
export function resolveTransform(transform: Transform, rules: TransformRules): ResolvedTransform {
  const spec = canonicalSpec(transform);
  const named = namedBy(transform, rules);
  return {
    spec,
    name: specName(transform),
    geometry: named ? enlarged(named.geometry, transform, spec) : geometryOf(transform, rules, spec),
    ...qualityOf(transform, named),
    background: transform.background === undefined ? rules.background : `#${transform.background}`,
    effects: effectsOf({ ...transform, blur: transform.blur ?? named?.blur }),
    colorSpace: colorSpaceOf(transform, named),
  };
}

/** The names of a profile come first, also those that read as a size: `full` is what the profile calls so. */
function namedBy(transform: Transform, rules: TransformRules): Preset | undefined {
  const name = geometrySpec(transform);
  return presetsOf(rules).find((preset) => preset.name === name);
}

/** What the transform says comes first; what a preset says of `auto` holds in the formats that can be searched. */
function qualityOf(
  { quality, autoQuality, format }: Transform,
  named: Preset | undefined,
): Pick<ResolvedTransform, 'quality' | 'autoQuality'> {
  if (quality !== undefined) return { quality, autoQuality: null };
  if (autoQuality !== undefined) return { quality: null, autoQuality };
  return {
    quality: named?.quality ?? null,
    autoQuality: searchesQuality(format) ? (named?.autoQuality ?? null) : null,
  };
}

function colorSpaceOf({ colorSpace, gray, format }: Transform, named: Preset | undefined): ColorSpace {
  if (gray || !holdsProfile(format)) return 'srgb';
  return colorSpace ?? named?.colorSpace ?? 'srgb';
}

function geometryOf({ geometry, dpr }: Transform, rules: TransformRules, spec: string): UnaimedGeometry {
  if (geometry.preset !== undefined)
    throw new AppError('INVALID_TRANSFORM', {
      spec,
      reason: `"${geometry.preset}" is no preset of profile ${rules.name}: there are ${advisedNames(rules).join(', ') || 'none'}; a size is full, wN, hN, xN or NxN`,
    });
  const { width, height, fit, gravity } = geometry;
  return { width: times(width, dpr), height: times(height, dpr), fit, gravity };
}

function enlarged(
  { width, height, ...rest }: UnaimedGeometry,
  { dpr }: Transform,
  spec: string,
): UnaimedGeometry {
  if (Math.max(width ?? 0, height ?? 0) * dpr > maxSide)
    throw new AppError('INVALID_TRANSFORM', {
      spec,
      reason: `dpr: a side times dpr is at most ${maxSide} pixels`,
    });
  return { width: times(width, dpr), height: times(height, dpr), ...rest };
}

const times = (side: number | undefined, dpr: number): number | undefined =>
  side === undefined ? undefined : Math.max(1, Math.round(side * dpr));

/** What is done to the picture besides its size. */
export const effectsOf = ({
  rotate,
  flip,
  flop,
  gray,
  blur,
  sharpen,
  background,
  still,
}: Transform): Effects => ({
  ...(rotate !== 0 && { rotate }),
  ...(flip && { flip }),
  ...(flop && { flop }),
  ...(gray && { gray }),
  ...(blur !== undefined && { blur }),
  ...(sharpen !== undefined && { sharpen }),
  ...(background !== undefined && { opaque: true }),
  ...(still && { still }),
});
