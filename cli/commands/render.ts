/** Renders files of this machine as a server would, in the same render processes, and leaves alone what is up to date. */
import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Listr } from 'listr2';
import { loadProfiles, profileOf } from '../../domain/profiles/load-profiles.ts';
import { resolveOutputs } from '../../domain/renditions/outputs.ts';
import type { TransformRules } from '../../domain/renditions/resolve-transform.ts';
import { createRenderPool } from '../../media/pool/render-pool.ts';
import { parseSpec } from '../../media/transform/spec.ts';
import { type Config, loadConfig } from '../../platform/config/load.ts';
import { readEnvironmentFile } from '../../platform/environment-file.ts';
import { AppError, isAppError } from '../../platform/errors.ts';
import { bar } from '../progress-bar.ts';
import { progress } from '../terminal.ts';
import { findSources, type SourceFile, stemOf } from '../render/find-sources.ts';
import { type FileToRender, type Rendered, renderFile, type Target } from '../render/render-file.ts';

export interface RenderOptions {
  readonly out: string;
  readonly outputs: string;
  readonly profile?: string;
  readonly json?: true;
}

interface Failure {
  readonly source: string;
  /** Null where the file itself is at fault. */
  readonly transform: string | null;
  readonly code: string;
  readonly message: string;
}

interface Report {
  readonly rendered: Rendered[];
  readonly upToDate: { readonly source: string; readonly transform: string; readonly file: string }[];
  readonly failed: Failure[];
}

/** @throws AppError INVALID_TRANSFORM, OUTPUT_UNSUPPORTED, UNKNOWN_PROFILE or CONFIG_INVALID before anything is rendered. */
export async function renderFiles(paths: readonly string[], options: RenderOptions): Promise<void> {
  readEnvironmentFile();
  const config = loadConfig(process.env);
  const profile = rulesFor(config, options.profile);
  const specs = options.outputs.split(',').map((spec) => spec.trim());
  const wanted = resolveOutputs(specs, profile).map(({ spec }) => spec);
  const report: Report = { rendered: [], upToDate: [], failed: [] };
  const { sources, faults } = await findSources(paths, options.out);
  refuseBesideSources([...paths, ...sources.map(({ path }) => dirname(path))], options.out);
  for (const { path, error } of faults) report.failed.push(failureOf(path, null, error));
  const files = await staleFiles(sources, { wanted, out: options.out, report });
  await renderAll(
    files.map((file): FileToRender => ({
      ...file,
      profile,
      maxPixels: config.delivery.maxPixels,
      onRendered: (rendered) => report.rendered.push(rendered),
      onFailed: (target, error) =>
        report.failed.push(failureOf(file.source.path, target?.spec ?? null, error)),
    })),
    { rendering: config.rendering, json: options.json },
  );
  if (options.json) console.log(JSON.stringify(report));
  else print(report);
  if (report.failed.length > 0) process.exitCode = 1;
}

/** What lies beside a source may be a photo of the same name as a rendition of it, and nobody wants that overwritten. */
function refuseBesideSources(folders: readonly string[], out: string): void {
  if (!folders.some((folder) => resolve(folder) === resolve(out))) return;
  const reason = 'there are photos to be rendered in this folder, which could be overwritten: name another';
  throw new AppError('INVALID_INPUT', { field: '--out', reason });
}

/** Where there is no installation there are no presets, and every size can still be had. */
function rulesFor({ profiles }: Config, name: string | undefined): TransformRules {
  const { path, isNamed } = profiles;
  if (name === undefined && !isNamed && !existsSync(path))
    return { name: 'default', variants: [], background: '#ffffff' };
  return profileOf(loadProfiles(path), { profile: name });
}

/** What is older than its source, or not there. A file whose renditions would be those of another has failed. */
async function staleFiles(
  sources: readonly SourceFile[],
  { wanted, out, report }: { wanted: readonly string[]; out: string; report: Report },
): Promise<{ source: SourceFile; targets: Target[] }[]> {
  const owners = new Map<string, string>();
  const files: { source: SourceFile; targets: Target[] }[] = [];
  for (const source of sources) {
    const base = join(out, source.folder, stemOf(source.path));
    const owner = owners.get(base);
    if (owner !== undefined) {
      const reason = `its renditions would have the names of those of ${owner}: render it into another folder`;
      const error = new AppError('INVALID_INPUT', { field: source.path, reason });
      report.failed.push(failureOf(source.path, null, error));
      continue;
    }
    owners.set(base, source.path);
    const targets: Target[] = [];
    for (const spec of wanted) {
      const target = { transform: parseSpec(spec), spec, path: `${base}-${spec}` };
      if (await isNewer(target.path, source))
        report.upToDate.push({ source: source.path, transform: spec, file: target.path });
      else targets.push(target);
    }
    if (targets.length > 0) files.push({ source, targets });
  }
  return files;
}

const isNewer = (path: string, { modifiedMs }: SourceFile): Promise<boolean> =>
  stat(path).then(
    ({ mtimeMs }) => mtimeMs > modifiedMs,
    () => false,
  );

/** One file more than there are processes, so that none of them waits for the next. */
async function renderAll(
  files: readonly FileToRender[],
  { rendering, json }: { rendering: Config['rendering']; json: true | undefined },
): Promise<void> {
  if (files.length === 0) return;
  const { processes, timeoutSeconds, memoryMegabytes, recycleAfter } = rendering;
  const expressProcesses = Math.min(processes, files.length);
  const pool = createRenderPool({
    processes: 0,
    expressProcesses,
    timeoutSeconds,
    memoryMegabytes,
    recycleAfter,
  });
  const say = (done: number): string => bar(done / files.length, `${done} of ${files.length} files`);
  const tasks = new Listr(
    {
      title: say(0),
      async task(_context, task) {
        let done = 0;
        // Shared: each takes the next file that nobody has taken.
        const queue = files.values();
        const work = async (): Promise<void> => {
          for (const file of queue) {
            await renderFile(pool, file);
            done += 1;
            task.title = say(done);
          }
        };
        await Promise.all(Array.from({ length: expressProcesses + 1 }, work));
      },
    },
    progress('nothing', json),
  );
  try {
    await tasks.run();
  } finally {
    await pool.close();
  }
}

function failureOf(source: string, transform: string | null, error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  return { source, transform, code: isAppError(error) ? error.code : 'INTERNAL', message };
}

function print({ rendered, upToDate, failed }: Report): void {
  for (const { file, width, height, byteSize } of rendered)
    console.log(`${file}  ${width}×${height}  ${byteSize} bytes`);
  console.log(`${rendered.length} rendered, ${upToDate.length} up to date, ${failed.length} failed`);
  const rows = [
    ['file', 'transform', 'code', 'why'],
    ...failed.map(({ source, transform, code, message }) => [source, transform ?? '', code, message]),
  ];
  if (rows.length === 1) return;
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows)
    console.error(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
}
