/** Hands out a URL of any rendition, or of the original, to whoever may see it. */
import type { DataSource } from 'typeorm';
import { canonicalSpec } from '../../media/transform/spec.ts';
import type { Transform } from '../../media/transform/transform.ts';
import { AppError } from '../../platform/errors.ts';
import { deliveryOf, requireScope } from '../access/policy.ts';
import type { Viewer } from '../access/viewer.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { findImage, findVariantsOfImages } from '../images/find-images.ts';
import type { Grant } from '../sharing/grant.ts';
import { findGrantsTo, mostOf } from '../sharing/open-share.ts';
import type { HandedOutUrl, SignatureScope } from './image-urls.ts';
import { renditionUrl, type RenditionUrlDependencies } from './rendition-url.ts';

export interface WantedUrl {
  readonly imageId: string;
  /** Excludes `original`. */
  readonly transform?: Transform | undefined;
  readonly original?: boolean | undefined;
  /** Seconds. */
  readonly expiresIn?: number | undefined;
  readonly scope?: SignatureScope | undefined;
}

/**
 * @throws AppError NOT_FOUND also for what may not be known, SIGNATURE_REQUIRED, SCOPE_FOR_OWNER, SHARE_TOO_WIDE,
 * INVALID_TRANSFORM, RENDITION_UNSUPPORTED, RENDITION_TOO_LARGE, INVALID_INPUT.
 */
export async function signImageUrl(
  dependencies: RenditionUrlDependencies & { readonly database: DataSource },
  viewer: Viewer,
  { imageId, transform, original = false, expiresIn, scope }: WantedUrl,
): Promise<HandedOutUrl> {
  const subject = requireScope(viewer, 'READ');
  if ((transform === undefined) !== original)
    throw new AppError('INVALID_INPUT', {
      field: 'transform',
      reason: 'give either transform or original',
    });
  // A signature of all renditions is given away with pages, and what an original tells is not for those.
  if (original && scope === 'IMAGE')
    throw new AppError('INVALID_INPUT', { field: 'scope', reason: 'an original is signed by itself: EXACT' });
  const { database, urls } = dependencies;
  const image = await findImage(database, imageId);
  const bytes = original ? 'original' : 'variant';
  const mayHave = (share?: Grant): boolean =>
    image !== undefined && deliveryOf(viewer, image, { bytes, signed: false, share }) !== 'nobody';
  const grant =
    image && !mayHave() ? mostOf(await findGrantsTo(database, subject, [image.id]), { original }) : undefined;
  if (!image || !mayHave(grant)) throw new AppError('NOT_FOUND', { what: 'The image' });
  const { ownerId } = image;
  const record = async (handedOut: HandedOutUrl, what: string): Promise<HandedOutUrl> => {
    const detail = handedOut.expiresAt && `${what} until ${handedOut.expiresAt.toISOString()}`;
    // What everybody has anyhow is nobody's doing.
    if (detail) await recordAudit(database, viewer, [{ action: 'URL_SIGNED', ownerId, imageId, detail }]);
    return handedOut;
  };
  if (!transform) return record((grant ? urls.through(grant) : urls).original(image, expiresIn), 'original');
  const variants = await findVariantsOfImages(database, [image.id]);
  const wanted = { image, variants, transform, expiresIn, scope, grant };
  const { url, expiresAt } = renditionUrl(dependencies, viewer, wanted);
  return record({ url, expiresAt }, scope === 'IMAGE' ? 'every rendition' : canonicalSpec(transform));
}
