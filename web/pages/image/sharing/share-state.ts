/** Whether a share still shows anything, and why not. */
import { formatTime } from '../../../format.ts';
import type { ShareRowFragment } from '../../../generated/graphql.ts';

type Ending = Pick<ShareRowFragment, 'revokedAt' | 'expiresAt' | 'maxViews' | 'viewCount'>;

export function stateOf(share: Ending, now: Date): { isOver: boolean; words: string } {
  const { revokedAt, expiresAt, maxViews, viewCount } = share;
  if (revokedAt !== null) return { isOver: true, words: `Revoked ${formatTime(revokedAt)}` };
  if (expiresAt !== null && new Date(expiresAt) <= now)
    return { isOver: true, words: `Expired ${formatTime(expiresAt)}` };
  if (maxViews !== null && viewCount >= maxViews) return { isOver: true, words: 'Used up' };
  return {
    isOver: false,
    words: expiresAt === null ? 'Until it is revoked' : `Until ${formatTime(expiresAt)}`,
  };
}
