/**
 * Builds the browser's part to dist/web when what it is made of has changed, and compresses each file once, so that the
 * server never does. Runs before `npm start` and `npm test`, and with `npm run build`. Node 20 is enough.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const output = join(root, 'dist', 'web');
const stampFile = join(output, '.stamp');

const pages = ['index.html', 'graphiql/index.html'];

/** All that the output depends on; the lockfile stands for the packages. */
const sources = ['web', 'client', 'package-lock.json', 'scripts/build-web.mjs'];

async function main() {
  const wanted = wantedStamp();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return;
  console.log('Building the web app; this happens once and after changes to it.');
  const { build } = await import('vite');
  rmSync(output, { recursive: true, force: true });
  // One after the other, or the app would load what GraphiQL and it have in common, and half of that it does not use.
  for (const page of pages)
    await build({
      root: join(root, 'web'),
      logLevel: 'warn',
      build: { rolldownOptions: { input: join(root, 'web', page) } },
    });
  for (const path of filesOf(output)) compress(path);
  // Last, so that a build that was interrupted is begun again.
  writeFileSync(stampFile, wanted);
}

/** By content, not by time: git gives every file of a clone the same age. */
function wantedStamp() {
  const hash = createHash('sha256');
  for (const source of sources)
    for (const path of filesOf(join(root, source)))
      hash
        .update(`${path.slice(root.length)}\0`)
        .update(readFileSync(path))
        .update('\0');
  return `${hash.digest('hex')}\n`;
}

/** A file itself, or all that are in a folder. */
function filesOf(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .toSorted();
}

/** The best, 11, takes fifteen seconds for all of them in place of one, and spares 8 % of the bytes. */
const brotli = { [constants.BROTLI_PARAM_QUALITY]: 9 };

/** As `.br` and `.gz` beside it; not what is compressed in itself, nor what fits into a packet anyhow. */
function compress(path) {
  if (!/\.(?:js|css|html|svg|json|ttf)$/.test(path)) return;
  const content = readFileSync(path);
  if (content.length < 1_024) return;
  writeFileSync(`${path}.br`, brotliCompressSync(content, { params: brotli }));
  writeFileSync(`${path}.gz`, gzipSync(content));
}

await main();
