/** The job's use case: has the CDN forget what it may hold of the images. Repeatable. */
import type { Cdn } from '../../platform/cdn/cdn.ts';
import type { Profiles } from '../profiles/profile.ts';
import { presetNames } from '../renditions/presets.ts';
import { pathsOf, tagsOf, urlsOf } from './cached-entries.ts';
import { countPurge } from './purge-metrics.ts';
import type { PurgePayload } from './purge-job.ts';

export interface PurgeDependencies {
  /** Undefined where it was taken out of the configuration after the job was sent: there is nobody to tell. */
  readonly cdn: Cdn | undefined;
  readonly profiles: Profiles;
  readonly widthLadder: readonly number[];
}

/** @throws AppError PURGE_FAILED */
export async function runPurge(
  dependencies: PurgeDependencies,
  payload: PurgePayload,
  signal: AbortSignal,
): Promise<void> {
  try {
    await purge(dependencies, payload, signal);
    countPurge('done');
  } catch (error) {
    countPurge('failed');
    throw error;
  }
}

async function purge(
  { cdn, profiles, widthLadder }: PurgeDependencies,
  { images, variantsOnly }: PurgePayload,
  signal: AbortSignal,
): Promise<void> {
  const each = images.map((image) => ({ ...image, variantsOnly }));
  if (cdn?.by === 'tag') await cdn.purge(each.flatMap(tagsOf), signal);
  if (cdn?.by === 'path') await cdn.purge(each.flatMap(pathsOf), signal);
  if (cdn?.by !== 'url') return;
  // A cache keeps renditions for longer than we do: what everybody could ask for is named whether it is stored or not.
  const open = [...[...profiles.values()].flatMap(presetNames), ...widthLadder.map((width) => `w${width}`)];
  const named = each.map((image) => ({ ...image, names: [...new Set([...open, ...image.names])] }));
  await cdn.purge(named.flatMap(urlsOf), signal);
}
