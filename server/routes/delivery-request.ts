/** What every request for bytes goes through before a blob is opened: identity, signature or share; image; permission. */
import type { FastifyRequest } from 'fastify';
import type { DataSource } from 'typeorm';
import type { GuessLimit } from '../../domain/access/guess-limit.ts';
import {
  type Bytes,
  deliveryOf,
  holdsShare,
  readsAsOwner,
  showsBytes,
  signatureCovers,
} from '../../domain/access/policy.ts';
import { anonymous, type Viewer } from '../../domain/access/viewer.ts';
import { findImage } from '../../domain/images/find-images.ts';
import type { ImageEntity } from '../../domain/images/image.entity.ts';
import type { Grant } from '../../domain/sharing/grant.ts';
import { countView, findGrantsTo, mostOf, openLink, openSigned } from '../../domain/sharing/open-share.ts';
import type { SigningKey } from '../../domain/signing/signature.ts';
import {
  carriesSignature,
  type VerifiedUrl,
  verifySignedUrl,
} from '../../domain/signing/verify-signed-url.ts';
import { AppError } from '../../platform/errors.ts';
import { parseGlobalId, toGlobalId } from '../../platform/ids.ts';
import type { Authenticate } from '../authenticate.ts';

export interface SignatureRules {
  readonly guesses: GuessLimit;
  readonly signingKeys: readonly SigningKey[];
  readonly access: { readonly clockSkewSeconds: number };
}

export interface AuthorisationOptions extends SignatureRules {
  readonly database: DataSource;
  readonly authenticate: Authenticate;
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
  /** The share that lets it, where nothing else does. */
  readonly grant: Grant | undefined;
  /** What the path begins with, before the name of what is asked for. */
  readonly folder: string;
  /** Counts a view of the share, once for the request. @throws AppError SHARE_ENDED when there is none left. */
  readonly admit: (() => Promise<void>) | undefined;
}

/** How long an owner's browser may keep what it fetched with its key, which can be revoked. */
const ownerCacheSeconds = 60;

/**
 * @throws AppError SIGNATURE_INVALID, UNAUTHENTICATED, TOO_MANY_GUESSES, or NOT_FOUND also for what may not be known; SHARE_ENDED,
 * SHARE_WITHOUT_ORIGINAL.
 */
export async function authorise(
  options: AuthorisationOptions,
  request: FastifyRequest,
  { id, bytes }: { id: string; bytes: Bytes },
): Promise<Authorised> {
  const signature = carriesSignature(request.url) ? await verifySignature(options, request) : undefined;
  const viewer = signature ? anonymous : await options.authenticate(request.headers.authorization, request);
  const parsed = parseGlobalId(id);
  const image = parsed?.kind === 'image' ? await findImage(options.database, parsed.uuid) : undefined;
  if (!image) throw notFound();
  const folder = `/i/${toGlobalId('image', image.id)}/`;
  const asked = { image, viewer, signature, bytes, folder };
  const signed = signature !== undefined && signatureCovers(signature, bytes);
  // What is signed for a share is worth what that is, also when everybody may have it by now.
  const access = signature?.share === undefined ? deliveryOf(viewer, image, { bytes, signed }) : 'nobody';
  if (access === 'nobody') return byShare(options, asked, await findGrant(options, asked));
  const isTrusted = signature !== undefined || readsAsOwner(viewer, image);
  const allowed = { image, viewer, signature, isTrusted, folder, grant: undefined, admit: undefined };
  if (access === 'everybody') return { ...allowed, privateUntil: null };
  return { ...allowed, privateUntil: signature?.expiresAt ?? ownerCacheEnd(viewer) };
}

/** Never later than the end of the key or token. */
const ownerCacheEnd = ({ expiresAt }: Viewer): Date =>
  new Date(Math.min(Date.now() + ownerCacheSeconds * 1_000, expiresAt?.getTime() ?? Infinity));

/** The same for whoever holds a link. @throws AppError NOT_FOUND, SHARE_ENDED, SHARE_WITHOUT_ORIGINAL. */
export async function authoriseLink(
  options: AuthorisationOptions,
  { ip: address }: FastifyRequest,
  { token, bytes }: { token: string; bytes: Bytes },
): Promise<Authorised & { readonly grant: Grant }> {
  const grant = await openLink(options, { token, address });
  const image = await findImage(options.database, grant.imageId);
  if (!image) throw notFound();
  const asked = { image, viewer: anonymous, signature: undefined, bytes, folder: `/s/${token}/` };
  return byShare(options, asked, grant);
}

interface Asked extends Pick<Authorised, 'image' | 'viewer' | 'signature' | 'folder'> {
  readonly bytes: Bytes;
}

/** The share that a URL is signed for, or that whoever asks is the recipient of. @throws AppError NOT_FOUND, SHARE_ENDED. */
async function findGrant(
  { database }: AuthorisationOptions,
  { image, viewer, signature, bytes }: Asked,
): Promise<Grant | undefined> {
  if (signature?.share !== undefined) {
    const parsed = parseGlobalId(signature.share);
    if (parsed?.kind !== 'share' || !signatureCovers(signature, bytes)) return undefined;
    return openSigned(database, parsed.uuid);
  }
  if (viewer.subject === null) return undefined;
  const grants = await findGrantsTo(database, viewer.subject, [image.id]);
  return mostOf(grants, { original: bytes === 'original' });
}

function byShare(
  { database }: AuthorisationOptions,
  { bytes, ...asked }: Asked,
  grant: Grant | undefined,
): Authorised & { readonly grant: Grant } {
  const { image, viewer } = asked;
  if (grant?.imageId !== image.id || !holdsShare(viewer, grant)) throw notFound();
  if (!showsBytes(grant, bytes))
    throw new AppError('SHARE_WITHOUT_ORIGINAL', { instead: insteadOfOriginal(asked, grant) });
  let counted: Promise<void> | undefined;
  const admit = (): Promise<void> => (counted ??= countView(database, grant));
  return { ...asked, isTrusted: false, privateUntil: new Date(), grant, admit };
}

/** What the same request may have: what an image is without a name is as wide as the share shows. */
function insteadOfOriginal(
  { image, signature }: Pick<Asked, 'image' | 'signature'>,
  { token }: Grant,
): string {
  if (signature) return 'ask for the URL of a rendition where you were given this one';
  const whole = token === undefined ? `/images/${toGlobalId('image', image.id)}` : 'the link by itself';
  return `ask for ${whole}, which answers the best that it shows`;
}

const notFound = (): AppError => new AppError('NOT_FOUND', { what: 'The image' });

/** @throws AppError SIGNATURE_INVALID, TOO_MANY_GUESSES. */
export function verifySignature(
  { guesses, signingKeys, access }: SignatureRules,
  { method, url, ip: address }: Pick<FastifyRequest, 'method' | 'url' | 'ip'>,
): Promise<VerifiedUrl> {
  const { clockSkewSeconds } = access;
  return guesses.judge({ kind: 'signature', credential: url, address }, () =>
    verifySignedUrl({ method, url, now: new Date(), clockSkewSeconds }, signingKeys),
  );
}

/** Whether only pages of this server may have it: what the cookie of a session has opened. */
export const isForOwnPages = ({
  viewer,
  privateUntil,
}: Pick<Authorised, 'viewer' | 'privateUntil'>): boolean =>
  privateUntil !== null && viewer.sessionId !== undefined;

/**
 * For good, unless what is behind the URL may change: `seconds`. Never longer in a cache than the permission lasts; by a
 * share not at all without asking, because that may be revoked.
 */
export function cacheControlOf(
  { privateUntil, grant }: Pick<Authorised, 'privateUntil' | 'grant'>,
  seconds = Infinity,
): string {
  if (grant) return 'private, no-cache';
  if (privateUntil === null)
    return seconds === Infinity ? 'public, max-age=31536000, immutable' : `public, max-age=${seconds}`;
  const left = Math.max(0, Math.floor((privateUntil.getTime() - Date.now()) / 1_000));
  return `private, max-age=${Math.min(left, seconds)}`;
}
