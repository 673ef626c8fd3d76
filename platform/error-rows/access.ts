/** Who asks, and what they may do. */
import { type ErrorRow, row } from './row.ts';

export const accessErrors = {
  UNAUTHENTICATED: row(
    'unauthenticated',
    '{reason}: send Authorization: Bearer and an API key (dk_…) or a token of your application.',
  ),
  AUTH_UNAVAILABLE: row(
    'unavailable',
    'The keys that tokens are verified with cannot be had at the moment: try again shortly.',
    true,
  ),
  FORBIDDEN: row('forbidden', 'This key or token lacks the scope {scope}.'),
  SIGN_IN_LINK_INVALID: row(
    'forbidden',
    'This sign-in link was used already, has expired or is incomplete: make a new one with npx darkroom sign-in-link.',
  ),
  SESSION_ENDED: row(
    'unauthenticated',
    'This browser’s session has ended: sign in again, with a link from npx darkroom sign-in-link.',
  ),
  CROSS_ORIGIN_REFUSED: row(
    'forbidden',
    'A browser’s session is for pages of this server, and this request comes from another: send Authorization: Bearer instead, or open the server at the address in PUBLIC_URL.',
  ),
  SIGNATURE_INVALID: row(
    'forbidden',
    'The signature of this URL is missing, wrong or expired: sign it anew.',
  ),
  NOT_FOUND: row('not_found', '{what} does not exist, or it is not yours to see.'),
  SHARE_ENDED: row(
    'gone',
    'This share has ended: it was revoked, has expired, or was looked at as often as it may be. Ask its owner for a new one.',
  ),
  SHARE_TOO_WIDE: row(
    'forbidden',
    'The rendition {spec} is {width} pixels wide, and this share shows at most {limit}: ask for a narrower one.',
  ),
  SHARE_WITHOUT_ORIGINAL: row('forbidden', 'This share does not include the original: {instead}.'),
  ACCESS_ENDED: row(
    'forbidden',
    'The image {id} is not yours to see any more, or not there: subscribe again without it.',
  ),
  EVENT_EXPIRED: row(
    'gone',
    'The event {id} is not kept, and what came after it may not be either: subscribe without `after`, which begins with the present state.',
  ),
} as const satisfies Record<string, ErrorRow>;
