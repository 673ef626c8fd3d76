/** Makes of one file what is still to be made: one look at its header, one decode for each geometry. */
import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { resolveRendition, type Rendition } from '../../domain/renditions/rendition.ts';
import type { TransformRules } from '../../domain/renditions/resolve-transform.ts';
import type { Transform } from '../../media/transform/transform.ts';
import { contentTypes, type RenderedOutput, type RenderPool } from '../../media/types.ts';
import type { SourceFile } from './find-sources.ts';

export interface Target {
  readonly transform: Transform;
  /** Its canonical spelling. */
  readonly spec: string;
  readonly path: string;
}

export interface Rendered {
  readonly source: string;
  readonly transform: string;
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly byteSize: number;
}

export interface FileToRender {
  readonly source: SourceFile;
  readonly targets: readonly Target[];
  readonly profile: TransformRules;
  /** Pixels over all frames. */
  readonly maxPixels: number;
  readonly onRendered: (rendered: Rendered) => void;
  /** Null where the file itself is at fault, and nothing can be made of it. */
  readonly onFailed: (target: Target | null, error: unknown) => void;
}

/** Every target is rendered or has failed, or the file has, when this is over; nothing is thrown. */
export async function renderFile(pool: RenderPool, file: FileToRender): Promise<void> {
  const { source, targets, profile, maxPixels, onFailed } = file;
  const info = await pool.inspect(source.path).catch((error: unknown) => {
    onFailed(null, error);
  });
  if (!info) return;
  const image = {
    ...info,
    contentType: contentTypes[info.format],
    byteSize: source.byteSize,
    // Nobody has set one for a file on a disk.
    focalX: null,
    focalY: null,
  };
  const resolved = targets.flatMap((target) => {
    try {
      return [{ target, rendition: resolveRendition(image, target.transform, { profile, maxPixels }) }];
    } catch (error) {
      onFailed(target, error);
      return [];
    }
  });
  for (const group of Map.groupBy(resolved, pictureOf).values()) await renderGroup(pool, file, group);
}

interface Resolved {
  readonly target: Target;
  readonly rendition: Rendition;
}

const pictureOf = ({ rendition: { geometry, background, effects, colorSpace } }: Resolved): string =>
  JSON.stringify([geometry, background, effects, colorSpace]);

async function renderGroup(
  pool: RenderPool,
  { source, onRendered, onFailed }: FileToRender,
  group: readonly Resolved[],
): Promise<void> {
  const [first] = group;
  if (!first) return;
  const { geometry, background, effects, colorSpace } = first.rendition;
  const waiting = [...group];
  const keep = async (output: RenderedOutput): Promise<void> => {
    const next = waiting.shift();
    if (!next) return;
    try {
      await replace(next.target.path, output.data);
      const { width, height, data } = output;
      const { spec, path } = next.target;
      onRendered({
        source: source.path,
        transform: spec,
        file: path,
        width,
        height,
        byteSize: data.byteLength,
      });
    } catch (error) {
      // A disk that is full takes this one, and the next may still fit.
      onFailed(next.target, error);
    }
  };
  const encodings = group.map(({ rendition: { format, quality, autoQuality, maxBytes } }) => ({
    format,
    quality: quality ?? undefined,
    autoQuality: autoQuality ?? undefined,
    maxBytes,
  }));
  const task = { path: source.path, geometry, encodings, background, effects, colorSpace };
  try {
    await pool.render(task, { lane: 'express', onOutput: keep });
  } catch (error) {
    for (const { target } of waiting) onFailed(target, error);
  }
}

/** The whole file or none: half of one would be newer than its source and never be made again. */
async function replace(path: string, data: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const partial = join(dirname(path), `.${randomUUID()}.partial`);
  try {
    await writeFile(partial, data, { flag: 'wx' });
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}
