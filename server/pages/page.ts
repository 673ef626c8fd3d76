/** A page of the server's own: one column, no script, and a style that its policy names by hash. */
import { createHash } from 'node:crypto';
import { escapeHtml } from '../../platform/escape-html.ts';

const style = `
:root { color-scheme: light dark; --ink: #1c1b1a; --soft: #5c5854; --paper: #faf8f5; --card: #fff; --line: #e2ddd6; --light: #a8321a; --on-light: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #f1ece6; --soft: #b5ada4; --paper: #171413; --card: #211d1b; --line: #3b3431; --light: #ff7a5c; --on-light: #2a0c05; }
}
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem; background: var(--paper); color: var(--ink); font: 1rem/1.6 system-ui, sans-serif; }
main { width: 100%; max-width: 34rem; background: var(--card); border: 1px solid var(--line); border-top: .25rem solid var(--light); border-radius: .5rem; padding: 2rem; }
h1 { margin: 0 0 .5rem; font-size: 1.6rem; line-height: 1.25; letter-spacing: -.01em; }
h2 { margin: 2rem 0 .25rem; font-size: 1rem; }
p { margin: .5rem 0; }
.soft { color: var(--soft); }
dl { margin: .5rem 0 0; }
dt { margin-top: .75rem; font-weight: 600; }
dd { margin: 0; color: var(--soft); overflow-wrap: anywhere; }
code { font: .9em/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
a { color: var(--light); }
form { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1.25rem 0 0; }
button { font: inherit; font-weight: 600; padding: .6rem 1.2rem; border: 1px solid var(--light); border-radius: .375rem; background: var(--light); color: var(--on-light); cursor: pointer; }
button.quiet { background: transparent; color: var(--light); }
:focus-visible { outline: 3px solid var(--light); outline-offset: 3px; }
`;

/** What a policy names the style by: no other is applied. */
export const styleSource = `'sha256-${createHash('sha256').update(style).digest('base64')}'`;

/** @param body HTML, in which texts of others are escaped. */
export const page = ({ title, body }: { title: string; body: string }): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
