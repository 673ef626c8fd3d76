/** A responsive image with its URLs: open where the policy lets everybody have them, and else under one signature. */
import type { Size } from '../../media/geometry.ts';
import type { Transform } from '../../media/transform/transform.ts';
import { isAppError } from '../../platform/errors.ts';
import type { Viewer } from '../access/viewer.ts';
import type { ImageEntity } from '../images/image.entity.ts';
import type { VariantEntity } from '../images/variant.entity.ts';
import { pictureHtml } from '../renditions/picture-html.ts';
import {
  planResponsive,
  type ResponsivePlan,
  type ResponsiveWish,
  sourceOf,
  srcsetOf,
} from '../renditions/responsive.ts';
import { rulesOf } from '../renditions/resolve-transform.ts';
import { namesThrough } from '../sharing/allowed.ts';
import type { Grant } from '../sharing/grant.ts';
import type { UrlSet } from './image-urls.ts';
import { throughGrant } from './through-grant.ts';
import {
  contentTypeOf,
  dispensable,
  type OfferedRendition,
  offerRendition,
  type RenditionUrlDependencies,
} from './rendition-url.ts';

export interface WantedResponsive extends ResponsiveWish {
  /** The caller has checked that the viewer may see it. */
  readonly image: ImageEntity;
  /** All that it has. */
  readonly variants: readonly VariantEntity[];
  /** Seconds. */
  readonly expiresIn?: number | null | undefined;
  /** The share by which the viewer sees it. */
  readonly grant?: Grant | undefined;
}

export interface ResponsiveSource {
  readonly type: string;
  readonly srcSet: string;
  readonly sizes: string;
}

export interface ResponsiveImage extends Size {
  readonly src: string;
  readonly srcSet: string;
  readonly sizes: string;
  readonly sources: readonly ResponsiveSource[];
  readonly html: string;
  /** When the first of its URLs expires; null when none does. */
  readonly expiresAt: Date | null;
}

/**
 * Computes and renders nothing. Of a public image no width is signed for where the next rung of the ladder will do: a
 * page lasts longer than a signature.
 * @throws AppError SIGNATURE_REQUIRED where nothing of it is to be had without one, SHARE_TOO_WIDE where a share shows nothing
 * of it; INVALID_INPUT, INVALID_TRANSFORM, RENDITION_UNSUPPORTED, RENDITION_TOO_LARGE.
 */
export function responsiveImage(
  given: RenditionUrlDependencies,
  viewer: Viewer,
  wanted: WantedResponsive,
): ResponsiveImage {
  const { image, variants, expiresIn, grant } = wanted;
  const dependencies = throughGrant(given, grant);
  const { urls, profiles, delivery } = dependencies;
  const profile = namesThrough(rulesOf(profiles, image), image, grant);
  const plan = planResponsive(image, wanted, { profile, widthLadder: delivery.widthLadder });
  const offer = (transform: Transform): OfferedRendition =>
    offerRendition(dependencies, viewer, {
      image,
      variants,
      transform,
      grant,
      prefersOpen: true,
      isSigned: false,
    });
  let signed: UrlSet | undefined;
  // Of an open one the CDN's own signature can end.
  const ends: Date[] = [];
  const urlOf = ({ isOpen, spec }: OfferedRendition): string => {
    const { url, expiresAt } = isOpen
      ? urls.open(image, spec)
      : { url: (signed ??= urls.signedSet(image, expiresIn)).urlOf(spec), expiresAt: signed.expiresAt };
    if (expiresAt) ends.push(expiresAt);
    return url;
  };
  const offered = plan.formats.map(({ format, transforms }) => ({
    format,
    entries: offersOf(transforms, offer).map((each) => ({ url: urlOf(each), width: each.size.width })),
  }));
  const [last, ...others] = offered.toReversed();
  const sources = others.toReversed().map(({ format, entries }) => ({
    type: contentTypeOf(format) ?? '',
    srcSet: srcsetOf(entries, plan),
    sizes: plan.sizes,
  }));
  const entries = last?.entries ?? [];
  const shown = {
    ...plan.size,
    src: sourceOf(entries, plan)?.url ?? '',
    srcSet: srcsetOf(entries, plan),
    sizes: plan.sizes,
    sources,
  };
  return {
    ...shown,
    html: pictureHtml({ ...shown, layout: plan.layout, ...wordsAndColours(wanted, plan) }),
    expiresAt: ends.reduce<Date | null>((first, end) => (first && first < end ? first : end), null),
  };
}

/**
 * What cannot be had is left out, as long as something remains: a choice of fewer is a choice.
 * @throws AppError the first reason, where nothing does.
 */
function offersOf(
  transforms: readonly Transform[],
  offer: (transform: Transform) => OfferedRendition,
): OfferedRendition[] {
  const offers: OfferedRendition[] = [];
  let refusal: unknown;
  for (const transform of transforms)
    try {
      offers.push(offer(transform));
    } catch (error) {
      if (!isAppError(error) || !dispensable.has(error.code)) throw error;
      refusal ??= error;
    }
  if (offers.length === 0) throw refusal;
  return offers;
}

/** A placeholder stays behind the picture, so there is none where that lets it through, or looks otherwise. */
function wordsAndColours({ image, transform }: WantedResponsive, { isPadded }: ResponsivePlan) {
  const isTurned = Boolean(transform && (transform.rotate || transform.flip || transform.flop));
  const isSolid = transform?.background !== undefined || !(image.hasAlpha || isPadded);
  return {
    alt: image.description ?? image.title ?? '',
    placeholder: isSolid && !isTurned && !transform?.gray ? (image.placeholder ?? undefined) : undefined,
  };
}
