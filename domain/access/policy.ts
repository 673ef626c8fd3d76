/** Decides; resolvers and routes ask here and never decide themselves. */
import { AppError } from '../../platform/errors.ts';
import { isAdmin, nobodyAsks, type Scope, type Viewer } from './viewer.ts';

/** What a decision about an image looks at. */
export interface ImageFacts {
  readonly ownerId: string;
  readonly visibility: 'PUBLIC' | 'PRIVATE';
}

/** What a decision looks at of a share that is in force. */
export interface ShareFacts {
  /** The subject that has to ask; null: whoever shows the share's link, or a URL that is signed for it. */
  readonly recipientId: string | null;
  /** Pixels that a rendition may be wide; null: any. */
  readonly maxWidth: number | null;
  readonly allowOriginal: boolean;
}

/** What belongs to a subject. */
type Owned = Pick<ImageFacts, 'ownerId'>;

/** Who asks, where it has to be somebody. @throws AppError UNAUTHENTICATED. */
export function requireSubject({ subject }: Viewer): string {
  if (subject === null) throw new AppError('UNAUTHENTICATED', { reason: nobodyAsks });
  return subject;
}

/** Whether a body with files is read at all, whatever is done with it: what the operation needs is asked later. */
export const maySendFiles = ({ subject }: Viewer): boolean => subject !== null;

/** The subject of a viewer that holds the scope. @throws AppError UNAUTHENTICATED or FORBIDDEN. */
export function requireScope(viewer: Viewer, scope: Scope): string {
  const subject = requireSubject(viewer);
  if (!holdsScope(viewer, scope)) throw new AppError('FORBIDDEN', { scope });
  return subject;
}

const holdsScope = (viewer: Viewer, scope: Scope): boolean =>
  viewer.scopes.includes(scope) || isAdmin(viewer);

/**
 * For whom something is read or done: for the viewer, and by an admin for anybody who is named.
 * @throws AppError UNAUTHENTICATED, FORBIDDEN.
 */
export function requireOwner(viewer: Viewer, scope: Scope, wanted?: string | null): string {
  const subject = requireScope(viewer, scope);
  const ownerId = wanted ?? subject;
  if (!isOwner(viewer, { ownerId })) throw new AppError('FORBIDDEN', { scope: 'ADMIN' });
  return ownerId;
}

/**
 * Whether the viewer may make such a key: nobody gives a key scopes that they lack, or acts for others.
 * @throws AppError UNAUTHENTICATED, FORBIDDEN.
 */
export function requireNewKey(viewer: Viewer, key: Owned & { readonly scopes: readonly Scope[] }): void {
  requireScope(viewer, 'MANAGE');
  const missing = key.scopes.find((scope) => !holdsScope(viewer, scope));
  if (missing) throw new AppError('FORBIDDEN', { scope: missing });
  if (!isOwner(viewer, key)) throw new AppError('FORBIDDEN', { scope: 'ADMIN' });
}

/** Whether a key or webhook endpoint exists for this viewer, who is told nothing of it otherwise. */
export const mayManage = (viewer: Viewer, owned: Owned): boolean =>
  isOwner(viewer, owned) && holdsScope(viewer, 'MANAGE');

/** Who may ask what the schema is, as configured. */
export const mayIntrospect = (viewer: Viewer, mode: 'on' | 'authenticated' | 'off'): boolean =>
  mode === 'on' || (mode === 'authenticated' && viewer.subject !== null);

/** Whether variants, and what else needs no signature, are for everybody. */
export const isForEverybody = ({ visibility }: Pick<ImageFacts, 'visibility'>): boolean =>
  visibility === 'PUBLIC';

/** Whether the image exists for this viewer at all, by a share of it where one is brought. */
export function maySee(viewer: Viewer, image: ImageFacts, share?: ShareFacts): boolean {
  return (
    isForEverybody(image) || readsAsOwner(viewer, image) || (share !== undefined && holdsShare(viewer, share))
  );
}

/** Whether an event of the image is told. That it is gone its owner may know with any key. */
export const mayHear = (viewer: Viewer, image: ImageFacts, { isGone }: { isGone: boolean }): boolean =>
  maySee(viewer, image) || (isGone && isOwner(viewer, image));

/** Whether the viewer may be told with whom the image is shared: its owner. */
export const maySeeShares = (viewer: Viewer, image: Owned): boolean => readsAsOwner(viewer, image);

/** Whether what is so wide, in pixels, may be shown to whoever holds the share. */
export const showsWidth = ({ maxWidth }: Pick<ShareFacts, 'maxWidth'>, width: number): boolean =>
  maxWidth === null || width <= maxWidth;

/** Whether the share includes bytes of this kind. */
export const showsBytes = ({ allowOriginal }: Pick<ShareFacts, 'allowOriginal'>, bytes: Bytes): boolean =>
  bytes === 'variant' || allowOriginal;

/** Signatures of a scope go out with pages, for all renditions of an image: the original is none. */
export const signatureCovers = ({ scope }: { readonly scope: string | undefined }, bytes: Bytes): boolean =>
  bytes === 'variant' || scope === undefined;

/** Whether the viewer reads as the owner does: the original, and renditions of every size. */
export const readsAsOwner = (viewer: Viewer, image: Owned): boolean =>
  isOwner(viewer, image) && holdsScope(viewer, 'READ');

/** Whether the share is the viewer's: by its link, or as its recipient with READ. */
export const holdsShare = (viewer: Viewer, { recipientId }: ShareFacts): boolean =>
  recipientId === null || (recipientId === viewer.subject && holdsScope(viewer, 'READ'));

/** Whether the viewer may see what only the owner is told: the original, the events of all images. */
export function isOwner(viewer: Viewer, image: Owned): boolean {
  return isAdmin(viewer) || (viewer.subject !== null && viewer.subject === image.ownerId);
}

/** What kind of bytes of an image are asked for. The original may hold a position or names in its metadata. */
export type Bytes = 'variant' | 'original';

/**
 * How bytes may be delivered: to everybody and every cache, to this request alone, to it as long as the share is in
 * force, or not at all, which must look exactly as if the image did not exist. A share is of use where nothing else is.
 */
export function deliveryOf(
  viewer: Viewer,
  image: ImageFacts,
  request: { bytes: Bytes; signed: boolean; share?: ShareFacts | undefined },
): 'everybody' | 'requester' | 'share' | 'nobody' {
  const { bytes, signed, share } = request;
  if (bytes === 'variant' && isForEverybody(image)) return 'everybody';
  if (signed || readsAsOwner(viewer, image)) return 'requester';
  return share && holdsShare(viewer, share) && showsBytes(share, bytes) ? 'share' : 'nobody';
}
