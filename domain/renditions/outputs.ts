/**
 * Outputs: renditions that somebody asks for by their specs, to be made at once and kept beside the profile's variants.
 */
import { canonicalSpec, parseSpec } from '../../media/transform/spec.ts';
import type { Transform } from '../../media/transform/transform.ts';
import { type OutputFormat, writtenFormats } from '../../media/types.ts';
import { AppError } from '../../platform/errors.ts';
import { type ResolvedTransform, resolveTransform, type TransformRules } from './resolve-transform.ts';

/** The name is what the variant is called. */
export interface Output extends ResolvedTransform {
  readonly format: OutputFormat;
}

export type OutputRules = TransformRules;

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
  return { format: storable(transform), ...resolveTransform(transform, rules) };
}

/** What the client decides at each request cannot be made beforehand. */
function storable(transform: Transform): OutputFormat {
  const spec = canonicalSpec(transform);
  const { format } = transform;
  const found = writtenFormats.find((each) => each === format);
  if (!found)
    throw new AppError('OUTPUT_UNSUPPORTED', {
      spec,
      reason: 'auto is decided by who asks for it, so name the formats one by one',
    });
  return found;
}
