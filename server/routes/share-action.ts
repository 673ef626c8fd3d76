/** `POST /images/{id}/share`: the mutation shareImage for curl and scripts. */
import type { FastifyInstance } from 'fastify';
import { shareImage, type WantedShare } from '../../domain/sharing/share-image.ts';
import { fromGlobalId, toGlobalId } from '../../platform/ids.ts';
import { refusals } from '../openapi/refusals.ts';
import { time } from './image-json.ts';
import type { RestOptions } from './rest.ts';

const optional = (type: string, description: string) => ({ type: [type, 'null'], description });

const schema = {
  tags: ['images'],
  security: [{ apiKey: [] }],
  operationId: 'shareImage',
  summary: 'Share an image',
  description: 'With a subject, or with whoever holds the link. Needs MANAGE.',
  params: {
    type: 'object',
    required: ['id'],
    properties: { id: { type: 'string', description: 'The image’s global id, img_….' } },
  },
  body: {
    type: ['object', 'null'],
    additionalProperties: false,
    properties: {
      recipientId: optional('string', 'The subject that may look. Default: whoever holds the link.'),
      expiresIn: optional('integer', 'Seconds. Default: until it is revoked.'),
      maxViews: optional('integer', 'How often bytes may be fetched. Default: any number of times.'),
      maxWidth: optional('integer', 'How wide renditions may be, in pixels. Default: any.'),
      allowOriginal: optional('boolean', 'Whether the uploaded bytes may be fetched. Default: false.'),
    },
  },
  response: {
    201: {
      description: 'The share.',
      type: 'object',
      required: ['id', 'imageId', 'recipientId', 'url', 'token', 'viewCount', 'createdAt'],
      properties: {
        id: { type: 'string', description: 'The global id, shr_…: revokeShare takes it.' },
        imageId: { type: 'string' },
        recipientId: optional('string', 'The subject that it is for; null: whoever holds the link.'),
        url: optional('string', 'The link: here and never again. Null where there is a recipient.'),
        token: optional('string', 'The secret of the link: here and never again.'),
        expiresAt: { ...optional('string', 'Null: when it is revoked.'), format: 'date-time' },
        maxViews: optional('integer', 'Null: as often as one likes.'),
        viewCount: { type: 'integer' },
        maxWidth: optional('integer', 'Pixels; null: as the image is.'),
        allowOriginal: { type: 'boolean' },
        createdAt: time,
      },
    },
    ...refusals('BAD_REQUEST', 'INVALID_INPUT', 'INVALID_ID', 'REQUEST_TOO_LARGE'),
    ...refusals('UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'),
  },
} as const;

/** In a scope that has found out who asks. */
export function shareRoute(fastify: FastifyInstance, { app }: Pick<RestOptions, 'app'>): void {
  fastify.post<{ Params: { id: string }; Body: Omit<WantedShare, 'imageId'> | null | undefined }>(
    '/images/:id/share',
    { schema, bodyLimit: 16_384 },
    async ({ params, body, viewer }, reply) => {
      const imageId = fromGlobalId('image', params.id);
      const { share, token } = await shareImage(app, viewer, { ...body, imageId });
      const { recipientId, expiresAt, maxViews, viewCount, maxWidth, allowOriginal, createdAt } = share;
      return reply.code(201).send({
        id: toGlobalId('share', share.id),
        imageId: params.id,
        recipientId,
        url: token === undefined ? null : app.urls.linkTo(token),
        token: token ?? null,
        expiresAt,
        maxViews,
        viewCount,
        maxWidth,
        allowOriginal,
        createdAt,
      });
    },
  );
}
