/** The routes that deliver bytes: variants by name, originals, and what is known of an image. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { EventTail } from '../../domain/events/event-tail.ts';
import type { ImageEntity } from '../../domain/images/image.entity.ts';
import type { VariantEntity } from '../../domain/images/variant.entity.ts';
import type { Profiles } from '../../domain/profiles/profile.ts';
import { awaitVariant } from '../../domain/renditions/await-variant.ts';
import { extensions } from '../../domain/signing/image-urls.ts';
import { contentTypes, type OutputFormat } from '../../media/types.ts';
import { AppError } from '../../platform/errors.ts';
import { toGlobalId } from '../../platform/ids.ts';
import type { Queue } from '../../platform/queue/queue.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import { sendBlob } from '../delivery/send-blob.ts';
import { type AuthorisationOptions, authorise, type Authorised, cacheControlOf } from './delivery-request.ts';
import { metadataSchema, namedSchema, negotiatedSchema } from './delivery-schemas.ts';
import { chooseNamed, chooseNegotiated, type FormatChoice } from './variant-choice.ts';

export interface ImageRouteOptions extends AuthorisationOptions {
  readonly queue: Pick<Queue, 'send'>;
  readonly profiles: Profiles;
  readonly store: BlobStore;
  readonly tail: EventTail;
  readonly delivery: { readonly waitSeconds: number };
}

/** While a better format is on its way, a cache may keep the second best only this long. */
const stopgapSeconds = 30;

export function imageRoutes(fastify: FastifyInstance, options: ImageRouteOptions): void {
  fastify.get<{ Params: { id: string; file: string } }>(
    '/i/:id/:file',
    { schema: namedSchema },
    async (request, reply) => {
      const { id, file } = request.params;
      if (file === 'original') return sendOriginal(options, request, reply);
      const { name, format } = parseFile(file);
      const authorised = await authorise(options, request, { id, bytes: 'variant' });
      const variant = await settled(options, request, authorised.image, (variants) =>
        chooseNamed(variants, name, format),
      );
      return sendVariant(options, request, reply, { ...authorised, variant });
    },
  );

  fastify.get<{ Params: { id: string }; Querystring: { size?: string; format?: string } }>(
    '/images/:id',
    { schema: negotiatedSchema },
    async (request, reply) => {
      const authorised = await authorise(options, request, { id: request.params.id, bytes: 'variant' });
      const { size = defaultSize(options, authorised.image), format = 'auto' } = request.query;
      let choice: FormatChoice | undefined;
      const variant = await settled(options, request, authorised.image, (variants) => {
        choice = chooseNegotiated(variants, { name: size, format, accept: request.headers.accept });
        return choice.variant;
      });
      return sendVariant(options, request, reply, {
        ...authorised,
        variant,
        vary: format === 'auto',
        stopgap: choice?.stopgap ?? false,
      });
    },
  );

  fastify.get<{ Params: { id: string } }>(
    '/images/:id/metadata',
    { schema: metadataSchema },
    async (request, reply) => {
      const { image, privateUntil } = await authorise(options, request, {
        id: request.params.id,
        bytes: 'variant',
      });
      const { width, height, frames, hasAlpha, contentType, metadata } = image;
      return reply
        .header('cache-control', cacheControlOf(privateUntil, stopgapSeconds))
        .send({ id: toGlobalId('image', image.id), width, height, frames, hasAlpha, contentType, metadata });
    },
  );
}

/** The profile may have been taken out of the file while its images remain. */
const defaultSize = ({ profiles }: ImageRouteOptions, image: ImageEntity): string =>
  profiles.get(image.profile)?.defaultVariant ?? 'full';

/** Waits while the variant is made, until the client has gone or the patience is used up. */
async function settled(
  { database, queue, tail, delivery }: ImageRouteOptions,
  request: FastifyRequest,
  image: ImageEntity,
  choose: (variants: readonly VariantEntity[]) => VariantEntity,
): Promise<VariantEntity> {
  const gone = new AbortController();
  const leave = (): void => gone.abort();
  request.raw.once('close', leave);
  try {
    return await awaitVariant(
      { database, queue, tail },
      {
        imageId: image.id,
        choose,
        waitSeconds: delivery.waitSeconds,
        signal: gone.signal,
        requestId: request.id,
      },
    );
  } finally {
    request.raw.off('close', leave);
  }
}

interface VariantToSend extends Authorised {
  readonly variant: VariantEntity;
  readonly vary?: boolean;
  readonly stopgap?: boolean;
}

function sendVariant(
  { store }: ImageRouteOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  { image, variant, privateUntil, vary = false, stopgap = false }: VariantToSend,
): FastifyReply | Promise<FastifyReply> {
  const { storageKey, digest, byteSize, readyAt } = variant;
  if (storageKey === null || digest === null || byteSize === null) throw new AppError('VARIANT_NOT_READY');
  return sendBlob(request, reply, {
    etag: `"${digest}"`,
    lastModified: readyAt ?? image.createdAt,
    byteSize,
    contentType: contentTypes[variant.format],
    cacheControl: cacheControlOf(privateUntil, stopgap ? stopgapSeconds : undefined),
    filename: `${stem(image.filename)}-${variant.name}.${extensions[variant.format]}`,
    disposition: 'inline',
    cacheTags: [toGlobalId('image', image.id)],
    vary: vary ? 'Accept' : undefined,
    xCache: 'store',
    open: async (range, signal) => (await store.open(storageKey, { range, signal })).body,
  });
}

/** The uploaded bytes, only ever as their own type and, on request, as a download. */
async function sendOriginal(
  options: ImageRouteOptions,
  request: FastifyRequest<{ Params: { id: string; file: string } }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { image, privateUntil } = await authorise(options, request, {
    id: request.params.id,
    bytes: 'original',
  });
  const { download } = request.query as { download?: string };
  return sendBlob(request, reply, {
    etag: `"${image.sha256}"`,
    lastModified: image.createdAt,
    byteSize: image.byteSize,
    contentType: image.contentType,
    cacheControl: cacheControlOf(privateUntil),
    filename: image.filename,
    disposition: download === '1' ? 'attachment' : 'inline',
    cacheTags: [toGlobalId('image', image.id)],
    vary: undefined,
    xCache: 'store',
    open: async (range, signal) => (await options.store.open(image.storageKey, { range, signal })).body,
  });
}

const formatOf = new Map(
  Object.entries(extensions).map(([format, extension]) => [extension, format as OutputFormat]),
);

/** `thumb.webp`, or an output: `300x200-q50.jpg` */
function parseFile(file: string): { name: string; format: OutputFormat } {
  const match = /^([a-z0-9][a-z0-9_.-]{0,199})\.([a-z]{3,4})$/.exec(file);
  const format = formatOf.get((match?.[2] ?? '') as 'jpg');
  if (!match?.[1] || !format)
    throw new AppError('INVALID_TRANSFORM', {
      spec: file.slice(0, 64),
      reason: `write a variant's name and one of ${[...formatOf.keys()].join(', ')}, such as thumb.webp`,
    });
  return { name: match[1], format };
}

const stem = (filename: string): string => filename.replace(/\.[^.]{1,16}$/, '');
