/** What the client library costs a page: its core, minified and compressed as a server sends it, within a budget. */
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const kibibyte = 1024;
/** With graphql-ws in it, which the core cannot do without. */
const budget = 15 * kibibyte;

interface Entry {
  readonly name: string;
  /** What the page has anyway. */
  readonly external: readonly string[];
  readonly budget?: number;
}

const entries: readonly Entry[] = [
  { name: '@darkroom/client', external: [], budget },
  { name: '@darkroom/client/apollo', external: ['@apollo/*', 'graphql', 'rxjs'] },
  { name: '@darkroom/client/react', external: ['@apollo/*', 'graphql', 'react', 'react/*', 'rxjs'] },
];

for (const { name, external, budget } of entries) {
  const size = await compressedSize(name, external);
  const limit = budget === undefined ? '' : ` of ${budget / kibibyte}`;
  console.log(`${name}: ${(size / kibibyte).toFixed(1)}${limit} KiB compressed`);
  if (budget !== undefined && size > budget) process.exitCode = 1;
}

/** Everything that the entry exports, as if a page used all of it. */
async function compressedSize(name: string, external: readonly string[]): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: `export * from '${name}';`, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    external: [...external],
    define: { 'process.env.NODE_ENV': '"production"' },
    write: false,
    logLevel: 'silent',
  });
  return gzipSync(outputFiles[0]?.contents ?? new Uint8Array(), { level: 9 }).byteLength;
}
