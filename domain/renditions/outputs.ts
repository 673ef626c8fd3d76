/**
 * Outputs: renditions that somebody asks for by their specs, to be made at once and kept beside the profile's variants.
 * A spec becomes what the pipeline needs, independent of the profile from then on, so that it can be made again alike.
 */
import { canonicalSpec, geometrySpec, parseSpec, specName } from '../../media/transform/spec.ts';
import { maxSide, type Transform } from '../../media/transform/transform.ts';
import { type Effects, type Geometry, type OutputFormat, outputFormats } from '../../media/types.ts';
import { AppError } from '../../platform/errors.ts';
import type { Profile, ProfileVariant } from '../profiles/profile.ts';

export interface Output {
  /** The canonical spelling, with its ending. */
  readonly spec: string;
  /** The canonical spelling without the ending: what the variant is called. */
  readonly name: string;
  readonly format: OutputFormat;
  readonly geometry: Geometry;
  readonly quality: number | null;
  /** #rrggbb */
  readonly background: string;
  readonly effects: Effects;
}

/** What of a profile outputs depend on. */
export type OutputRules = Pick<Profile, 'name' | 'variants' | 'background'>;

const maxOutputs = 20;

/**
 * Each output once, in the order in which they were asked for.
 * @throws AppError INVALID_INPUT for too many, INVALID_TRANSFORM, OUTPUT_UNSUPPORTED.
 */
export function resolveOutputs(specs: readonly string[] | null | undefined, rules: OutputRules): Output[] {
  if (!specs) return [];
  if (specs.length > maxOutputs)
    throw new AppError('INVALID_INPUT', {
      field: 'outputs',
      reason: `ask for at most ${maxOutputs} at a time`,
    });
  const outputs = specs.map((spec) => resolveOutput(parseSpec(spec), rules));
  return [...new Map(outputs.map((output) => [output.spec, output])).values()];
}

/** The canonical spellings, checked, to be kept until the bytes are there; undefined for none. */
export function checkOutputs(
  specs: readonly string[] | null | undefined,
  rules: OutputRules,
): readonly string[] | undefined {
  const outputs = resolveOutputs(specs, rules);
  return outputs.length > 0 ? outputs.map(({ spec }) => spec) : undefined;
}

function resolveOutput(transform: Transform, rules: OutputRules): Output {
  const spec = canonicalSpec(transform);
  const named = namedBy(transform, rules);
  return {
    spec,
    name: specName(transform),
    format: storable(transform, spec),
    geometry: named ? enlarged(named.geometry, transform, spec) : geometryOf(transform, rules, spec),
    quality: transform.quality ?? named?.quality ?? null,
    background: transform.background === undefined ? rules.background : `#${transform.background}`,
    effects: effectsOf(transform),
  };
}

/** The names of a profile come first, also those that read as a size: `full` is what the profile calls so. */
function namedBy(transform: Transform, { variants }: OutputRules): ProfileVariant | undefined {
  const name = geometrySpec(transform);
  return variants.find((variant) => variant.name === name);
}

/** What is decided at each request, by the client or by a search, cannot be made beforehand. */
function storable({ format, autoQuality, geometry }: Transform, spec: string): OutputFormat {
  const refuse = (reason: string): AppError => new AppError('OUTPUT_UNSUPPORTED', { spec, reason });
  const found = outputFormats.find((each) => each === format);
  if (!found)
    throw refuse(
      format === 'auto'
        ? 'auto is decided by who asks for it, so name the formats one by one'
        : `${format} is not written: name one of jpg, png, webp, avif, gif`,
    );
  if (autoQuality !== undefined) throw refuse('no quality is searched for yet: give one, such as q80');
  if (geometry.preset === undefined && geometry.gravity === 'focus')
    throw refuse('focal points are not followed yet: use attention, entropy or a direction');
  return found;
}

function geometryOf({ geometry, dpr }: Transform, rules: OutputRules, spec: string): Geometry {
  if (geometry.preset !== undefined)
    throw new AppError('INVALID_TRANSFORM', {
      spec,
      reason: `"${geometry.preset}" is no preset of profile ${rules.name}: there are ${namesOf(rules)}; a size is full, wN, hN, xN or NxN`,
    });
  const { width, height, fit, gravity } = geometry;
  // Refused before; here it is for the types.
  if (gravity === 'focus') throw new Error('a focal point needs an image');
  return { width: times(width, dpr), height: times(height, dpr), fit, gravity };
}

const namesOf = ({ variants }: OutputRules): string => variants.map(({ name }) => name).join(', ') || 'none';

function enlarged({ width, height, ...rest }: Geometry, { dpr }: Transform, spec: string): Geometry {
  if (Math.max(width ?? 0, height ?? 0) * dpr > maxSide)
    throw new AppError('INVALID_TRANSFORM', {
      spec,
      reason: `dpr: a side times dpr is at most ${maxSide} pixels`,
    });
  return { width: times(width, dpr), height: times(height, dpr), ...rest };
}

const times = (side: number | undefined, dpr: number): number | undefined =>
  side === undefined ? undefined : Math.max(1, Math.round(side * dpr));

const effectsOf = ({ rotate, flip, flop, gray, blur, sharpen, background, still }: Transform): Effects => ({
  ...(rotate !== 0 && { rotate }),
  ...(flip && { flip }),
  ...(flop && { flop }),
  ...(gray && { gray }),
  ...(blur !== undefined && { blur }),
  ...(sharpen !== undefined && { sharpen }),
  ...(background !== undefined && { opaque: true }),
  ...(still && { still }),
});
