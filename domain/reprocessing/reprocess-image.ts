/**
 * Brings the variants of one image to its profile as it is now. What is different is rendered beside what there is, and
 * then all of it changes places in one transaction: until then the old variants are delivered, and a run that is
 * interrupted has changed nothing and is simply done again.
 */
import { createHash } from 'node:crypto';
import { contentTypes, type RenderedOutput } from '../../media/types.ts';
import { isAppError } from '../../platform/errors.ts';
import { newUuid } from '../../platform/ids.ts';
import type { Logger } from '../../platform/logging.ts';
import { findImage, findVariantsOfImages } from '../images/find-images.ts';
import type { ImageEntity } from '../images/image.entity.ts';
import type { Profiles } from '../profiles/profile.ts';
import type { PurgeSender } from '../purging/send-purges.ts';
import { profileVariants } from '../renditions/profile-variants.ts';
import { renderRows } from '../renditions/render-rows.ts';
import type { RenderDependencies } from '../renditions/render-variants.ts';
import { variantPrefix } from '../renditions/store-variant.ts';
import { isSettled, type PlannedVariant, planVariants, type VariantsPlan } from './plan-variants.ts';
import { type MadeVariant, switchVariants } from './switch-variants.ts';

export interface ReprocessDependencies extends RenderDependencies, PurgeSender {
  readonly profiles: Profiles;
}

export interface ReprocessRequest {
  readonly imageId: string;
  readonly signal: AbortSignal;
  readonly logger: Logger;
}

export type ReprocessOutcome = 'ready' | 'failed' | 'deleted';

/** Rejects with a failure that may pass; after one that cannot the image is as it was before. */
export async function reprocessImage(
  dependencies: ReprocessDependencies,
  request: ReprocessRequest,
): Promise<ReprocessOutcome> {
  for (;;) {
    request.signal.throwIfAborted();
    const image = await findImage(dependencies.database, request.imageId);
    if (!image) return 'deleted';
    const outcome = await attempt(dependencies, request, image);
    // Somebody else has made or changed one of the variants meanwhile: there is less to do, or something else.
    if (outcome !== 'changed') return outcome;
  }
}

async function attempt(
  dependencies: ReprocessDependencies,
  { signal, logger }: ReprocessRequest,
  image: ImageEntity,
): Promise<ReprocessOutcome | 'changed'> {
  const { database, profiles, store } = dependencies;
  const profile = profiles.get(image.profile);
  if (!profile) {
    logger.warn({ profile: image.profile }, 'the profile of the image is not in the file any more');
    return 'failed';
  }
  const rows = await findVariantsOfImages(database, [image.id]);
  const plan = planVariants(image, rows, profileVariants(profile));
  if (image.status === 'READY' && isSettled(plan)) return 'ready';
  const made: MadeVariant[] = [];
  try {
    await makeAll(dependencies, { image, plan, signal, made });
    const outcome = await switchVariants(dependencies, { image, rows, plan, made });
    if (outcome === 'ready') return outcome;
    await store.delete(newKeys(made));
    return outcome;
  } catch (error) {
    await store.delete(newKeys(made));
    if (!isAppError(error) || error.retryable) throw error;
    logger.warn({ code: error.code }, 'the image cannot be reprocessed');
    return 'failed';
  }
}

interface Making {
  readonly image: ImageEntity;
  readonly plan: VariantsPlan;
  readonly signal: AbortSignal;
  readonly made: MadeVariant[];
}

async function makeAll(
  dependencies: ReprocessDependencies,
  { image, plan, signal, made }: Making,
): Promise<void> {
  if (plan.make.length === 0) return;
  await dependencies.store.withLocalFile(
    image.storageKey,
    (path) =>
      renderRows(dependencies, {
        image,
        path,
        rows: plan.make,
        placeholder: !image.placeholder,
        laneOf: () => 'background',
        signal,
        onOutput: async (variant, output) => {
          made.push(await keepBytes(dependencies, { image, variant, output }));
        },
      }),
    signal,
  );
}

/**
 * Under a key that nobody else ever uses, so that it can be removed without asking who else may be about to name it. What came
 * out as it was before keeps its key.
 */
async function keepBytes(
  { store }: ReprocessDependencies,
  { image, variant, output }: { image: ImageEntity; variant: PlannedVariant; output: RenderedOutput },
): Promise<MadeVariant> {
  const digest = createHash('sha256').update(output.data).digest('hex');
  const made = { variant, digest, ...output, byteSize: output.data.byteLength };
  const { old } = variant;
  if (old?.digest === digest && old.storageKey !== null) return { ...made, storageKey: old.storageKey };
  const storageKey = `${variantPrefix(image)}${digest}-${newUuid()}.${variant.format}`;
  await store.put(storageKey, output.data, {
    contentType: contentTypes[variant.format],
    byteSize: output.data.byteLength,
  });
  return { ...made, storageKey };
}

const newKeys = (made: readonly MadeVariant[]): string[] =>
  made.flatMap(({ variant, storageKey }) => (storageKey === variant.old?.storageKey ? [] : [storageKey]));
