/** The routes of links: what a share shows, to whoever holds its token. Nothing else than the path says who asks. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { findVariantsOfImages } from '../../domain/images/find-images.ts';
import { plannedVariant } from '../../domain/renditions/planned-variant.ts';
import type { Grant } from '../../domain/sharing/grant.ts';
import { maxSide, transformOf } from '../../media/transform/transform.ts';
import { type Authorised, authoriseLink } from './delivery-request.ts';
import { linkSchema, sharedSchema } from './delivery-schemas.ts';
import {
  defaultSize,
  type ImageRouteOptions,
  sendNamed,
  sendNegotiated,
  sendOnDemand,
  sendOriginal,
} from './image-answers.ts';

export function sharedImageRoutes(fastify: FastifyInstance, options: ImageRouteOptions): void {
  fastify.get<{ Params: { token: string } }>('/s/:token', { schema: linkSchema }, async (request, reply) => {
    const { token } = request.params;
    const authorised = await authoriseLink(options, request, { token, bytes: 'variant' });
    return sendWhole(options, request, reply, authorised);
  });

  fastify.get<{ Params: { token: string; file: string } }>(
    '/s/:token/:file',
    { schema: sharedSchema },
    async (request, reply) => {
      const { token, file } = request.params;
      if (file === 'original')
        return sendOriginal(
          options,
          request,
          reply,
          await authoriseLink(options, request, { token, bytes: file }),
        );
      const authorised = await authoriseLink(options, request, { token, bytes: 'variant' });
      return sendNamed(options, request, reply, { ...authorised, file });
    },
  );
}

/** The variant that an image is without a name; where that is too wide for the share, what is as wide as it shows. */
async function sendWhole(
  options: ImageRouteOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  authorised: Authorised & { readonly grant: Grant },
): Promise<FastifyReply> {
  const { image, grant } = authorised;
  const name = defaultSize(options, image);
  const variants = await findVariantsOfImages(options.database, [image.id]);
  const widths = variants
    .filter((variant) => variant.name === name)
    .map((variant) => plannedVariant(image, variant).size.width);
  if (grant.maxWidth === null || Math.max(...widths) <= grant.maxWidth)
    return sendNegotiated(options, request, reply, { ...authorised, name, format: 'auto' });
  const width = Math.min(grant.maxWidth, maxSide);
  const transform = transformOf({ width, format: 'auto' }, `w${width}.auto`);
  // One width, which the owner has chosen: trusted, whatever strangers may ask for.
  return sendOnDemand(options, request, reply, { ...authorised, transform, isTrusted: true });
}
