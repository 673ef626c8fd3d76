/** Links to a place on a page: VitePress knows the pages, and this the places on them. */
import { readdir, readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';

interface Page {
  /** As in a URL: `/errors.html`. */
  readonly path: string;
  readonly html: string;
}

/** @throws Error with every link of the built site that names a place which its page does not have. */
export async function requireAnchors(outDir: string, base: string): Promise<void> {
  const pages = await Promise.all(
    (await readdir(outDir, { recursive: true }))
      .filter((file) => file.endsWith('.html'))
      .map(async (file) => ({ path: `${base}${file}`, html: await readFile(join(outDir, file), 'utf8') })),
  );
  const places = new Map(pages.map(({ path, html }) => [path, new Set(idsIn(html))]));
  const dead = pages.flatMap((page) =>
    anchorsIn(page)
      .filter(([path, place]) => places.get(path)?.has(place) === false)
      .map(([path, place]) => `${page.path} links to ${path}#${place}`),
  );
  if (dead.length > 0) throw new Error(`There are no such places:\n${[...new Set(dead)].join('\n')}`);
}

const idsIn = (html: string): string[] => [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id = '']) => id);

/** The page and the place of each link that names a place. */
const anchorsIn = ({ path, html }: Page): [string, string][] =>
  [...html.matchAll(/\shref="([^":]*)#([^"]+)"/g)].map(([, to = '', place = '']) => [
    to === '' ? path : posix.resolve(posix.dirname(path), to),
    decodeURIComponent(place),
  ]);
