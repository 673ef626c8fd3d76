/** The routes that deliver bytes: variants, renditions, originals, and what is known of an image. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { EventTail } from '../../domain/events/event-tail.ts';
import type { ImageEntity } from '../../domain/images/image.entity.ts';
import type { VariantEntity } from '../../domain/images/variant.entity.ts';
import type { Profiles } from '../../domain/profiles/profile.ts';
import { originalTag, renditionTag } from '../../domain/purging/cached-entries.ts';
import { awaitVariant } from '../../domain/renditions/await-variant.ts';
import type { Renditions } from '../../domain/renditions/make-rendition.ts';
import { freeInWords, onDemandAnswer, type OnDemandRules } from '../../domain/renditions/on-demand.ts';
import { resolveRendition } from '../../domain/renditions/rendition.ts';
import { rulesOf } from '../../domain/renditions/resolve-transform.ts';
import { extensions } from '../../domain/signing/image-urls.ts';
import { canonicalSpec, parseSpec, splitSpec } from '../../media/transform/spec.ts';
import type { Transform } from '../../media/transform/transform.ts';
import { contentTypes } from '../../media/types.ts';
import { AppError } from '../../platform/errors.ts';
import { toGlobalId } from '../../platform/ids.ts';
import type { Queue } from '../../platform/queue/queue.ts';
import type { RateLimits } from '../../domain/usage/rate-limits.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import { chargeSilently } from '../rate-limit.ts';
import type { BlobMemory } from '../delivery/blob-memory.ts';
import { negotiateRendition } from '../delivery/negotiate-rendition.ts';
import type { Answer, RecentAnswers } from '../delivery/recent-answers.ts';
import { rememberedBlob } from '../delivery/remembered-blob.ts';
import { cacheTagHeaders, sendBlob, stemOf } from '../delivery/send-blob.ts';
import { sendRendition } from '../delivery/send-rendition.ts';
import { isSpelled, redirectTo } from './canonical-url.ts';
import { type AuthorisationOptions, authorise, type Authorised, cacheControlOf } from './delivery-request.ts';
import { metadataSchema, namedSchema, negotiatedSchema } from './delivery-schemas.ts';
import { chooseNegotiated, type FormatChoice } from './variant-choice.ts';

export interface ImageRouteOptions extends AuthorisationOptions {
  readonly queue: Pick<Queue, 'send'>;
  readonly profiles: Profiles;
  readonly store: BlobStore;
  readonly tail: EventTail;
  readonly renditions: Renditions;
  readonly rates: RateLimits;
  readonly memory: BlobMemory;
  readonly answers: Pick<RecentAnswers, 'keep'>;
  readonly delivery: OnDemandRules & { readonly waitSeconds: number; readonly maxPixels: number };
}

/** While a better format is on its way, a cache may keep the second best only this long. */
const stopgapSeconds = 30;

/** What follows a focal point is another picture once that is moved. */
const focusSeconds = 3_600;

export function imageRoutes(fastify: FastifyInstance, options: ImageRouteOptions): void {
  fastify.get<{ Params: { id: string; file: string } }>(
    '/i/:id/:file',
    { schema: namedSchema },
    async (request, reply) => {
      const { id, file } = request.params;
      if (file === 'original') return sendOriginal(options, request, reply);
      // First of all, so that nothing is told about an image that does not exist for whoever asks.
      const authorised = await authorise(options, request, { id, bytes: 'variant' });
      // Before it is read as a spec: a profile may have called a variant what would be another size, or none.
      const stored = isSpelled(request, authorised, file)
        ? await storedVariant(options, request, { ...authorised, file })
        : undefined;
      if (stored) return sendVariant(options, request, reply, { ...authorised, ...stored });
      const transform = parseSpec(file);
      const spec = canonicalSpec(transform);
      return isSpelled(request, authorised, spec)
        ? sendOnDemand(options, request, reply, { ...authorised, transform })
        : redirectTo(request, reply, { authorised, spec, keys: options.signingKeys });
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
      if (!variant) throw new AppError('NOT_FOUND', { what: 'The image' });
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
        .headers(cacheTagHeaders([renditionTag(image.id)]))
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
  choose: (variants: readonly VariantEntity[]) => VariantEntity | undefined,
): Promise<VariantEntity | undefined> {
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

interface StoredVariant {
  readonly variant: VariantEntity;
  readonly vary: boolean;
  readonly stopgap: boolean;
}

/** The variant of this name and ending; undefined when there is none. */
async function storedVariant(
  options: ImageRouteOptions,
  request: FastifyRequest,
  { image, file }: Authorised & { readonly file: string },
): Promise<StoredVariant | undefined> {
  const split = splitSpec(file);
  if (!split) return undefined;
  const { name, format: wanted } = split;
  const isNegotiated = wanted === 'auto';
  let choice: FormatChoice | undefined;
  const variant = await settled(options, request, image, (variants) => {
    const named = variants.filter((each) => each.name === name);
    if (!isNegotiated) return named.find(({ format }) => format === wanted);
    if (named.length === 0) return undefined;
    choice = chooseNegotiated(named, { name, format: 'auto', accept: request.headers.accept });
    return choice.variant;
  });
  return variant && { variant, vary: isNegotiated, stopgap: choice?.stopgap ?? false };
}

/** Has the rendition made, where whoever asks may ask for it. */
async function sendOnDemand(
  options: ImageRouteOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  { transform, ...authorised }: Authorised & { readonly transform: Transform },
): Promise<FastifyReply> {
  const { image, isTrusted, privateUntil } = authorised;
  const profile = rulesOf(options.profiles, image);
  const isNegotiated = transform.format === 'auto';
  const decided = isNegotiated ? negotiateRendition(transform, image, request.headers.accept) : transform;
  // Before the question of permission: it costs nothing, and no signature would help what cannot be made.
  const rendition = resolveRendition(image, decided, { profile, maxPixels: options.delivery.maxPixels });
  if (!isTrusted) {
    const presets = profile.variants.map(({ name }) => name);
    const answer = onDemandAnswer(transform, presets, options.delivery);
    const spec = canonicalSpec(answer.kind === 'rung' ? answer.transform : transform);
    if (answer.kind === 'rung')
      return redirectTo(request, reply, { authorised, spec, keys: options.signingKeys });
    if (answer.kind === 'signature')
      throw new AppError('SIGNATURE_REQUIRED', { spec, free: freeInWords(presets, options.delivery) });
  }
  const seconds = rendition.followsFocus ? focusSeconds : undefined;
  const cacheControl = (): string => cacheControlOf(privateUntil, seconds);
  return sendRendition(options, request, reply, {
    image,
    rendition,
    cacheControl: cacheControl(),
    vary: isNegotiated ? 'Accept' : undefined,
    beforeMaking: () =>
      chargeSilently(options.rates, 'renditions', { viewer: authorised.viewer, address: request.ip }),
    onAnswer: (storageKey, headers) =>
      keepAnswer(options, request, { ...authorised, storageKey, headers, cacheControl }),
  });
}

interface VariantToSend extends Authorised {
  readonly variant: VariantEntity;
  readonly vary?: boolean;
  readonly stopgap?: boolean;
}

function sendVariant(
  options: ImageRouteOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  { variant, vary = false, stopgap = false, ...authorised }: VariantToSend,
): FastifyReply | Promise<FastifyReply> {
  const { image, privateUntil } = authorised;
  const { storageKey, digest, byteSize, readyAt } = variant;
  if (storageKey === null || digest === null || byteSize === null) throw new AppError('VARIANT_NOT_READY');
  const blob = rememberedBlob(options, { storageKey, byteSize });
  const cacheControl = (): string => cacheControlOf(privateUntil, stopgap ? stopgapSeconds : undefined);
  return sendBlob(request, reply, {
    etag: `"${digest}"`,
    lastModified: readyAt ?? image.createdAt,
    byteSize,
    contentType: contentTypes[variant.format],
    cacheControl: cacheControl(),
    filename: `${stemOf(image.filename)}-${variant.name}.${extensions[variant.format]}`,
    disposition: 'inline',
    cacheTags: [renditionTag(image.id)],
    vary: vary ? 'Accept' : undefined,
    ...blob,
    serverTiming: `cache;desc=${blob.xCache}`,
    onAnswer: (headers) => keepAnswer(options, request, { ...authorised, storageKey, headers, cacheControl }),
  });
}

type AnswerToKeep = Pick<Authorised, 'image' | 'signature'> &
  Pick<Answer, 'storageKey' | 'headers' | 'cacheControl'>;

const keepAnswer = (
  { answers }: ImageRouteOptions,
  { raw }: FastifyRequest,
  { image, signature, storageKey, headers, cacheControl }: AnswerToKeep,
): void =>
  answers.keep(raw, {
    imageId: image.id,
    storageKey,
    headers,
    cacheControl,
    expiresAt: signature?.expiresAt,
  });

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
    cacheTags: [originalTag(image.id)],
    vary: undefined,
    xCache: 'store',
    open: async (range, signal) => (await options.store.open(image.storageKey, { range, signal })).body,
  });
}
