/** What the server shows of itself to a person: who is signed in, and where everything is. */
import { isAdmin, type Viewer } from '../../domain/access/viewer.ts';
import { escapeHtml } from '../../platform/escape-html.ts';
import { page } from './page.ts';

export function landingPage(viewer: Viewer, publicUrl: string): string {
  const url = escapeHtml(publicUrl);
  const body = `<h1>Darkroom</h1>
<p class="soft">A media platform with a GraphQL API.</p>
${viewer.subject === null ? signedOut : signedIn(viewer, viewer.subject)}
<h2>Interfaces</h2>
<dl>
<dt>GraphQL</dt>
<dd><code>${url}/graphql</code><br>Subscriptions over <code>${url.replace(/^http/, 'ws')}/graphql</code></dd>
<dt>REST</dt>
<dd><a href="/openapi">The routes, to read and to try</a> · <a href="/openapi.json">OpenAPI document</a></dd>
<dt>Documents</dt>
<dd>In the folder <code>docs</code> of this version; <code>npx darkroom --help</code> has the commands.</dd>
</dl>`;
  return page({ title: 'Darkroom', body });
}

const signedOut = `<p>You are not signed in.</p>
<p class="soft">Open the link that <code>npm start</code> has printed, or make another with <code>npx darkroom sign-in-link</code>.</p>`;

/** A key or token that is sent along needs no signing out. */
function signedIn(viewer: Viewer, subject: string): string {
  const role = isAdmin(viewer) ? ', who may see and change everything' : '';
  const named = `<p>You are signed in as <strong>${escapeHtml(subject)}</strong>${role}.</p>`;
  if (viewer.sessionId === undefined) return named;
  return `${named}
<form method="post" action="/sign-out">
<button>Sign out</button>
<button class="quiet" name="everywhere" value="yes">Sign out of all browsers</button>
</form>`;
}
