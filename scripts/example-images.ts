/** The examples of the reference of transforms: rendered from one picture by the pipeline that renders everything. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadProfiles } from '../domain/profiles/load-profiles.ts';
import { type Rendition, resolveRendition } from '../domain/renditions/rendition.ts';
import { openImage, toRaster } from '../media/pipeline/engine.ts';
import { render } from '../media/pipeline/render.ts';
import { rmse } from '../media/quality/errors.ts';
import { seenPairs } from '../media/quality/rgb.ts';
import { canonicalSpec, parseSpec } from '../media/transform/spec.ts';
import { contentTypes } from '../media/types.ts';
import { balloon, paintScene, sceneSize } from './example-scene.ts';

export const exampleFolder = 'docs/images/transforms';

const image = {
  ...sceneSize,
  frames: 1,
  contentType: contentTypes.tiff,
  byteSize: sceneSize.width * sceneSize.height * 3,
  focalX: balloon.x,
  focalY: balloon.y,
};

/** What a spec makes of the picture. @throws Error for another spelling than the canonical one. */
export function exampleOf(spec: string, profilesPath: string): Rendition {
  const profile = loadProfiles(profilesPath).get('default');
  if (!profile) throw new Error('there is no default profile');
  const transform = parseSpec(spec);
  if (canonicalSpec(transform) !== spec) throw new Error(`${spec} is not canonical`);
  return resolveRendition(image, transform, { profile, maxPixels: Infinity });
}

/** The files by their paths. */
export async function exampleImages(
  specs: readonly string[],
  profilesPath: string,
): Promise<Map<string, Uint8Array>> {
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-examples-'));
  try {
    const path = join(folder, 'scene.tiff');
    await writeFile(path, await paintScene());
    const files = new Map<string, Uint8Array>();
    for (const spec of specs) {
      const { format, quality, autoQuality, ...rendition } = exampleOf(spec, profilesPath);
      const encoding = { format, quality: quality ?? undefined, autoQuality: autoQuality ?? undefined };
      await render({ ...rendition, path, encodings: [encoding] }, (product) => {
        if (product.kind === 'output') files.set(`${exampleFolder}/${spec}`, product.output.data);
      });
    }
    return files;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Of 255, in the mean: less than anybody sees, and more than encoders differ. */
const tolerance = 3;

/** Whether two files show the same, in the same size. */
export async function looksLike(one: Uint8Array, other: Uint8Array): Promise<boolean> {
  try {
    // By their numbers: in the other colour space these are others.
    const opened = [one, other].map((file) => openImage(file, { ignoresProfile: true }));
    const rasters = await Promise.all(opened.map(toRaster));
    const [left, right] = rasters;
    if (!left || !right || left.width !== right.width || left.height !== right.height) return false;
    return seenPairs(left, right).every((pair) => rmse(...pair) < tolerance);
  } catch {
    // Half a file, say: what cannot be read is made anew.
    return false;
  }
}
