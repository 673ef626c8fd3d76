/** What can be done to an image without GraphQL: the use cases of the mutations, for curl and scripts. */
import type { FastifyInstance } from 'fastify';
import { deleteImages } from '../../domain/images/delete-images.ts';
import { signImageUrl } from '../../domain/signing/sign-image-url.ts';
import { type OutputFormat, outputFormats } from '../../media/types.ts';
import { AppError } from '../../platform/errors.ts';
import { fromGlobalId } from '../../platform/ids.ts';
import { refusals } from '../openapi/refusals.ts';
import { identifyFirst, type RestOptions } from './rest.ts';

const params = {
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'string', description: 'The image’s global id, img_….' } },
} as const;

const common = { tags: ['images'], security: [{ apiKey: [] }], params } as const;

const deletionSchema = {
  ...common,
  operationId: 'deleteImage',
  summary: 'Delete an image',
  description: 'With all its variants; gives its quota back. Needs MANAGE.',
  response: {
    204: { description: 'It is gone.', type: 'null' },
    ...refusals('INVALID_ID', 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'),
  },
} as const;

const signingSchema = {
  ...common,
  operationId: 'signImageUrl',
  summary: 'Hand out a URL',
  description: 'Of one variant, or of the original. Whoever has the URL needs no key. Needs READ.',
  body: {
    type: 'object',
    additionalProperties: false,
    properties: {
      transform: {
        type: 'object',
        description: 'Which variant. Excludes original.',
        additionalProperties: false,
        required: ['preset', 'format'],
        properties: {
          preset: { type: 'string', description: 'The name in the profile: thumb, medium, full …' },
          format: { type: 'string', enum: outputFormats.map((format) => format.toUpperCase()) },
        },
      },
      original: { type: 'boolean', description: 'The uploaded bytes; for the owner only.' },
      expiresIn: {
        type: 'integer',
        minimum: 1,
        description: 'Seconds, up to 7 days, rounded up so that caches see the same URL again.',
      },
    },
  },
  response: {
    200: {
      description: 'The URL.',
      type: 'object',
      required: ['url', 'expiresAt'],
      properties: {
        url: { type: 'string' },
        expiresAt: {
          type: ['string', 'null'],
          format: 'date-time',
          description: 'Null for a variant of a public image, which needs no signature.',
        },
      },
    },
    ...refusals('BAD_REQUEST', 'INVALID_INPUT', 'INVALID_ID', 'INVALID_TRANSFORM', 'REQUEST_TOO_LARGE'),
    ...refusals('UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'),
  },
} as const;

interface SigningBody {
  transform?: { preset: string; format: Uppercase<OutputFormat> };
  original?: boolean;
  expiresIn?: number;
}

export function imageActionRoutes(fastify: FastifyInstance, options: RestOptions): void {
  identifyFirst(fastify, options);

  fastify.delete<{ Params: { id: string } }>(
    '/images/:id',
    { schema: deletionSchema },
    async (request, reply) => {
      await deleteImages(options.app, request.viewer, [fromGlobalId('image', request.params.id)]);
      return reply.code(204).send();
    },
  );

  fastify.post<{ Params: { id: string }; Body: SigningBody }>(
    '/images/:id/signed-url',
    { schema: signingSchema, bodyLimit: 16_384 },
    async ({ params: { id }, body: { transform, original = false, expiresIn }, viewer }) => {
      if ((transform === undefined) !== original)
        throw new AppError('INVALID_INPUT', {
          field: 'transform',
          reason: 'give either transform or original',
        });
      const variant = transform && { name: transform.preset, format: formatOf(transform.format) };
      return signImageUrl(options.app, viewer, { imageId: fromGlobalId('image', id), variant, expiresIn });
    },
  );
}

const formatOf = (format: Uppercase<OutputFormat>): OutputFormat => format.toLowerCase() as OutputFormat;
