/** The routes of images by their ids: variants, renditions, originals, and what is known of an image. */
import type { FastifyInstance } from 'fastify';
import { renditionTag } from '../../domain/purging/cached-entries.ts';
import { toGlobalId } from '../../platform/ids.ts';
import { cacheTagHeaders } from '../delivery/send-blob.ts';
import { authorise, cacheControlOf } from './delivery-request.ts';
import { metadataSchema, namedSchema, negotiatedSchema } from './delivery-schemas.ts';
import {
  type ImageRouteOptions,
  sendNamed,
  sendNegotiated,
  sendOriginal,
  stopgapSeconds,
} from './image-answers.ts';
import { sendWhole } from './whole-image.ts';

export function imageRoutes(fastify: FastifyInstance, options: ImageRouteOptions): void {
  fastify.get<{ Params: { id: string; file: string } }>(
    '/i/:id/:file',
    { schema: namedSchema },
    async (request, reply) => {
      const { id, file } = request.params;
      if (file === 'original')
        return sendOriginal(options, request, reply, await authorise(options, request, { id, bytes: file }));
      // First of all, so that nothing is told about an image that does not exist for whoever asks.
      const authorised = await authorise(options, request, { id, bytes: 'variant' });
      return sendNamed(options, request, reply, { ...authorised, file });
    },
  );

  fastify.get<{ Params: { id: string }; Querystring: { size?: string; format?: string } }>(
    '/images/:id',
    { schema: negotiatedSchema },
    async (request, reply) => {
      const authorised = await authorise(options, request, { id: request.params.id, bytes: 'variant' });
      const { size: name, format = 'auto' } = request.query;
      return name === undefined
        ? sendWhole(options, request, reply, { ...authorised, format })
        : sendNegotiated(options, request, reply, { ...authorised, name, format });
    },
  );

  fastify.get<{ Params: { id: string } }>(
    '/images/:id/metadata',
    { schema: metadataSchema },
    async (request, reply) => {
      const authorised = await authorise(options, request, { id: request.params.id, bytes: 'variant' });
      const { image } = authorised;
      const { width, height, frames, hasAlpha, contentType, metadata } = image;
      return reply
        .header('cache-control', cacheControlOf(authorised, stopgapSeconds))
        .headers(cacheTagHeaders([renditionTag(image.id)]))
        .send({ id: toGlobalId('image', image.id), width, height, frames, hasAlpha, contentType, metadata });
    },
  );
}
