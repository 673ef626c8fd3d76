/** A share that was in force when it was looked up, and how the request showed it: what decisions and URLs are made of. */
import type { ShareFacts } from '../access/policy.ts';
import type { ShareEntity } from './share.entity.ts';

export interface Grant extends ShareFacts {
  readonly shareId: string;
  readonly imageId: string;
  readonly expiresAt: Date | null;
  /** Of the link that was shown: its URLs lead through it. */
  readonly token: string | undefined;
}

/** To the subject that the share names, which a decision compares with whoever asks. */
export const grantToRecipient = (share: ShareEntity): Grant => grantOf(share, share.recipientId);

/** To whoever shows its link. */
export const grantByLink = (share: ShareEntity, token: string): Grant => ({
  ...grantOf(share, null),
  token,
});

/** To whoever brings a URL that is signed for it: the recipient may give that away, like any signed URL. */
export const grantByUrl = (share: ShareEntity): Grant => grantOf(share, null);

function grantOf(
  { id, imageId, expiresAt, maxWidth, allowOriginal }: ShareEntity,
  recipientId: string | null,
): Grant {
  return { shareId: id, imageId, recipientId, expiresAt, maxWidth, allowOriginal, token: undefined };
}
