/** How bytes of an image are answered, however the request came to be allowed: variants, renditions, originals. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { showsWidth } from '../../domain/access/policy.ts';
import type { EventTail } from '../../domain/events/event-tail.ts';
import type { ImageEntity } from '../../domain/images/image.entity.ts';
import type { VariantEntity } from '../../domain/images/variant.entity.ts';
import type { Profiles } from '../../domain/profiles/profile.ts';
import { originalTag, renditionTag } from '../../domain/purging/cached-entries.ts';
import { awaitVariant } from '../../domain/renditions/await-variant.ts';
import type { Candidates } from '../../domain/renditions/best-rendition.ts';
import type { Renditions } from '../../domain/renditions/make-rendition.ts';
import { freeInWords, onDemandAnswer, type OnDemandRules } from '../../domain/renditions/on-demand.ts';
import { plannedVariant } from '../../domain/renditions/planned-variant.ts';
import { presetNames } from '../../domain/renditions/presets.ts';
import { resolveRendition } from '../../domain/renditions/rendition.ts';
import { rulesOf } from '../../domain/renditions/resolve-transform.ts';
import { spelledFor } from '../../domain/renditions/spelled-for.ts';
import { checkWidth, namesThrough, rulesThrough } from '../../domain/sharing/allowed.ts';
import type { Grant } from '../../domain/sharing/grant.ts';
import { extensions } from '../../domain/signing/image-urls.ts';
import { canonicalSpec, parseSpec, splitSpec } from '../../media/transform/spec.ts';
import type { Transform } from '../../media/transform/transform.ts';
import { contentTypes } from '../../media/types.ts';
import { AppError } from '../../platform/errors.ts';
import { charge } from '../../domain/usage/charge.ts';
import type { RateLimits } from '../../domain/usage/rate-limits.ts';
import type { Queue } from '../../platform/queue/queue.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import type { BlobMemory } from '../delivery/blob-memory.ts';
import { negotiateRenditions } from '../delivery/negotiate-rendition.ts';
import type { Answer, RecentAnswers } from '../delivery/recent-answers.ts';
import { rememberedBlob } from '../delivery/remembered-blob.ts';
import { sendBlob, stemOf } from '../delivery/send-blob.ts';
import { sendRendition } from '../delivery/send-rendition.ts';
import { isSpelled, redirectTo } from './canonical-url.ts';
import {
  type AuthorisationOptions,
  type Authorised,
  cacheControlOf,
  isForOwnPages,
} from './delivery-request.ts';
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
export const stopgapSeconds = 30;

/** What follows a focal point is another picture once that is moved. */
const focusSeconds = 3_600;

/** What is called so, in the one spelling that it has. @throws AppError INVALID_TRANSFORM and what else may be wrong with it. */
export async function sendNamed(
  options: ImageRouteOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  { file, ...authorised }: Authorised & { readonly file: string },
): Promise<FastifyReply> {
  // Before it is read as a spec: a profile may have called a variant what would be another size, or none.
  const stored = isSpelled(request, authorised, file)
    ? await storedVariant(options, request, { ...authorised, file })
    : undefined;
  if (stored) return sendVariant(options, request, reply, { ...authorised, ...stored });
  const transform = spelledFor(parseSpec(file), authorised.image);
  const spec = canonicalSpec(transform);
  return isSpelled(request, authorised, spec)
    ? sendOnDemand(options, request, reply, { ...authorised, transform })
    : redirectTo(request, reply, { authorised, spec, keys: options.signingKeys });
}

interface NegotiatedToSend extends Authorised {
  readonly name: string;
  /** `auto`: the best that the client takes. */
  readonly format: string;
}

/** A variant by its name, in a format that suits. */
export async function sendNegotiated(
  options: ImageRouteOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  { name, format, ...authorised }: NegotiatedToSend,
): Promise<FastifyReply> {
  const { image, grant } = authorised;
  let choice: FormatChoice | undefined;
  const variant = await settled(options, request, authorised, (variants) => {
    const shows = (each: VariantEntity): boolean => !grant || showsWidth(grant, widthOf(image, each));
    choice = chooseNegotiated(variants, { name, format, accept: request.headers.accept, shows });
    return choice.variant;
  });
  if (!variant) throw new AppError('NOT_FOUND', { what: 'The image' });
  return sendVariant(options, request, reply, {
    ...authorised,
    variant,
    vary: format === 'auto',
    stopgap: choice?.stopgap ?? false,
  });
}

/** Waits while the variant is made, until the client has gone or the patience is used up. */
async function settled(
  { database, queue, tail, delivery, rates }: ImageRouteOptions,
  request: FastifyRequest,
  { image, grant, viewer }: Authorised,
  choose: (variants: readonly VariantEntity[]) => VariantEntity | undefined,
): Promise<VariantEntity | undefined> {
  // Before it is waited for, or made.
  const allowed = (variant: VariantEntity | undefined): VariantEntity | undefined => {
    if (variant && grant) checkVariant(grant, image, variant);
    return variant;
  };
  const gone = new AbortController();
  const leave = (): void => gone.abort();
  request.raw.once('close', leave);
  try {
    return await awaitVariant(
      { database, queue, tail },
      {
        imageId: image.id,
        choose: (variants) => allowed(choose(variants)),
        waitSeconds: delivery.waitSeconds,
        signal: gone.signal,
        requestId: request.id,
        beforeMaking: () => charge(rates, { budget: 'renditions' }, { viewer, address: request.ip }),
      },
    );
  } finally {
    request.raw.off('close', leave);
  }
}

function checkVariant(grant: Grant, image: ImageEntity, variant: VariantEntity): void {
  const spec = `${variant.name}.${extensions[variant.format]}`;
  checkWidth(grant, { spec, width: widthOf(image, variant) });
}

const widthOf = (image: ImageEntity, variant: VariantEntity): number =>
  plannedVariant(image, variant).size.width;

interface StoredVariant {
  readonly variant: VariantEntity;
  readonly vary: boolean;
  readonly stopgap: boolean;
}

/** The variant of this name and ending; undefined when there is none. */
async function storedVariant(
  options: ImageRouteOptions,
  request: FastifyRequest,
  { file, ...authorised }: Authorised & { readonly file: string },
): Promise<StoredVariant | undefined> {
  const split = splitSpec(file);
  if (!split) return undefined;
  const { name, format: wanted } = split;
  const isNegotiated = wanted === 'auto';
  let choice: FormatChoice | undefined;
  const variant = await settled(options, request, authorised, (variants) => {
    const named = variants.filter((each) => each.name === name);
    if (!isNegotiated) return named.find(({ format }) => format === wanted);
    if (named.length === 0) return undefined;
    choice = chooseNegotiated(named, { name, format: 'auto', accept: request.headers.accept });
    return choice.variant;
  });
  return variant && { variant, vary: isNegotiated, stopgap: choice?.stopgap ?? false };
}

/** Has the rendition made, where whoever asks may ask for it. */
export async function sendOnDemand(
  options: ImageRouteOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  { transform, ...authorised }: Authorised & { readonly transform: Transform },
): Promise<FastifyReply> {
  const { image, isTrusted, grant } = authorised;
  const profile = namesThrough(rulesOf(options.profiles, image), image, grant);
  const isNegotiated = transform.format === 'auto';
  // Before the question of permission: it costs nothing, and no signature would help what cannot be made.
  const limits = { profile, maxPixels: options.delivery.maxPixels };
  const candidates: Candidates = isNegotiated
    ? negotiateRenditions(transform, image, { ...limits, accept: request.headers.accept })
    : [resolveRendition(image, transform, limits)];
  const [best] = candidates;
  // In every format it is as wide.
  if (grant) checkWidth(grant, { spec: best.spec, width: best.size.width });
  if (!isTrusted) {
    const onDemand = grant ? rulesThrough(options.delivery, grant) : options.delivery;
    const answer = onDemandAnswer(transform, presetNames(profile), onDemand);
    const spec = canonicalSpec(answer.kind === 'rung' ? answer.transform : transform);
    if (answer.kind === 'rung')
      return redirectTo(request, reply, { authorised, spec, keys: options.signingKeys });
    if (answer.kind === 'signature')
      throw new AppError('SIGNATURE_REQUIRED', {
        spec,
        free: freeInWords(profile, onDemand, grant?.maxWidth),
      });
  }
  const seconds = best.followsFocus ? focusSeconds : undefined;
  const cacheControl = (isStopgap = false): string =>
    cacheControlOf(authorised, isStopgap ? stopgapSeconds : seconds);
  return sendRendition(options, request, reply, {
    image,
    candidates,
    cacheControl,
    vary: isNegotiated ? 'Accept' : undefined,
    forOwnPages: isForOwnPages(authorised),
    beforeMaking: () =>
      charge(options.rates, { budget: 'renditions' }, { viewer: authorised.viewer, address: request.ip }),
    admit: authorised.admit,
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
  const { image } = authorised;
  const { storageKey, digest, byteSize, readyAt } = variant;
  if (storageKey === null || digest === null || byteSize === null) throw new AppError('VARIANT_NOT_READY');
  const blob = rememberedBlob(options, { storageKey, byteSize });
  const cacheControl = (): string => cacheControlOf(authorised, stopgap ? stopgapSeconds : undefined);
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
    forOwnPages: isForOwnPages(authorised),
    ...blob,
    serverTiming: `cache;desc=${blob.xCache}`,
    admit: authorised.admit,
    onAnswer: (headers) => keepAnswer(options, request, { ...authorised, storageKey, headers, cacheControl }),
  });
}

type AnswerToKeep = Pick<Authorised, 'image' | 'signature' | 'grant'> &
  Pick<Answer, 'storageKey' | 'headers' | 'cacheControl'>;

/** What a share lets through is asked for anew each time. */
function keepAnswer(
  { answers }: ImageRouteOptions,
  { raw, routeOptions }: FastifyRequest,
  { image, signature, grant, ...answer }: AnswerToKeep,
): void {
  const { storageKey, headers, cacheControl } = answer;
  const expiresAt = signature?.expiresAt;
  const route = routeOptions.url ?? '';
  if (!grant) answers.keep(raw, { route, imageId: image.id, storageKey, headers, cacheControl, expiresAt });
}

/** The uploaded bytes, only ever as their own type and, on request, as a download. */
export async function sendOriginal(
  options: ImageRouteOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  authorised: Authorised,
): Promise<FastifyReply> {
  const { image, admit } = authorised;
  const { download } = request.query as { download?: string };
  return sendBlob(request, reply, {
    etag: `"${image.sha256}"`,
    lastModified: image.createdAt,
    byteSize: image.byteSize,
    contentType: image.contentType,
    cacheControl: cacheControlOf(authorised),
    filename: image.filename,
    disposition: download === '1' ? 'attachment' : 'inline',
    cacheTags: [originalTag(image.id)],
    vary: undefined,
    forOwnPages: isForOwnPages(authorised),
    xCache: 'store',
    admit,
    open: async (range, signal) => (await options.store.open(image.storageKey, { range, signal })).body,
  });
}
