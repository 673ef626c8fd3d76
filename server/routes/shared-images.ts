/** The routes of links: what a share shows, to whoever holds its token. Nothing else than the path says who asks. */
import type { FastifyInstance } from 'fastify';
import { authoriseLink } from './delivery-request.ts';
import { linkSchema, sharedSchema } from './delivery-schemas.ts';
import { type ImageRouteOptions, sendNamed, sendOriginal } from './image-answers.ts';
import { sendWhole } from './whole-image.ts';

export function sharedImageRoutes(fastify: FastifyInstance, options: ImageRouteOptions): void {
  fastify.get<{ Params: { token: string } }>('/s/:token', { schema: linkSchema }, async (request, reply) => {
    const { token } = request.params;
    const authorised = await authoriseLink(options, request, { token, bytes: 'variant' });
    return sendWhole(options, request, reply, { ...authorised, format: 'auto' });
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
