/** What a client says of a file that it is going to send, direct or resumable: judged before a byte of it comes. */
import { properType } from '../../media/types.ts';
import { AppError } from '../../platform/errors.ts';
import { requireScope } from '../access/policy.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Visibility } from '../images/image.entity.ts';
import { profileOf } from '../profiles/load-profiles.ts';
import type { Profile, Profiles } from '../profiles/profile.ts';
import { checkOutputs } from '../renditions/outputs.ts';
import { safeFilename } from './filename.ts';
import { checkAttributes, type ImageAttributes } from './image-attributes.ts';
import { checkedDigest } from './verify-upload.ts';

export interface Announcement extends ImageAttributes {
  readonly viewer: Viewer;
  readonly byteSize: number;
  readonly filename: string;
  /** Where the client thinks to know it; what it is, the bytes say. */
  readonly contentType?: string | undefined;
  readonly sha256?: string | null | undefined;
  readonly profile?: string | null | undefined;
  readonly visibility?: Visibility | null | undefined;
  /** Specs of what is made beside the profile's variants. */
  readonly outputs?: readonly string[] | null | undefined;
}

/** Checked and with its defaults. @throws AppError the refusal. */
export function acceptAnnouncement({ profiles }: { readonly profiles: Profiles }, wish: Announcement) {
  const ownerId = requireScope(wish.viewer, 'UPLOAD');
  const profile = profileOf(profiles, wish);
  const { title, description, tags, namespace } = checkAttributes(wish);
  const sha256 = checkedDigest(wish.sha256);
  checkAnnouncement(wish, profile);
  return {
    ownerId,
    profile,
    filename: safeFilename(wish.filename),
    byteSize: wish.byteSize,
    ...(wish.contentType !== undefined && { contentType: wish.contentType }),
    sha256,
    attributes: {
      title,
      description,
      tags,
      namespace,
      visibility: wish.visibility ?? 'PRIVATE',
      outputs: checkOutputs(wish.outputs, profile),
    } as const,
  };
}

/** @throws AppError for a size or, where one is told, a type that the profile does not take. */
function checkAnnouncement(
  { byteSize, contentType }: { byteSize: number; contentType?: string | undefined },
  profile: Profile,
): void {
  if (!Number.isSafeInteger(byteSize) || byteSize < 0)
    throw new AppError('INVALID_INPUT', { field: 'byteSize', reason: 'give the size of the file in bytes' });
  if (byteSize === 0) throw new AppError('FILE_EMPTY');
  if (byteSize > profile.maxBytes)
    throw new AppError('FILE_TOO_LARGE', { limit: profile.maxBytes, profile: profile.name });
  if (contentType !== undefined && !profile.allowedContentTypes.includes(properType(contentType)))
    throw new AppError('UNSUPPORTED_MEDIA_TYPE', {
      type: contentType.slice(0, 100),
      by: `profile ${profile.name}`,
      allowed: profile.allowedContentTypes.join(', '),
    });
}
