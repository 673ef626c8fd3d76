/** The page of a sign-in link, which asks before it uses the link up, and what is said when something is refused. */
import { escapeHtml } from '../../platform/escape-html.ts';
import { page } from './page.ts';

/**
 * Its button uses the link up, and no look at it: previews of messages, scanners of mail and browsers that fetch ahead look
 * as well. It says whose session begins, so that nobody works in somebody else's without knowing.
 */
export const signInPage = ({ ownerId, token }: { ownerId: string; token: string }): string =>
  page({
    title: 'Sign in to Darkroom',
    body: `<h1>Sign in to Darkroom</h1>
<p>This browser will act as <strong>${escapeHtml(ownerId)}</strong>.</p>
<p class="soft">The link works once.</p>
<form method="post" action="/sign-in">
<input type="hidden" name="token" value="${escapeHtml(token)}">
<button>Sign in</button>
</form>`,
  });

export const refusalPage = (sentence: string): string =>
  page({
    title: 'Darkroom',
    body: `<h1>That did not work</h1>
<p role="alert">${escapeHtml(sentence)}</p>
<p><a href="/">To the first page</a></p>`,
  });
