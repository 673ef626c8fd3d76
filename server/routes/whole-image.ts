/** What an image is answered as when nobody names a variant: its default one, as far as a share shows that. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { findVariantsOfImages } from '../../domain/images/find-images.ts';
import type { ImageEntity } from '../../domain/images/image.entity.ts';
import { plannedVariant } from '../../domain/renditions/planned-variant.ts';
import { extensions } from '../../domain/signing/image-urls.ts';
import { maxSide, transformOf } from '../../media/transform/transform.ts';
import type { Authorised } from './delivery-request.ts';
import { type ImageRouteOptions, sendNegotiated, sendOnDemand } from './image-answers.ts';
import { wantedFormat } from './variant-choice.ts';

/** The default variant; where that is too wide for the share, what is as wide as it shows. */
export async function sendWhole(
  options: ImageRouteOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  { format: named, ...authorised }: Authorised & { readonly format: string },
): Promise<FastifyReply> {
  const { image, grant } = authorised;
  const name = defaultVariant(options, image);
  const limit = grant?.maxWidth ?? Infinity;
  if (limit === Infinity || (await widthOf(options, image, name)) <= limit)
    return sendNegotiated(options, request, reply, { ...authorised, name, format: named });
  const width = Math.min(limit, maxSide);
  const format = wantedFormat(named);
  const ending = format === 'auto' ? format : extensions[format];
  const transform = transformOf({ width, format }, `w${width}.${ending}`);
  // One width, which the owner has chosen: trusted, whatever strangers may ask for.
  return sendOnDemand(options, request, reply, { ...authorised, transform, isTrusted: true });
}

/** The profile may have been taken out of the file while its images remain. */
const defaultVariant = ({ profiles }: ImageRouteOptions, image: ImageEntity): string =>
  profiles.get(image.profile)?.defaultVariant ?? 'full';

/** Of the widest that has the name. */
async function widthOf({ database }: ImageRouteOptions, image: ImageEntity, wanted: string): Promise<number> {
  const variants = await findVariantsOfImages(database, [image.id]);
  const named = variants.filter(({ name }) => name === wanted);
  return Math.max(0, ...named.map((variant) => plannedVariant(image, variant).size.width));
}
