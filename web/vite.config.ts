/**
 * How the browser's part is built, by scripts/build-web.mjs: to dist/web, every file but the pages under a name with its
 * hash. `npm run dev:web` serves it from its sources, beside a server on port 4000 that answers everything that is no page.
 */
import { defineConfig } from 'vite';

/** The first parts of the paths that the server answers. */
const api = '^/(graphql|images|i|s|upload|uploads|files|sign-in|sign-out|openapi|openapi\\.json)(/|\\?|$)';

/** The pages among them, for who asks for HTML. */
const pages: Readonly<Record<string, string>> = {
  '/upload': '/index.html',
  '/graphql': '/graphiql/index.html',
};

export default defineConfig({
  build: {
    outDir: '../dist/web',
    emptyOutDir: false,
    // Browsers of 2024 and later: they know light-dark(), nesting and :has(), and nothing is rewritten for older ones.
    target: ['chrome123', 'edge123', 'firefox121', 'safari17.5'],
    // Monaco, which GraphiQL loads when it is there.
    chunkSizeWarningLimit: 3_000,
    rolldownOptions: {
      // Libraries mark what is for browsers alone, which is everything here.
      checks: { moduleLevelDirective: false },
    },
  },
  // What the server puts a fresh one in the place of, for the styles that a dialog adds while it is open.
  html: { cspNonce: 'DARKROOM_NONCE' },
  server: {
    proxy: {
      [api]: {
        target: 'http://localhost:4000',
        ws: true,
        bypass: ({ method, url, headers }) =>
          method === 'GET' && headers.accept?.includes('text/html') ? (pages[url ?? ''] ?? null) : null,
      },
    },
  },
});
