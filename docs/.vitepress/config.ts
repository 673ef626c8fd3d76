/**
 * The documentation site: `npm run docs` builds `docs/` to `dist/docs`. Nothing in it comes from another host, and a link that
 * leads nowhere fails the build. DOCS_BASE is the path that it is served under, GITHUB_REPOSITORY where the sources are.
 *
 * VitePress is an alpha of its second version: the first builds with a Vite that gets no more fixes.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { slug } from 'github-slugger';
import { defineConfig } from 'vitepress';
import { requireAnchors } from './anchors.ts';
import { linksToSources } from './links.ts';
import { drawDiagrams } from './diagrams.ts';
import { sidebar } from './sidebar.ts';

const root = join(import.meta.dirname, '../..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const icon = `data:image/svg+xml,${encodeURIComponent(readFileSync(join(root, 'web/icon.svg'), 'utf8'))}`;
const { DOCS_BASE: base = '/', GITHUB_REPOSITORY: repository } = process.env;
const sources = repository === undefined ? undefined : `https://github.com/${repository}`;

const wide = new Set(['access.md', 'configuration.md', 'errors.md']);

export default defineConfig({
  title: 'Darkroom',
  description:
    'A self-hosted GraphQL media platform: uploads in, variants made, events pushed, images delivered.',
  lang: 'en-GB',
  base,
  outDir: '../dist/docs',
  cacheDir: '../node_modules/.cache/vitepress',
  head: [['link', { rel: 'icon', type: 'image/svg+xml', href: icon }]],
  markdown: {
    // The documents are read on the site and in the repository: a place has the same name in both.
    anchor: { slugify: slug },
    // `linksToSources` finds what they name.
    include: { rebaseRelativeUrls: false },
    config(markdown) {
      linksToSources(markdown, { root, sources });
      drawDiagrams(markdown);
    },
  },
  // Mermaid, which pages without a drawing do not load.
  vite: { build: { chunkSizeWarningLimit: 1_500 } },
  themeConfig: {
    logo: icon,
    search: { provider: 'local' },
    nav: [
      { text: 'Quick start', link: '/quick-start' },
      { text: 'GraphQL', link: '/graphql' },
      { text: 'REST', link: '/rest' },
      { text: 'Operations', link: '/operations' },
      { text: version, link: '/upgrading' },
    ],
    sidebar: sidebar(join(root, 'docs')),
    outline: [2, 3],
    ...(sources === undefined ? {} : { socialLinks: [{ icon: 'github', link: sources }] }),
  },
  /** A table that is a whole page has no use for a list of its headings, and much for the room. */
  transformPageData: ({ relativePath, frontmatter }) =>
    wide.has(relativePath) ? { frontmatter: { ...frontmatter, aside: false } } : undefined,
  buildEnd: ({ outDir }) => requireAnchors(outDir, base),
});
