/** What can be done to an image without GraphQL: the use cases of the mutations, for curl and scripts. */
import type { FastifyInstance } from 'fastify';
import { deleteImages } from '../../domain/images/delete-images.ts';
import { purgeImages } from '../../domain/purging/purge-images.ts';
import type { SignatureScope } from '../../domain/signing/image-urls.ts';
import { signImageUrl } from '../../domain/signing/sign-image-url.ts';
import { parseSpec } from '../../media/transform/spec.ts';
import {
  type Transform,
  type TransformFormat,
  transformFormats,
  transformOf,
} from '../../media/transform/transform.ts';
import { fromGlobalId, toGlobalId } from '../../platform/ids.ts';
import { refusals } from '../openapi/refusals.ts';
import { identifyFirst, type RestOptions } from './rest.ts';
import { shareRoute } from './share-action.ts';

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
    ...refusals('INVALID_ID', 'UNAUTHENTICATED', 'RATE_LIMITED', 'FORBIDDEN', 'NOT_FOUND'),
  },
} as const;

const purgeSchema = {
  ...common,
  operationId: 'purgeImage',
  summary: 'Have the CDN forget an image',
  description: 'It is fetched anew from then on. Without a CDN there is nothing to do. Needs MANAGE.',
  body: {
    type: ['object', 'null'],
    additionalProperties: false,
    properties: { variantsOnly: { type: 'boolean', description: 'Leaves the original. Default: false.' } },
  },
  response: {
    202: {
      description: 'The CDN is going to be told, again and again until it has been.',
      type: 'object',
      required: ['purgedIds'],
      properties: { purgedIds: { type: 'array', items: { type: 'string' } } },
    },
    ...refusals(
      'BAD_REQUEST',
      'INVALID_ID',
      'REQUEST_TOO_LARGE',
      'UNAUTHENTICATED',
      'RATE_LIMITED',
      'FORBIDDEN',
      'NOT_FOUND',
    ),
  },
} as const;

const signingSchema = {
  ...common,
  operationId: 'signImageUrl',
  summary: 'Hand out a URL',
  description: 'Of any rendition, or of the original. Whoever has the URL needs no key. Needs READ.',
  body: {
    type: 'object',
    additionalProperties: false,
    properties: {
      transform: {
        description: 'Which rendition. Excludes original.',
        oneOf: [
          {
            type: 'string',
            maxLength: 200,
            description: 'Its spec, as in the URL: w640.auto, 300x200-q50.jpg.',
          },
          {
            type: 'object',
            description: 'A preset in one format.',
            additionalProperties: false,
            required: ['preset', 'format'],
            properties: {
              preset: { type: 'string', description: 'The name in the profile: thumb, medium, full …' },
              format: { type: 'string', enum: transformFormats.map((format) => format.toUpperCase()) },
            },
          },
        ],
      },
      original: { type: 'boolean', description: 'The uploaded bytes; for the owner only.' },
      expiresIn: {
        type: 'integer',
        minimum: 1,
        description: 'Seconds, up to 7 days, rounded up so that caches see the same URL again.',
      },
      scope: {
        type: 'string',
        enum: ['EXACT', 'IMAGE'],
        description: 'IMAGE: the parameters of the URL fit every rendition of the image. Default: EXACT.',
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
          description: 'Null for what of a public image needs no signature.',
        },
      },
    },
    ...refusals('BAD_REQUEST', 'INVALID_INPUT', 'INVALID_ID', 'INVALID_TRANSFORM', 'REQUEST_TOO_LARGE'),
    ...refusals('UNAUTHENTICATED', 'NOT_FOUND', 'RENDITION_UNSUPPORTED', 'RENDITION_TOO_LARGE'),
    ...refusals('FORBIDDEN', 'SIGNATURE_REQUIRED', 'SCOPE_FOR_OWNER', 'RATE_LIMITED'),
  },
} as const;

interface SigningBody {
  transform?: string | { preset: string; format: Uppercase<TransformFormat> };
  original?: boolean;
  expiresIn?: number;
  scope?: SignatureScope;
}

export function imageActionRoutes(fastify: FastifyInstance, options: RestOptions): void {
  identifyFirst(fastify, options);
  shareRoute(fastify, options);

  fastify.delete<{ Params: { id: string } }>(
    '/images/:id',
    { schema: deletionSchema },
    async (request, reply) => {
      await deleteImages(options.app, request.viewer, [fromGlobalId('image', request.params.id)]);
      await options.app.tail.catchUp();
      return reply.code(204).send();
    },
  );

  fastify.post<{ Params: { id: string }; Body: { variantsOnly?: boolean } | null | undefined }>(
    '/images/:id/purge',
    { schema: purgeSchema, bodyLimit: 16_384 },
    async ({ params, body, viewer }, reply) => {
      const ids = [fromGlobalId('image', params.id)];
      const purged = await purgeImages(options.app, viewer, { ids, variantsOnly: body?.variantsOnly });
      return reply.code(202).send({ purgedIds: purged.map((id) => toGlobalId('image', id)) });
    },
  );

  fastify.post<{ Params: { id: string }; Body: SigningBody }>(
    '/images/:id/signed-url',
    { schema: signingSchema, bodyLimit: 16_384 },
    async ({ params: { id }, body: { transform, ...body }, viewer }) =>
      signImageUrl(options.app, viewer, {
        ...body,
        imageId: fromGlobalId('image', id),
        transform: transform === undefined ? undefined : transformFrom(transform),
      }),
  );
}

function transformFrom(given: NonNullable<SigningBody['transform']>): Transform {
  if (typeof given === 'string') return parseSpec(given);
  const { preset, format } = given;
  return transformOf({ preset, format: format.toLowerCase() as TransformFormat }, preset);
}
