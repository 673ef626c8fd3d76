/** Which variant answers a request: by name and format, or the best that the client takes. */
import type { VariantEntity } from '../../domain/images/variant.entity.ts';
import { type OutputFormat, outputFormats } from '../../media/types.ts';
import { AppError } from '../../platform/errors.ts';
import { negotiateFormat } from '../delivery/negotiate-format.ts';

export interface FormatChoice {
  readonly variant: VariantEntity;
  /** Whether the client would take a better format that is still being made. */
  readonly stopgap: boolean;
}

interface WantedVariant {
  readonly name: string;
  readonly format: string;
  readonly accept: string | undefined;
  /** Whether whoever asks may have it: a refusal names no other. Default: all. */
  readonly shows?: (variant: VariantEntity) => boolean;
}

/** @throws AppError INVALID_TRANSFORM naming what there is. */
export function chooseNegotiated(variants: readonly VariantEntity[], wanted: WantedVariant): FormatChoice {
  const named = variants.filter(({ name }) => name === wanted.name);
  if (named.length === 0) throw unknownName(variants.filter(wanted.shows ?? (() => true)), wanted.name);
  const format = wantedFormat(wanted.format);
  if (format === 'auto') return negotiated(named, wanted.accept);
  return { variant: usable(named, [format]), stopgap: false };
}

/** @throws AppError INVALID_TRANSFORM. */
export function wantedFormat(wanted: string): OutputFormat | 'auto' {
  const format = (['auto', ...outputFormats] as const).find((each) => each === wanted);
  if (format) return format;
  throw new AppError('INVALID_TRANSFORM', {
    spec: wanted.slice(0, 32),
    reason: `the format is auto or one of ${outputFormats.join(', ')}`,
  });
}

function unknownName(shown: readonly VariantEntity[], name: string): AppError {
  const known = [...new Set(shown.map((each) => each.name))].join(', ') || 'none';
  return new AppError('INVALID_TRANSFORM', {
    spec: name.slice(0, 32),
    reason: `the variants of this image that you may have are ${known}`,
  });
}

/** The best acceptable one that is ready; when none is, the best acceptable one, to be waited for. */
function negotiated(named: readonly VariantEntity[], accept: string | undefined): FormatChoice {
  const alive = named.filter(({ status }) => status !== 'FAILED');
  const preferred = negotiateFormat(
    accept,
    alive.map(({ format }) => format),
  );
  const best = usable(named, preferred);
  const ready = usable(
    named.filter(({ status }) => status === 'READY'),
    preferred,
    best,
  );
  return { variant: ready, stopgap: ready !== best };
}

/** The first of the formats that can still be had; else JPEG; else whatever the profile makes. */
function usable(
  named: readonly VariantEntity[],
  formats: readonly OutputFormat[],
  otherwise?: VariantEntity,
): VariantEntity {
  const alive = named.filter(({ status }) => status !== 'FAILED');
  for (const format of [...formats, ...(otherwise ? [] : (['jpeg'] as const))]) {
    const found = alive.find((variant) => variant.format === format);
    if (found) return found;
  }
  const last = otherwise ?? alive[0] ?? named[0];
  if (!last) throw new AppError('NOT_FOUND', { what: 'The variant' });
  return last;
}
