/** Says how good a rendition would be, for its owner. Nothing of it is kept. */
import type { Transform } from '../../media/transform/transform.ts';
import type { Measurement, RenderPool } from '../../media/types.ts';
import { AppError } from '../../platform/errors.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import { isOwner, requireScope } from '../access/policy.ts';
import type { Viewer } from '../access/viewer.ts';
import { charge } from '../usage/charge.ts';
import type { RateLimits } from '../usage/rate-limits.ts';
import type { ImageEntity } from '../images/image.entity.ts';
import type { Profiles } from '../profiles/profile.ts';
import { refuseFailed } from './make-rendition.ts';
import type { OnDemandRules } from './on-demand.ts';
import { Places } from './places.ts';
import { type Rendition, resolveRendition } from './rendition.ts';
import { rulesOf } from './resolve-transform.ts';

/** What is compared is held in memory several times over, as rasters. */
const maxPixels = 24_000_000;

/** One at a time in each process, so that renditions that somebody waits for find a free child. */
const atOnce = 1;
/** Each may take as long as a render with six encodes: more would wait for minutes. */
const waiting = 8;

export interface Inspections {
  /** @throws AppError BUSY, and what else a render can end with. */
  measure(image: ImageEntity, rendition: Rendition): Promise<Measurement>;
  /** Ends what runs, and what waits. */
  close(): void;
}

export interface InspectionDependencies {
  readonly inspections: Inspections;
  readonly profiles: Profiles;
  readonly rates: RateLimits;
  readonly delivery: OnDemandRules & { readonly maxPixels: number };
}

export interface Inspection extends Measurement {
  readonly sourceByteSize: number;
}

export function createInspections({
  store,
  pool,
  slowPlaces,
}: {
  readonly store: Pick<BlobStore, 'withLocalFile'>;
  readonly pool: Pick<RenderPool, 'measure'>;
  /** Those of renditions: both together leave a process for what is not slow. */
  readonly slowPlaces: Pick<Places, 'hold'>;
}): Inspections {
  const places = new Places({ places: atOnce, queue: waiting });
  const closing = new AbortController();
  const { signal } = closing;
  return {
    measure: ({ storageKey }, rendition) => {
      const { geometry, format, quality, autoQuality, maxBytes, background, effects, colorSpace } = rendition;
      const encoding = {
        format,
        quality: quality ?? undefined,
        autoQuality: autoQuality ?? undefined,
        maxBytes,
      };
      const task = { geometry, encoding, background, effects, colorSpace };
      const measure = (): Promise<Measurement> =>
        store.withLocalFile(storageKey, (path) => pool.measure({ ...task, path }, { signal }), signal);
      return places.hold(() => slowPlaces.hold(measure, signal), signal);
    },
    close: () => closing.abort(new AppError('SHUTTING_DOWN')),
  };
}

/**
 * It costs a render and more, so it is for the owner, also of a public image, and counts as a rendition that is made.
 * @throws AppError UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, IMAGE_FAILED, INVALID_TRANSFORM, RENDITION_UNSUPPORTED,
 * RENDITION_TOO_LARGE, RATE_LIMITED, BUSY, and what else a render can end with.
 */
export async function inspectRendition(
  { inspections, profiles, rates, delivery }: InspectionDependencies,
  viewer: Viewer,
  { image, transform }: { readonly image: ImageEntity; readonly transform: Transform },
): Promise<Inspection> {
  requireScope(viewer, 'READ');
  if (!isOwner(viewer, image)) throw new AppError('NOT_FOUND', { what: 'An inspection of this image' });
  refuseFailed(image);
  const rendition = resolveRendition(image, transform, {
    profile: rulesOf(profiles, image),
    maxPixels: Math.min(maxPixels, delivery.maxPixels),
  });
  charge(rates, { budget: 'renditions' }, { viewer, address: viewer.address ?? '' });
  return { ...(await inspections.measure(image, rendition)), sourceByteSize: image.byteSize };
}
