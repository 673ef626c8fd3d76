/** What is said of an image that is there although not all of it could be made. */
import type { VariantEntity } from '../../domain/images/variant.entity.ts';
import type { WarningType } from './image-parts.ts';

type FailedVariant = Pick<
  VariantEntity,
  'name' | 'format' | 'status' | 'required' | 'failureCode' | 'failureMessage'
>;

/** Faults of a video that all its variants share, since they are made of one frame. */
const aboutPoster = new Set(['POSTER_UNAVAILABLE', 'POSTER_FAILED']);

export function warningsOf(variants: readonly FailedVariant[]): WarningType[] {
  const warnings = new Map<string, WarningType>();
  for (const { name, format, status, required, failureCode, failureMessage } of variants) {
    if (status !== 'FAILED' || required) continue;
    const code = failureCode ?? 'INTERNAL';
    const shared = aboutPoster.has(code);
    warnings.set(shared ? code : `${name} ${format}`, {
      code,
      message: shared ? (failureMessage ?? '') : `${name} as ${format}: ${failureMessage ?? ''}`,
    });
  }
  return [...warnings.values()];
}
