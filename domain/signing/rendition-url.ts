/** The URL of any rendition and what will be behind it, computed and not rendered; signed where not everybody may have it. */
import type { Size } from '../../media/geometry.ts';
import { planOutput } from '../../media/output-plan.ts';
import { canonicalSpec, specName } from '../../media/transform/spec.ts';
import type { Transform } from '../../media/transform/transform.ts';
import { contentTypes } from '../../media/types.ts';
import { AppError } from '../../platform/errors.ts';
import { deliveryOf } from '../access/policy.ts';
import type { Viewer } from '../access/viewer.ts';
import type { ImageEntity } from '../images/image.entity.ts';
import type { VariantEntity } from '../images/variant.entity.ts';
import type { Profiles } from '../profiles/profile.ts';
import { freeInWords, onDemandAnswer, type OnDemandRules } from '../renditions/on-demand.ts';
import { resolveRendition } from '../renditions/rendition.ts';
import { rulesOf } from '../renditions/resolve-transform.ts';
import type { HandedOutUrl, ImageUrls, SignatureScope } from './image-urls.ts';

export interface RenditionUrlDependencies {
  readonly urls: ImageUrls;
  readonly profiles: Profiles;
  readonly delivery: OnDemandRules & { readonly maxPixels: number };
}

export interface WantedRendition {
  /** The caller has checked that the viewer may see it. */
  readonly image: ImageEntity;
  /** All that it has. */
  readonly variants: readonly VariantEntity[];
  readonly transform: Transform;
  /** Seconds. */
  readonly expiresIn?: number | null | undefined;
  readonly scope?: SignatureScope | undefined;
}

export interface RenditionUrl extends HandedOutUrl, Size {
  /** Null when it is negotiated. */
  readonly contentType: string | null;
  /** The canonical spelling. */
  readonly transform: string;
}

/**
 * Only who owns a public image is handed signatures for it: they are what keeps strangers from having it rendered in
 * a thousand sizes. To others a width is handed out as the next one of the ladder.
 * @throws AppError SIGNATURE_REQUIRED; INVALID_TRANSFORM, RENDITION_UNSUPPORTED, RENDITION_TOO_LARGE, INVALID_INPUT.
 */
export function renditionUrl(
  { urls, profiles, delivery }: RenditionUrlDependencies,
  viewer: Viewer,
  wanted: WantedRendition,
): RenditionUrl {
  const { image, variants, expiresIn, scope = 'EXACT' } = wanted;
  const profile = rulesOf(profiles, image);
  const isTrusted = deliveryOf(viewer, image, { bytes: 'original', signed: false }) !== 'nobody';
  const isStored = variantsOf(variants, wanted.transform).length > 0;
  const presets = profile.variants.map(({ name }) => name);
  const answer = isStored ? ({ kind: 'free' } as const) : onDemandAnswer(wanted.transform, presets, delivery);
  const transform = answer.kind === 'rung' && !isTrusted ? answer.transform : wanted.transform;
  const spec = canonicalSpec(transform);
  const size = sizeOf(image, variantsOf(variants, transform)[0], () =>
    resolveRendition(image, decided(transform, image), { profile, maxPixels: delivery.maxPixels }),
  );
  const isForAll = image.visibility === 'PUBLIC' && scope === 'EXACT' && isFree(answer.kind, isTrusted);
  if (!isForAll && !isTrusted)
    throw new AppError('SIGNATURE_REQUIRED', { spec, free: freeInWords(presets, delivery) });
  return {
    ...(isForAll ? urls.open(image, spec) : urls.signed(image, spec, { expiresIn, scope })),
    ...size,
    contentType: transform.format === 'auto' ? null : contentTypes[transform.format],
    transform: spec,
  };
}

/** The owner gets the width that was asked for. */
const isFree = (kind: 'free' | 'rung' | 'signature', isTrusted: boolean): boolean =>
  kind === 'free' || (kind === 'rung' && !isTrusted);

/** Those that the spec is the name of: one, or for `auto` all of the name. */
const variantsOf = (variants: readonly VariantEntity[], transform: Transform): VariantEntity[] =>
  variants.filter(
    ({ name, format }) =>
      name === specName(transform) && (transform.format === 'auto' || format === transform.format),
  );

/** A variant is as its profile was when the image came. */
function sizeOf(
  image: ImageEntity,
  variant: VariantEntity | undefined,
  rendition: () => { readonly size: Size },
): Size {
  if (!variant) return rendition().size;
  const { geometry, effects, format } = variant;
  return planOutput(image, { geometry, effects: effects ?? undefined }, format).size;
}

/** Whatever is negotiated has the same size. */
const decided = (transform: Transform, { frames }: ImageEntity): Transform =>
  transform.format === 'auto' ? { ...transform, format: frames > 1 ? 'webp' : 'jpeg' } : transform;
