/** Decides; resolvers and routes ask here and never decide themselves. */
import { AppError } from '../../platform/errors.ts';
import { isAdmin, nobodyAsks, type Scope, type Viewer } from './viewer.ts';

/** What a decision about an image looks at. */
export interface ImageFacts {
  readonly ownerId: string;
  readonly visibility: 'PUBLIC' | 'PRIVATE';
}

/** The subject of a viewer that holds the scope. @throws AppError UNAUTHENTICATED or FORBIDDEN. */
export function requireScope(viewer: Viewer, scope: Scope): string {
  if (viewer.subject === null) throw new AppError('UNAUTHENTICATED', { reason: nobodyAsks });
  if (!viewer.scopes.includes(scope) && !isAdmin(viewer)) throw new AppError('FORBIDDEN', { scope });
  return viewer.subject;
}

/** Whether the image exists for this viewer at all. */
export function maySee(viewer: Viewer, image: ImageFacts): boolean {
  if (image.visibility === 'PUBLIC') return true;
  return isOwner(viewer, image) && (viewer.scopes.includes('READ') || isAdmin(viewer));
}

/** Whether the viewer may see what only the owner is told: the original, the events of all images. */
export function isOwner(viewer: Viewer, image: Pick<ImageFacts, 'ownerId'>): boolean {
  return isAdmin(viewer) || (viewer.subject !== null && viewer.subject === image.ownerId);
}

/** What kind of bytes of an image are asked for. The original may hold a position or names in its metadata. */
export type Bytes = 'variant' | 'original';

/**
 * How bytes may be delivered: to everybody and every cache, to this request alone, or not at all, which must
 * look exactly as if the image did not exist.
 */
export function deliveryOf(
  viewer: Viewer,
  image: ImageFacts,
  request: { bytes: Bytes; signed: boolean },
): 'everybody' | 'requester' | 'nobody' {
  if (request.bytes === 'variant' && image.visibility === 'PUBLIC') return 'everybody';
  if (request.signed) return 'requester';
  return isOwner(viewer, image) && (viewer.scopes.includes('READ') || isAdmin(viewer))
    ? 'requester'
    : 'nobody';
}
