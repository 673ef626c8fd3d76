/**
 * Links of the documents that leave `docs/`: the sources are no part of the site. With a repository they lead there,
 * without one they are plain text; in both cases what they name has to exist.
 */
import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { MarkdownRenderer } from 'vitepress';

interface Place {
  /** Of the tree. */
  readonly root: string;
  /** The address of the repository. */
  readonly sources: string | undefined;
}

/** Of a link: what it names in the tree, and the rest of it. */
interface Target {
  readonly path: string;
  readonly anchor: string;
}

export function linksToSources(markdown: MarkdownRenderer, { root, sources }: Place): void {
  const docs = join(root, 'docs');
  markdown.core.ruler.push('links-to-sources', ({ tokens, env }) => {
    const { path } = env as { path: string };
    const inline = tokens.flatMap(({ children }) => children ?? []);
    for (const [index, token] of inline.entries()) {
      const attribute = token.type === 'image' ? 'src' : 'href';
      const target = targetOf(token.attrGet(attribute), { page: path, root });
      if (target === undefined) continue;
      const isOnSite = target.path.startsWith(`${docs}/`) && /\.(md|png|webp)$/.test(target.path);
      if (isOnSite) {
        const inside = relative(dirname(path), target.path);
        token.attrSet(attribute, `${inside.startsWith('.') ? '' : './'}${inside}${target.anchor}`);
      } else if (sources === undefined) {
        const end = inline.findIndex(({ type }, at) => at > index && type === 'link_close');
        for (const side of [token, inline[end]]) if (side) Object.assign(side, asText);
      } else token.attrSet('href', `${sources}/blob/main/${relative(root, target.path)}${target.anchor}`);
    }
  });
}

/** No link, and no box around what is between its ends. */
const asText = { type: 'text', content: '', tag: '', nesting: 0, attrs: null };

/** @throws Error when a link into the tree leads to nothing. What a page takes over from the README begins at the root. */
function targetOf(
  href: string | number | null,
  { page, root }: { page: string; root: string },
): Target | undefined {
  if (typeof href !== 'string' || /^([a-z]+:|#|\/)/.test(href)) return undefined;
  const [file = '', anchor] = decodeURI(href).split('#');
  const path = [join(dirname(page), file), join(root, file)].find((place) => existsSync(place));
  if (path === undefined) throw new Error(`${page} links to ${href}, which does not exist`);
  return { path, anchor: anchor === undefined ? '' : `#${anchor}` };
}
