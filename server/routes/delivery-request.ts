/** What every request for bytes goes through before a blob is opened: identity or signature, image, permission. */
import type { FastifyRequest } from 'fastify';
import type { DataSource } from 'typeorm';
import { type Bytes, deliveryOf } from '../../domain/access/policy.ts';
import { anonymous, type Viewer } from '../../domain/access/viewer.ts';
import { findImage } from '../../domain/images/find-images.ts';
import type { ImageEntity } from '../../domain/images/image.entity.ts';
import type { SigningKey } from '../../domain/signing/signature.ts';
import {
  carriesSignature,
  type VerifiedUrl,
  verifySignedUrl,
} from '../../domain/signing/verify-signed-url.ts';
import { AppError } from '../../platform/errors.ts';
import { parseGlobalId } from '../../platform/ids.ts';
import type { Authenticate } from '../authenticate.ts';

export interface AuthorisationOptions {
  readonly database: DataSource;
  readonly authenticate: Authenticate;
  readonly signingKeys: readonly SigningKey[];
  readonly access: { readonly clockSkewSeconds: number };
}

export interface Authorised {
  readonly image: ImageEntity;
  readonly viewer: Viewer;
  /** Of the request, verified. */
  readonly signature: VerifiedUrl | undefined;
  /** Whether it is trusted with more than everybody: by a signature, or as the owner. */
  readonly isTrusted: boolean;
  /** Null when everybody may have it for as long as they like. */
  readonly privateUntil: Date | null;
}

/** How long an owner's browser may keep what it fetched with its key, which can be revoked. */
const ownerCacheSeconds = 60;

/** @throws AppError SIGNATURE_INVALID, UNAUTHENTICATED, or NOT_FOUND also for what may not be known. */
export async function authorise(
  options: AuthorisationOptions,
  request: FastifyRequest,
  { id, bytes }: { id: string; bytes: Bytes },
): Promise<Authorised> {
  const signature = carriesSignature(request.url) ? verify(options, request) : undefined;
  const viewer = signature ? anonymous : await options.authenticate(request.headers.authorization);
  const parsed = parseGlobalId(id);
  const image = parsed?.kind === 'image' ? await findImage(options.database, parsed.uuid) : undefined;
  const access = image
    ? deliveryOf(viewer, image, { bytes, signed: signature !== undefined && covers(signature, bytes) })
    : 'nobody';
  if (!image || access === 'nobody') throw new AppError('NOT_FOUND', { what: 'The image' });
  const isTrusted =
    signature !== undefined || deliveryOf(viewer, image, { bytes: 'original', signed: false }) !== 'nobody';
  const who = { image, viewer, signature, isTrusted };
  if (access === 'everybody') return { ...who, privateUntil: null };
  return { ...who, privateUntil: signature?.expiresAt ?? ownerCacheEnd(viewer) };
}

/** Never later than the end of the key or token. */
const ownerCacheEnd = ({ expiresAt }: Viewer): Date =>
  new Date(Math.min(Date.now() + ownerCacheSeconds * 1_000, expiresAt?.getTime() ?? Infinity));

/** Signatures of a scope go out with pages, for all renditions of an image: the original is none. */
const covers = ({ scope }: VerifiedUrl, bytes: Bytes): boolean => bytes === 'variant' || scope === undefined;

function verify({ signingKeys, access }: AuthorisationOptions, { method, url }: FastifyRequest) {
  return verifySignedUrl(
    { method, url, now: new Date(), clockSkewSeconds: access.clockSkewSeconds },
    signingKeys,
  );
}

/** For good, unless what is behind the URL may change: `seconds`. Never longer in a cache than the permission lasts. */
export function cacheControlOf(privateUntil: Date | null, seconds = Infinity): string {
  if (privateUntil === null)
    return seconds === Infinity ? 'public, max-age=31536000, immutable' : `public, max-age=${seconds}`;
  const left = Math.max(0, Math.floor((privateUntil.getTime() - Date.now()) / 1_000));
  return `private, max-age=${Math.min(left, seconds)}`;
}
