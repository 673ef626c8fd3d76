/** The URL of any rendition and what will be behind it, computed and not rendered; signed where not everybody may have it. */
import type { Size } from '../../media/geometry.ts';
import { canonicalSpec, specName } from '../../media/transform/spec.ts';
import { type Transform, type TransformFormat, transformOf } from '../../media/transform/transform.ts';
import { contentTypes } from '../../media/types.ts';
import { AppError, isAppError } from '../../platform/errors.ts';
import { isForEverybody, readsAsOwner } from '../access/policy.ts';
import type { Viewer } from '../access/viewer.ts';
import type { ImageEntity } from '../images/image.entity.ts';
import type { VariantEntity } from '../images/variant.entity.ts';
import type { Profiles } from '../profiles/profile.ts';
import { checkWidth, namesThrough } from '../sharing/allowed.ts';
import { plannedVariant } from '../renditions/planned-variant.ts';
import { lqip, presetNames } from '../renditions/presets.ts';
import { freeInWords, onDemandAnswer, type OnDemandRules } from '../renditions/on-demand.ts';
import { resolveRendition } from '../renditions/rendition.ts';
import { rulesOf } from '../renditions/resolve-transform.ts';
import { spelledFor } from '../renditions/spelled-for.ts';
import type { Grant } from '../sharing/grant.ts';
import type { HandedOutUrl, ImageUrls, SignatureScope } from './image-urls.ts';
import { throughGrant } from './through-grant.ts';

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
  /** The share by which the viewer sees it. */
  readonly grant?: Grant | undefined;
}

export interface RenditionUrl extends HandedOutUrl, Size {
  /** Null when it is negotiated. */
  readonly contentType: string | null;
  /** The canonical spelling. */
  readonly transform: string;
}

/**
 * Only who owns a public image is handed signatures for it: they are what keeps strangers from having it rendered in
 * a thousand sizes. To others a width is handed out as the next one of the ladder; so it is through a share.
 * @throws AppError SIGNATURE_REQUIRED, SCOPE_FOR_OWNER, SHARE_TOO_WIDE; INVALID_TRANSFORM, RENDITION_UNSUPPORTED, RENDITION_TOO_LARGE, INVALID_INPUT.
 */
export function renditionUrl(
  given: RenditionUrlDependencies,
  viewer: Viewer,
  wanted: WantedRendition,
): RenditionUrl {
  const { image, expiresIn, grant, scope = 'EXACT' } = wanted;
  const dependencies = throughGrant(given, grant);
  const { isOpen, size, spec, format } = offerRendition(dependencies, viewer, {
    ...wanted,
    prefersOpen: false,
    isSigned: scope !== 'EXACT',
  });
  const { urls } = dependencies;
  return {
    ...(isOpen ? urls.open(image, spec) : urls.signed(image, spec, { expiresIn, scope })),
    ...size,
    contentType: contentTypeOf(format),
    transform: spec,
  };
}

/** The low-quality placeholder of an image; null where the viewer may not have it, because a page does without it. */
export function lqipUrl(
  given: RenditionUrlDependencies,
  viewer: Viewer,
  wanted: Omit<WantedRendition, 'transform' | 'scope'>,
): string | null {
  try {
    return renditionUrl(given, viewer, { ...wanted, transform: placeholder }).url;
  } catch (error) {
    if (isAppError(error) && dispensable.has(error.code)) return null;
    throw error;
  }
}

const placeholder = transformOf({ preset: lqip.name, format: 'webp' }, lqip.name);

/** Codes of what is refused to a viewer, and might be had by another. */
export const dispensable: ReadonlySet<string> = new Set([
  'SIGNATURE_REQUIRED',
  'RENDITION_TOO_LARGE',
  'SHARE_TOO_WIDE',
]);

/** Null when it is negotiated. */
export const contentTypeOf = (format: TransformFormat): string | null =>
  format === 'auto' ? null : contentTypes[format];

export interface WantedOffer extends Pick<WantedRendition, 'image' | 'variants' | 'transform' | 'grant'> {
  /** Whether also the owner of a public image takes the next rung, which needs no signature, for a width between two. */
  readonly prefersOpen: boolean;
  /** Whether a signature is wanted in any case. */
  readonly isSigned: boolean;
}

export interface OfferedRendition {
  /** Whether everybody may have it, and not with a signature alone. */
  readonly isOpen: boolean;
  readonly size: Size;
  /** The canonical spelling of what is offered. */
  readonly spec: string;
  readonly format: TransformFormat;
}

/** What a viewer is offered for a transform, before it has a URL. @throws AppError as `renditionUrl`. */
export function offerRendition(
  { profiles, delivery }: RenditionUrlDependencies,
  viewer: Viewer,
  { image, variants, transform: asked, grant, prefersOpen, isSigned }: WantedOffer,
): OfferedRendition {
  const profile = namesThrough(rulesOf(profiles, image), image, grant);
  // What leads through a share is worth what the share is, also for whom it would open more.
  const isTrusted = !grant && readsAsOwner(viewer, image);
  const isPublic = isForEverybody(image);
  const wanted = variantsOf(variants, asked).length > 0 ? asked : spelledFor(asked, image);
  const isStored = variantsOf(variants, wanted).length > 0;
  const answer = isStored
    ? ({ kind: 'free' } as const)
    : onDemandAnswer(wanted, presetNames(profile), delivery);
  // Otherwise the owner gets the width that was asked for.
  const takesRung = answer.kind === 'rung' && (!isTrusted || (prefersOpen && isPublic));
  const transform = takesRung ? answer.transform : wanted;
  const spec = canonicalSpec(transform);
  const [variant] = variantsOf(variants, transform);
  const { size } = variant
    ? plannedVariant(image, variant)
    : resolveRendition(image, decided(transform, image), { profile, maxPixels: delivery.maxPixels });
  if (grant) checkWidth(grant, { spec, width: size.width });
  const isFree = answer.kind === 'free' || takesRung;
  // Whatever it is that was asked for: it may be free by itself.
  if (isSigned && !isTrusted && !grant) throw new AppError('SCOPE_FOR_OWNER');
  const isOpen = isPublic && !isSigned && isFree && !grant;
  if (!isOpen && !isTrusted && !(grant && isFree))
    throw new AppError('SIGNATURE_REQUIRED', { spec, free: freeInWords(profile, delivery, grant?.maxWidth) });
  return { isOpen, size, spec, format: transform.format };
}

/** Those that the spec is the name of: one, or for `auto` all of the name. */
const variantsOf = (variants: readonly VariantEntity[], transform: Transform): VariantEntity[] =>
  variants.filter(
    ({ name, format }) =>
      name === specName(transform) && (transform.format === 'auto' || format === transform.format),
  );

/** Whatever is negotiated has the same size. */
const decided = (transform: Transform, { frames }: ImageEntity): Transform =>
  transform.format === 'auto' ? { ...transform, format: frames > 1 ? 'webp' : 'jpeg' } : transform;
