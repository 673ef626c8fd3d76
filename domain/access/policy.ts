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

/** The subject of a viewer that holds the scope. @throws AppError UNAUTHENTICATED or FORBIDDEN. */
export function requireScope(viewer: Viewer, scope: Scope): string {
  if (viewer.subject === null) throw new AppError('UNAUTHENTICATED', { reason: nobodyAsks });
  if (!viewer.scopes.includes(scope) && !isAdmin(viewer)) throw new AppError('FORBIDDEN', { scope });
  return viewer.subject;
}

/** Whether the image exists for this viewer at all, by a share of it where one is brought. */
export function maySee(viewer: Viewer, image: ImageFacts, share?: ShareFacts): boolean {
  return (
    image.visibility === 'PUBLIC' ||
    mayReadOwn(viewer, image) ||
    (share !== undefined && holdsShare(viewer, share))
  );
}

/** Whether the viewer may be told with whom the image is shared: its owner. */
export const maySeeShares = (viewer: Viewer, image: Pick<ImageFacts, 'ownerId'>): boolean =>
  mayReadOwn(viewer, image);

/** Whether what is so wide, in pixels, may be shown to whoever holds the share. */
export const showsWidth = ({ maxWidth }: Pick<ShareFacts, 'maxWidth'>, width: number): boolean =>
  maxWidth === null || width <= maxWidth;

const mayReadOwn = (viewer: Viewer, image: Pick<ImageFacts, 'ownerId'>): boolean =>
  isOwner(viewer, image) && (viewer.scopes.includes('READ') || isAdmin(viewer));

/** Whether the share is the viewer's: by its link, or as its recipient with READ. */
export const holdsShare = (viewer: Viewer, { recipientId }: ShareFacts): boolean =>
  recipientId === null ||
  (recipientId === viewer.subject && (viewer.scopes.includes('READ') || isAdmin(viewer)));

/** Whether the viewer may see what only the owner is told: the original, the events of all images. */
export function isOwner(viewer: Viewer, image: Pick<ImageFacts, 'ownerId'>): boolean {
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
  if (bytes === 'variant' && image.visibility === 'PUBLIC') return 'everybody';
  if (signed || mayReadOwn(viewer, image)) return 'requester';
  return share && holdsShare(viewer, share) && (bytes === 'variant' || share.allowOriginal)
    ? 'share'
    : 'nobody';
}
