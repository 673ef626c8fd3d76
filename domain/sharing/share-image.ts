/** Shares an image with a subject, or with whoever holds a link. */
import type { DataSource } from 'typeorm';
import { AppError } from '../../platform/errors.ts';
import { newUuid, toGlobalId } from '../../platform/ids.ts';
import { requireScope } from '../access/policy.ts';
import { isSubject, plainTextRule } from '../access/subject.ts';
import type { Viewer } from '../access/viewer.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { lockOwnImages } from '../images/lock-own-images.ts';
import { hashOfToken, newToken } from '../access/random-token.ts';
import { ShareEntity } from './share.entity.ts';

export interface WantedShare {
  readonly imageId: string;
  /** Absent: whoever holds the link. */
  readonly recipientId?: string | null | undefined;
  /** Seconds; absent: until it is revoked. */
  readonly expiresIn?: number | null | undefined;
  readonly maxViews?: number | null | undefined;
  /** Pixels. */
  readonly maxWidth?: number | null | undefined;
  readonly allowOriginal?: boolean | null | undefined;
}

export interface NewShare {
  readonly share: ShareEntity;
  /** Of the link; here and never again. */
  readonly token: string | undefined;
}

/** The greatest integer of GraphQL and of the columns. */
const greatest = 2 ** 31 - 1;

/** @throws AppError NOT_FOUND also for what belongs to others; INVALID_INPUT. */
export async function shareImage(
  { database }: { readonly database: DataSource },
  viewer: Viewer,
  wanted: WantedShare,
): Promise<NewShare> {
  requireScope(viewer, 'MANAGE');
  // Nobody gives away what they may not have: a key that may change images could read originals through a link.
  if (wanted.allowOriginal) requireScope(viewer, 'READ');
  check(wanted);
  const { imageId, recipientId = null, expiresIn, maxViews, maxWidth, allowOriginal } = wanted;
  return database.transaction(async (manager) => {
    const [image] = await lockOwnImages({ database, manager }, viewer, [imageId]);
    if (!image) throw new AppError('NOT_FOUND', { what: 'The image' });
    if (recipientId === image.ownerId)
      throw invalid('recipientId', 'the image is theirs already: name somebody else, or nobody for a link');
    const token = recipientId === null ? newToken() : undefined;
    const now = Date.now();
    const share = Object.assign(new ShareEntity(), {
      id: newUuid(),
      imageId,
      ownerId: image.ownerId,
      recipientId,
      tokenHash: token === undefined ? null : hashOfToken(token),
      expiresAt: typeof expiresIn === 'number' ? new Date(now + expiresIn * 1_000) : null,
      maxViews: maxViews ?? null,
      viewCount: 0,
      maxWidth: maxWidth ?? null,
      allowOriginal: allowOriginal ?? false,
      createdAt: new Date(now),
      revokedAt: null,
    } satisfies ShareEntity);
    await manager.insert(ShareEntity, share);
    const detail = `${toGlobalId('share', share.id)} ${recipientId === null ? 'by link' : `with ${recipientId}`}`;
    await recordAudit(manager, viewer, [
      { action: 'SHARE_CREATED', ownerId: image.ownerId, imageId, detail },
    ]);
    return { share, token };
  });
}

/** @throws AppError INVALID_INPUT. */
function check({ recipientId, ...numbers }: WantedShare): void {
  if (typeof recipientId === 'string' && !isSubject(recipientId))
    throw invalid('recipientId', plainTextRule(255));
  for (const field of ['expiresIn', 'maxViews', 'maxWidth'] as const) {
    const given = numbers[field] ?? 1;
    if (!(Number.isInteger(given) && given >= 1 && given <= greatest))
      throw invalid(field, `give a whole number from 1 to ${greatest}`);
  }
}

const invalid = (field: string, reason: string): AppError => new AppError('INVALID_INPUT', { field, reason });
